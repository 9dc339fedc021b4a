import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deadLetters, type Runtime } from '@gruppetto/runtime'

/** Something that is stored: where it is, and its name and content as a text. */
export interface Stored {
  readonly place: string
  readonly text: string
}

async function* inDatabases(runtime: Runtime): AsyncGenerator<Stored> {
  const { connection } = await runtime.database('athletes')
  const client = connection.getClient()
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
  for (const { name } of databases.filter((each) => each.name.startsWith(`${runtime.config.namespace}_`))) {
    for (const each of await client.db(name).listCollections({}, { nameOnly: true }).toArray()) {
      if (each.name.startsWith('system.')) continue
      for await (const row of client.db(name).collection(each.name).find({}))
        yield { place: `${name}.${each.name}`, text: JSON.stringify(row) }
    }
  }
}

async function* inRedis({ redis }: Runtime): AsyncGenerator<Stored> {
  const prefix = redis.options.keyPrefix ?? ''
  let cursor = '0'
  do {
    const [next, names] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000)
    for (const name of names) {
      const key = name.slice(prefix.length)
      const reads: Readonly<Record<string, () => Promise<unknown>>> = {
        string: () => redis.get(key),
        hash: () => redis.hgetall(key),
        zset: () => redis.zrange(key, 0, '-1'),
        set: () => redis.smembers(key),
        list: () => redis.lrange(key, 0, -1),
      }
      const value = await reads[await redis.type(key)]?.()
      yield { place: `redis ${key}`, text: `${key} ${JSON.stringify(value)}` }
    }
    cursor = next
  } while (cursor !== '0')
}

async function* inStreams({ bus }: Runtime): AsyncGenerator<Stored> {
  const { state } = await bus.manager.streams.info(bus.names.events)
  for (let seq = state.first_seq; seq <= state.last_seq && seq > 0; seq += 1) {
    const message = await bus.manager.streams.getMessage(bus.names.events, { seq }).catch(() => null)
    if (message !== null) yield { place: `event ${message.subject}`, text: new TextDecoder().decode(message.data) }
  }
  for (const letter of await deadLetters(bus, { limit: 1000 }))
    yield { place: `dead letter of ${letter.worker}`, text: letter.text }
}

async function* inFiles(folder: string): AsyncGenerator<Stored> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // Two bytes of a picture or a recording never make a letter: names and ids are plain letters.
    yield { place: path, text: `${path} ${await readFile(path, 'latin1')}` }
  }
}

/** Everything that the platform stores, in databases, Redis, streams, dead letters and files. */
export async function* everythingStored(runtime: Runtime): AsyncGenerator<Stored> {
  yield* inDatabases(runtime)
  yield* inRedis(runtime)
  yield* inStreams(runtime)
  yield* inFiles(runtime.config.dataDir)
}
