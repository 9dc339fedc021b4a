import { access, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { WRITER } from '@gruppetto/lake'
import { messagesOf, type Runtime } from '@gruppetto/runtime'
import mongoose from 'mongoose'
import { type Changed, openChanges, rowKey } from './changes.ts'
import { databasesOf, marksDatabase, restoreDatabase } from './databases.ts'
import { aroundInstant } from './instant.ts'
import { BackupError, FORMAT, type Manifest, secretMarkOf, writeManifest } from './manifest.ts'
import { type CreateFile, createFile, openHash, openRowFile, type RowFile, type StoredFile } from './row-files.ts'

const { BSON, MongoClient } = mongoose.mongo
type Client = mongoose.mongo.MongoClient
type Session = mongoose.mongo.ClientSession

export interface BackupOptions {
  readonly folder: string
  readonly say: (line: string) => void
  /** How files are opened, for tests of full disks. */
  readonly create?: CreateFile
}

/** So many changed rows are read again before more are collected. */
const MOST_CHANGED = 20_000
/** With fewer changed rows than this, the last of them are read in one transaction. */
const FEW_CHANGED = 2_000
const ROUNDS = 20
const COLLECTIONS_AT_ONCE = 4
const IDS_AT_ONCE = 500
const TRIES = 5

/** A changed row: the collection, the id, and the row; null when it is gone. */
export interface ChangedRow {
  readonly c: string
  readonly i: unknown
  readonly d: object | null
}

/** A message of a stream: its place, subject, headers and data. */
export interface StoredMessage {
  readonly s: number
  readonly b: string
  readonly h: readonly (readonly [string, string])[]
  readonly d: mongoose.mongo.BSON.Binary
}

export interface StoredObject {
  readonly key: string
  readonly bytes: number
  readonly sha256: string
}

const platformDatabases = async (client: Client, namespace: string): Promise<readonly string[]> => {
  const own = [marksDatabase(namespace), restoreDatabase(namespace)]
  return (await databasesOf(client, namespace)).filter((name) => !own.includes(name)).toSorted()
}

interface Listed {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
  readonly isSeries: boolean
}

const collectionsOf = async (client: Client, database: string): Promise<readonly Listed[]> => {
  const found = await client.db(database).listCollections({}, { nameOnly: false }).toArray()
  return found
    .filter(({ name }) => !name.startsWith('system.'))
    .map(({ name, ...rest }) => {
      const options = ('options' in rest ? rest.options : {}) as Record<string, unknown>
      return { name, options, isSeries: options.timeseries !== undefined }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Reads changed rows as they are now, or as they are in the snapshot of a session, and writes them. Returns those that are there. */
const writeChanged = async (
  client: Client,
  changed: Changed,
  files: ReadonlyMap<string, RowFile>,
  series: ReadonlySet<string>,
  session?: Session,
): Promise<ReadonlySet<string>> => {
  const there = new Set<string>()
  for (const [database, collections] of changed)
    for (const [name, ids] of collections) {
      if (name.startsWith('system.') || series.has(`${database}.${name}`)) continue
      const all = [...ids.values()]
      for (let at = 0; at < all.length; at += IDS_AT_ONCE) {
        const portion = all.slice(at, at + IDS_AT_ONCE)
        const found = await client
          .db(database)
          .collection(name)
          .find(
            { _id: { $in: portion as never[] } },
            { promoteValues: false, promoteBuffers: false, ...(session && { session }) },
          )
          .toArray()
        const rows = new Map(found.map((row) => [String(row._id), row]))
        for (const id of portion) {
          const row = rows.get(String(id)) ?? null
          if (row !== null) there.add(rowKey(database, name, id))
          await files.get(database)?.write(BSON.serialize({ c: name, i: id, d: row } satisfies ChangedRow))
        }
      }
    }
  return there
}

/** Writes the messages of a stream from the first to the last that is asked for, without the events in `except`. */
const writeStream = async (
  { bus }: Runtime,
  { name, last, except, file }: { name: string; last: number; except: ReadonlySet<string>; file: RowFile },
): Promise<StoredFile> => {
  for await (const { sequence, subject, headers, data } of messagesOf(bus, name, last)) {
    if (headers.some(([key, value]) => key === 'Nats-Msg-Id' && except.has(value))) continue
    const row: StoredMessage = { s: sequence, b: subject, h: headers, d: new BSON.Binary(data) }
    await file.write(BSON.serialize(row))
  }
  return file.close()
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

interface Objects {
  readonly folder: string
  readonly create: CreateFile
  /** What is in the backup. */
  readonly list: RowFile
}

/** Copies the objects that are not in the backup yet. One that goes meanwhile is left out. */
const copyObjects = async ({ objects }: Runtime, { folder, create, list }: Objects): Promise<void> => {
  for await (const key of objects.keys()) {
    const file = join(folder, 'objects', key)
    if (await exists(file)) continue
    const hash = openHash()
    try {
      const body = await objects.read(key)
      await mkdir(dirname(file), { recursive: true })
      await pipeline(body, hash.stream, create(file))
    } catch (error) {
      if ((await objects.head(key)) !== null) throw error
      await rm(file, { force: true })
      continue
    }
    await list.write(BSON.serialize({ key, ...hash.end() } satisfies StoredObject))
  }
}

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String((error as NodeJS.ErrnoException).code))

/**
 * Takes a backup of a platform, which may run meanwhile. All databases are of one instant: each collection is read as it comes, rows that
 * change meanwhile are read again, and the last of those in one snapshot. The stream has the events that were committed up to that instant.
 * Measurements of time series and objects may be younger; nothing refers to those. It uses the memory of some thousand rows. Throws
 * BackupError when it cannot be taken, and leaves a folder without a manifest, which no restore takes.
 */
export const takeBackup = async (runtime: Runtime, options: BackupOptions): Promise<Manifest> => {
  const { folder, say } = options
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty: a backup has a folder of its own`)
  const client = await new MongoClient(runtime.config.mongoUrl ?? '', {
    maxPoolSize: 8,
    writeConcern: { w: 'majority' },
  }).connect()
  try {
    return await take(client, runtime, options)
  } catch (error) {
    if (isFull(error)) throw new BackupError(`there is no room in ${folder}: the backup is not finished, and cannot be restored`)
    say('The backup is not finished, and cannot be restored.')
    throw error
  } finally {
    await client.close()
  }
}

const take = async (client: Client, runtime: Runtime, { folder, say, create = createFile }: BackupOptions): Promise<Manifest> => {
  const { namespace } = runtime.config
  const { manager, names } = runtime.bus
  const databases = await platformDatabases(client, namespace)
  if (databases.length === 0) throw new BackupError(`there is no database of ${namespace} on this server`)
  const shortOf = (database: string): string => database.slice(namespace.length + 1)
  const changes = await openChanges(client, namespace, databases)
  const session = client.startSession()
  try {
    const changeFiles = new Map<string, RowFile>()
    for (const database of databases)
      changeFiles.set(database, await openRowFile(folder, `mongo/${shortOf(database)}/changes.bson.gz`, create))
    const series = new Set<string>()
    const bases = new Map<string, StoredFile>()

    // One after the other: of two states of a row, the later one must be written later.
    let flushing: Promise<unknown> = Promise.resolve()
    const flush = (): Promise<unknown> => {
      flushing = flushing.then(() => writeChanged(client, changes.take(), changeFiles, series))
      return flushing
    }

    const copyCollection = async (database: string, name: string): Promise<void> => {
      const file = await openRowFile(folder, `mongo/${shortOf(database)}/${name}.rows.bson.gz`, create)
      const cursor = client.db(database).collection(name).find({}, { raw: true, batchSize: 500 })
      for await (const row of cursor) {
        await file.write(row as unknown as Uint8Array)
        if (changes.size > MOST_CHANGED) await flush()
      }
      bases.set(`${database}.${name}`, await file.close())
    }

    for (const database of databases) {
      const collections = await collectionsOf(client, database)
      for (const { name, isSeries } of collections) if (isSeries) series.add(`${database}.${name}`)
      const left = collections.filter(({ isSeries }) => !isSeries)
      const copyNext = async (): Promise<void> => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) await copyCollection(database, next.name)
      }
      await Promise.all(Array.from({ length: COLLECTIONS_AT_ONCE }, copyNext))
      say(`${shortOf(database)}: ${collections.length} collections`)
    }
    const copies: Objects = { folder, create, list: await openRowFile(folder, 'objects.bson.gz', create) }
    await copyObjects(runtime, copies)

    for (let round = 0; round < ROUNDS; round += 1) {
      await changes.catchUp()
      if (changes.size <= FEW_CHANGED) break
      await flush()
    }

    // What is acknowledged now is in the databases at the instant that follows, and a letter that is dead now too.
    const consumers: { name: string; subjects: string[]; doneUntil: number }[] = []
    // The lake's writer has its place in its database, and makes its consumer anew.
    for await (const { name, config, ack_floor } of manager.consumers.list(names.events))
      if (config.durable_name !== undefined && name !== WRITER)
        consumers.push({ name, subjects: config.filter_subjects ?? [], doneUntil: ack_floor.stream_seq })
    const lastDead = (await manager.streams.info(names.dead)).state.last_seq

    let takenAt = ''
    let later: ReadonlySet<string> = new Set()
    let seen = 0
    for (let tries = 1; ; tries += 1) {
      const mark = await changes.catchUp('NOTES')
      session.startTransaction({ readConcern: { level: 'snapshot' } })
      try {
        // The first read fixes the instant.
        await client.db(marksDatabase(namespace)).collection<{ _id: string }>('marks').findOne({ _id: mark }, { session })
        takenAt = new Date().toISOString()
        await changes.catchUp()
        const passing = [...changes.passing]
        const visible = await writeChanged(client, changes.take(), changeFiles, series, session)
        // Where it cannot be told whether an event is of before the instant or after it, another instant is taken.
        const around = aroundInstant(passing, (row) => visible.has(row))
        later = around.later
        seen = passing.length
        if (around.unclear.size === 0) break
        if (tries >= TRIES) throw new BackupError('the platform is too busy for one instant: take the backup again')
      } finally {
        await session.abortTransaction().catch(() => undefined)
      }
    }

    const lastEvent = (await manager.streams.info(names.events)).state.last_seq
    await changes.catchUp()
    const since = changes.passing.slice(seen).flatMap(({ operation, eventId }) => (operation === 'insert' ? (eventId ?? []) : []))
    const events = await writeStream(runtime, {
      name: names.events,
      last: lastEvent,
      except: new Set([...later, ...since]),
      file: await openRowFile(folder, 'events.bson.gz', create),
    })
    const dead = await writeStream(runtime, {
      name: names.dead,
      last: lastDead,
      except: new Set(),
      file: await openRowFile(folder, 'dead.bson.gz', create),
    })
    await copyObjects(runtime, copies)
    const objects = await copies.list.close()

    const stored: Manifest['databases'] = []
    for (const database of databases) {
      const collections = await collectionsOf(client, database)
      for (const { name, isSeries } of collections) if (isSeries) await copyCollection(database, name)
      const changed = await changeFiles.get(database)?.close()
      stored.push({
        name: shortOf(database),
        collections: collections.map(({ name, options }) => {
          return { name, options, file: bases.get(`${database}.${name}`) ?? null }
        }),
        changes: changed === undefined ? [] : [changed],
      })
    }
    const manifest: Manifest = {
      format: FORMAT,
      takenAt,
      namespace,
      secretMark: secretMarkOf(runtime.config),
      databases: stored,
      events,
      dead,
      consumers,
      objects,
    }
    await writeManifest(folder, manifest)
    return manifest
  } finally {
    await session.endSession()
    await changes.close()
  }
}
