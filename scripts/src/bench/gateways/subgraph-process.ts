/**
 * One subgraph in a process of its own: `subgraph-process.ts <name> <delay in ms>`. It tells its port to the process that forked it, and the
 * number of its requests when asked. Its HTTP is written by hand, and answers are kept by the body of the request, so that what is
 * measured is the gateway.
 */
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'
import { SUBGRAPHS, type SubgraphName } from './world.ts'

const [name, delay] = process.argv.slice(2)
const { sdl, resolvers } = SUBGRAPHS[name as SubgraphName]
const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never })
const kept = new Map<string, Promise<Buffer>>()
const counts = { requests: 0, withoutAuthorization: 0 }

const answer = async (body: string): Promise<Buffer> => {
  const { query, variables, operationName } = JSON.parse(body)
  const text = JSON.stringify(await graphql({ schema, source: query, variableValues: variables, operationName }))
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n`
  return Buffer.from(head + text)
}

const keptAnswer = (body: string): Promise<Buffer> => {
  const known = kept.get(body)
  if (known !== undefined) return known
  // Operations are few here, so more bodies than these belong to a gateway that makes a new one each time.
  if (kept.size > 5_000) kept.clear()
  const made = answer(body)
  kept.set(body, made)
  return made
}

/** Reads the requests of a connection; a gateway sends the length or chunks. Returns the rest that is no whole request. */
const readRequests = (text: string, take: (head: string, body: string) => void): string => {
  let rest = text
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return rest
    const head = rest.slice(0, end).toLowerCase()
    let after = end + 4
    let body = ''
    if (head.includes('\r\ntransfer-encoding: chunked')) {
      for (;;) {
        const line = rest.indexOf('\r\n', after)
        const size = Number.parseInt(rest.slice(after, line), 16)
        if (line < 0 || rest.length < line + size + 4) return rest
        body += rest.slice(line + 2, line + 2 + size)
        after = line + size + 4
        if (size === 0) break
      }
    } else {
      const length = Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? 0)
      if (rest.length < after + length) return rest
      body = rest.slice(after, after + length)
      after += length
    }
    take(head, body)
    rest = rest.slice(after)
  }
}

const serve = (socket: Socket): void => {
  let rest = ''
  // Answers leave in the order of the requests.
  let before: Promise<unknown> = Promise.resolve()
  socket.setEncoding('latin1')
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: string) => {
    rest = readRequests(rest + chunk, (head, body) => {
      counts.requests += 1
      if (!head.includes('\r\nauthorization: bearer ')) counts.withoutAuthorization += 1
      const later = sleep(Number(delay))
      before = Promise.all([keptAnswer(Buffer.from(body, 'latin1').toString()), later, before]).then(([bytes]) =>
        socket.write(bytes),
      )
    })
  })
}

const server = createServer({ noDelay: true }, serve)
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('message', () => process.send?.(counts))
process.on('disconnect', () => process.exit())
