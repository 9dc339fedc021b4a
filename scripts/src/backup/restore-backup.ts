import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { openLakeDesk } from '@gruppetto/lake'
import { addWorkerConsumer, eraseKeys, halfRestored, inPortions, putMessage, type Runtime } from '@gruppetto/runtime'
import mongoose from 'mongoose'
import { databasesOf, restoreDatabase } from './databases.ts'
import { BackupError, type Manifest, readManifest, secretMarkOf } from './manifest.ts'
import { openPlaces, type Places } from './places.ts'
import { faultOf, readRows, type StoredFile } from './row-files.ts'
import type { ChangedRow, StoredMessage, StoredObject } from './take-backup.ts'

const { MongoClient } = mongoose.mongo
type Client = mongoose.mongo.MongoClient
type Document = mongoose.mongo.BSON.Document

export interface RestoreOptions {
  readonly folder: string
  /** Removes what the platform has. */
  readonly force: boolean
  readonly say: (line: string) => void
}

const ROWS_AT_ONCE = 500
const MESSAGES_AT_ONCE = 200

const filesOf = ({ databases, events, dead, objects }: Manifest): readonly StoredFile[] => [
  ...databases.flatMap(({ collections, changes }) => [...collections.flatMap(({ file }) => file ?? []), ...changes]),
  events,
  dead,
  objects,
]

/** Reads all of a backup, and throws BackupError with what is missing or not as it was written. */
export const verifyBackup = async (folder: string): Promise<Manifest> => {
  const manifest = await readManifest(folder)
  const faults: string[] = []
  for (const file of filesOf(manifest)) {
    const fault = await faultOf(folder, file)
    if (fault !== null) faults.push(fault)
  }
  // The list of objects is read only when it is what was written.
  if (faults.length === 0)
    for await (const { key, bytes, sha256 } of readRows<StoredObject>(folder, manifest.objects)) {
      const fault = await faultOf(folder, { path: `objects/${key}`, bytes: Number(bytes), sha256 })
      if (fault !== null) faults.push(fault)
    }
  if (faults.length > 0)
    throw new BackupError(['the backup is damaged, and nothing is restored:', ...faults.slice(0, 20)].join('\n  '))
  return manifest
}

export const hasRows = async (client: Client, database: string): Promise<boolean> => {
  for (const { name } of await client.db(database).listCollections({}, { nameOnly: true }).toArray())
    if (!name.startsWith('system.') && (await client.db(database).collection(name).findOne({})) !== null) return true
  return false
}

/** Returns what the platform has already, in a few words; empty when it has nothing. */
const whatIsThere = async (client: Client, { bus, config, objects }: Runtime): Promise<readonly string[]> => {
  const found: string[] = []
  for (const name of await databasesOf(client, config.namespace))
    if (await hasRows(client, name)) found.push(`the database ${name}`)
  for (const name of [bus.names.events, bus.names.dead]) {
    const { state } = await bus.manager.streams.info(name)
    if (state.messages > 0) found.push(`${state.messages} messages in the stream ${name}`)
  }
  for await (const key of objects.keys()) {
    found.push(`the object ${key}, and maybe others`)
    break
  }
  return found
}

const clear = async (client: Client, { bus, config, objects }: Runtime): Promise<void> => {
  for (const name of await databasesOf(client, config.namespace)) await client.db(name).dropDatabase()
  for (const name of [bus.names.events, bus.names.dead]) await bus.manager.streams.delete(name)
  await bus.ensureStreams()
  for await (const key of objects.keys()) await objects.delete(key)
}

/** Fills an empty database of the platform. Returns how many rows it had before the changes. */
export const fillDatabase = async (
  client: Client,
  namespace: string,
  folder: string,
  { name, collections, changes }: Manifest['databases'][number],
): Promise<number> => {
  const database = client.db(`${namespace}_${name}`)
  let rows = 0
  for (const { name: collection, options, file } of collections) {
    await database.createCollection(collection, options as mongoose.mongo.CreateCollectionOptions)
    if (file === null) continue
    for await (const portion of inPortions(ROWS_AT_ONCE, readRows<Document>(folder, file))) {
      await database.collection(collection).insertMany([...portion], { ordered: false })
      rows += portion.length
    }
  }
  for (const file of changes)
    for await (const portion of inPortions(ROWS_AT_ONCE, readRows<ChangedRow>(folder, file))) {
      for (const collection of new Set(portion.map(({ c }) => c)))
        await database
          .collection(collection)
          .bulkWrite(
            portion
              .filter(({ c }) => c === collection)
              .map(({ i, d }) =>
                d === null
                  ? { deleteOne: { filter: { _id: i as never } } }
                  : { replaceOne: { filter: { _id: i as never }, replacement: d, upsert: true } },
              ),
          )
    }
  return rows
}

/** Publishes the messages of a stream again, in their order. Returns where they are now. */
const restoreStream = async (
  { bus }: Runtime,
  folder: string,
  file: StoredFile,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Places> => {
  const places = openPlaces()
  for await (const portion of inPortions(MESSAGES_AT_ONCE, readRows<StoredMessage>(folder, file))) {
    const stored = await Promise.all(
      portion.map(({ b, h, d }) => {
        // A backup may be restored under another namespace.
        const subject = b.startsWith(`${from}.`) ? `${to}${b.slice(from.length)}` : b
        return putMessage(bus, { subject, headers: h, data: d.value() })
      }),
    )
    for (const [index, now] of stored.entries()) places.note(Number(portion[index]?.s), now)
  }
  return places
}

/** Restores the stream and gives each consumer the place at which it was, and the lake too: what was done before comes to nobody again. */
const restoreBus = async (runtime: Runtime, folder: string, manifest: Manifest): Promise<void> => {
  const { bus, config } = runtime
  const names = { from: manifest.namespace, to: config.namespace }
  const places = await restoreStream(runtime, folder, manifest.events, names)
  await restoreStream(runtime, folder, manifest.dead, names)
  for (const { name, subjects, doneUntil } of manifest.consumers)
    await addWorkerConsumer(bus, {
      name,
      subjects: subjects.map((subject) => `${names.to}${subject.slice(names.from.length)}`),
      from: places.of(doneUntil) + 1,
      ackWaitMs: config.ackWaitMs,
    })
  if (!manifest.databases.some(({ name }) => name === 'lake')) return
  const lake = await openLakeDesk(runtime)
  await lake.followRestored(places.of).finally(() => lake.close())
}

/**
 * Restores a backup into a platform that has nothing, or nothing any more with `force`. Nothing of the platform may run meanwhile. All of
 * the backup is verified before anything is written. One that was cut short says so the next time, and is begun again with `force`.
 * Throws BackupError, which says what to do. Indexes and what is derived are made when the platform starts.
 */
export const restoreBackup = async (runtime: Runtime, { folder, force, say }: RestoreOptions): Promise<Manifest> => {
  const { config } = runtime
  const manifest = await verifyBackup(folder)
  say(`The backup of ${manifest.takenAt} is whole.`)
  if (manifest.secretMark !== secretMarkOf(config))
    say('IDENTITY_SECRET is another one than that of the backup: sessions end, links in mails and codes stop working.')
  const client = await new MongoClient(config.mongoUrl ?? '', { maxPoolSize: 4, writeConcern: { w: 'majority' } }).connect()
  try {
    const half = await halfRestored(client, config.namespace).findOne({})
    const there = await whatIsThere(client, runtime)
    if (!force && half !== null)
      throw new BackupError('an earlier restore was cut short: run it again with --force, which begins anew')
    if (!force && there.length > 0)
      throw new BackupError(['this platform has data, which --force would remove:', ...there.slice(0, 10)].join('\n  '))
    await clear(client, runtime)
    await halfRestored(client, config.namespace).insertOne({ _id: 'half', takenAt: manifest.takenAt })
    // Redis has copies alone: what it has now is of another time.
    await eraseKeys(runtime.redis, [''])
    for (const database of manifest.databases)
      say(`${database.name}: ${await fillDatabase(client, config.namespace, folder, database)} rows`)
    let objects = 0
    for await (const { key } of readRows<StoredObject>(folder, manifest.objects)) {
      await runtime.objects.writeStream(key, createReadStream(join(folder, 'objects', key)))
      objects += 1
    }
    say(`${objects} objects`)
    await restoreBus(runtime, folder, manifest)
    say(`${manifest.events.rows} events, ${manifest.dead.rows} dead letters, ${manifest.consumers.length} consumers`)
    await client.db(restoreDatabase(config.namespace)).dropDatabase()
    return manifest
  } finally {
    await client.close()
  }
}
