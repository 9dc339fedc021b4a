import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'

const PATIENCE_MS = 1500

/** Connects, sends `greeting`, and checks that the first response starts with `beginning`. */
const answersWith = (port: number, greeting: string, beginning: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(PATIENCE_MS, () => end(false))
    socket.on('error', () => end(false))
    socket.on('close', () => end(false))
    socket.on('connect', () => socket.write(greeting))
    socket.once('data', (bytes) => end(bytes.toString('latin1').startsWith(beginning)))
  })

export const answersNats = (port: number): Promise<boolean> => answersWith(port, '', 'INFO {')

// While Redis loads its data it answers -LOADING, which does not count.
export const answersRedis = (port: number): Promise<boolean> => answersWith(port, 'PING\r\n', '+PONG')

const withAdmin = async <T>(url: string, work: (command: (body: object) => Promise<object>) => Promise<T>): Promise<T> => {
  const connection = await mongoose.createConnection(url, { serverSelectionTimeoutMS: PATIENCE_MS, maxPoolSize: 1 }).asPromise()
  try {
    return await work((body) =>
      connection
        .getClient()
        .db('admin')
        .command({ ...body }),
    )
  } finally {
    await connection.close()
  }
}

export const answersMongo = async (url: string): Promise<boolean> => {
  try {
    return await withAdmin(url, async (command) => {
      await command({ ping: 1 })
      return true
    })
  } catch {
    return false
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'codeName' in error ? error.codeName : undefined)

/**
 * Makes a single mongod the primary of a replica set with one member, which transactions need. Also works when its port has
 * changed since the last start.
 */
export const initiateReplicaSet = async (port: number): Promise<void> => {
  const member = { _id: 0, host: `127.0.0.1:${port}` }
  await withAdmin(`mongodb://127.0.0.1:${port}/?directConnection=true`, async (command) => {
    try {
      await command({ replSetInitiate: { _id: 'gruppetto', members: [member] } })
    } catch (error) {
      if (codeOf(error) !== 'AlreadyInitialized') throw error
      const { config } = (await command({ replSetGetConfig: 1 })) as { config: { version: number; members: { host: string }[] } }
      if (config.members[0]?.host !== member.host)
        await command({ replSetReconfig: { ...config, version: config.version + 1, members: [member] }, force: true })
    }
    for (let look = 0; look < 150; look += 1) {
      const hello = (await command({ hello: 1 })) as { isWritablePrimary?: boolean }
      if (hello.isWritablePrimary === true) return
      await sleep(100)
    }
    throw new Error('mongod did not become primary of its own replica set')
  })
}
