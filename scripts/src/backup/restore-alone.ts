import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { makeEnvelope, parseEnvelope } from '@gruppetto/events'
import { SUBGRAPH_NAMES, type SubgraphName } from '@gruppetto/graph'
import {
  addWorkerConsumer,
  type DeadLetter,
  deadLetters,
  eraseKeys,
  eventId,
  halfRestored,
  inPortions,
  messagesOf,
  portions,
  type Runtime,
} from '@gruppetto/runtime'
import mongoose from 'mongoose'
import { BackupError, type Manifest } from './manifest.ts'
import { fillDatabase, hasRows, verifyBackup } from './restore-backup.ts'
import { readRows } from './row-files.ts'
import type { ChangedRow, StoredMessage, StoredObject } from './take-backup.ts'
import { toldSince } from './told.ts'

const { MongoClient } = mongoose.mongo
type Client = mongoose.mongo.MongoClient
type Row = { readonly _id: string }

/** Whose database can be restored alone. */
export type AloneName = SubgraphName | 'lake'
export const ALONE_NAMES: readonly AloneName[] = [...SUBGRAPH_NAMES, 'lake']

export interface RestoreAloneOptions {
  readonly folder: string
  readonly only: AloneName
  /** Removes what the database has. */
  readonly force: boolean
  readonly say: (line: string) => void
}

interface Parts {
  /** What the keys of its objects begin with. */
  readonly objects: readonly string[]
  /** What the names of its keys in Redis contain: copies of its rows alone. */
  readonly keys: readonly string[]
  /** The workers that send mails and write nothing else: what they have done is not done again. */
  readonly senders: readonly string[]
}

const PARTS: Readonly<Record<AloneName, Parts>> = {
  athletes: {
    objects: ['photo-uploads/', 'photos/', 'exports/'],
    keys: [],
    senders: [
      'athletes-send-mail',
      'athletes-answer-password-resets',
      'athletes-mail-partners',
      'athletes-mail-subscriptions',
      'athletes-mail-gifts',
    ],
  },
  activities: { objects: ['uploads/', 'originals/'], keys: ['live-way:', 'live-stars:'], senders: [] },
  social: { objects: ['evidence/'], keys: ['feed:{'], senders: [] },
  clubs: { objects: [], keys: ['clubs:{'], senders: [] },
  commerce: { objects: [], keys: ['commerce:{'], senders: [] },
  lake: { objects: ['lake/'], keys: [], senders: [] },
}

const MESSAGES_AT_ONCE = 500
const LETTERS_AT_ONCE = 500
const ROWS_AT_ONCE = 1000
/** In ten days fewer leave. */
const MOST_GONE = 100_000

interface Consumer {
  readonly name: string
  readonly subjects: readonly string[]
  readonly doneUntil: number
  readonly waiting: number
}

interface Restoring {
  readonly runtime: Runtime
  readonly client: Client
  readonly manifest: Manifest
  readonly options: RestoreAloneOptions
  /** Those of the workers of the database, as they are now. */
  readonly consumers: readonly Consumer[]
}

const databaseName = ({ config }: Runtime, name: string): string => `${config.namespace}_${name}`

const consumersOf = async ({ bus }: Runtime, name: AloneName): Promise<readonly Consumer[]> => {
  const found: Consumer[] = []
  for await (const consumer of bus.manager.consumers.list(bus.names.events))
    if (consumer.config.durable_name?.startsWith(`${name}-`) === true)
      found.push({
        name: consumer.name,
        subjects: consumer.config.filter_subjects ?? [],
        doneUntil: consumer.ack_floor.stream_seq,
        waiting: consumer.num_waiting,
      })
  return found
}

/** How far a worker was at the instant of the backup; 0 for one that came later. */
const doneUntilOf = ({ consumers }: Manifest, worker: string): number =>
  consumers.find(({ name }) => name === worker)?.doneUntil ?? 0

/** Whether a filter of a consumer takes a subject. The last word of it may stand for any one. */
const covers = (filter: string, subject: string): boolean =>
  filter.endsWith('.*') ? subject.slice(0, subject.lastIndexOf('.')) === filter.slice(0, -2) : filter === subject

const instead = 'Restore all of the platform instead (--force without --only), as it was at the instant of the backup.'

/** Reads the rows of a collection as a backup has them; one that has changed while it was taken comes more than once, the last state last. */
async function* storedRows<Stored extends Row>(
  folder: string,
  database: Manifest['databases'][number] | undefined,
  collection: string,
): AsyncGenerator<Stored> {
  const file = database?.collections.find(({ name }) => name === collection)?.file ?? null
  if (file !== null) yield* readRows<Stored>(folder, file)
  for (const changes of database?.changes ?? [])
    for await (const { c, d } of readRows<ChangedRow>(folder, changes)) if (c === collection && d !== null) yield d as Stored
}

/**
 * Returns who was erased since the instant of the backup: the events of it are gone from the stream by then, and the backup has rows of them. Their
 * accounts were closed at the instant, as an account is for two weeks before it is erased. Whoever else has no account is a sign that athletes is not
 * whole. Athletes itself has a closed account again, and erases it when it is due.
 */
const erasedSince = async ({ runtime, client, manifest, options: { only, folder } }: Restoring): Promise<readonly string[]> => {
  if (only === 'athletes') return []
  const databaseOf = (name: string) => manifest.databases.find((database) => database.name === name)
  const accounts = client.db(databaseName(runtime, 'athletes')).collection<Row>('accounts')
  const notWhole = (why: string) =>
    new BackupError(`${why}: is the database of athletes whole? ${only} cannot come back beside one that is not. ${instead}`)
  const known = storedRows<Row>(folder, databaseOf(only), only === 'lake' ? 'lake_keys' : 'relations_accounts')
  const gone = new Set<string>()
  for await (const portion of inPortions(ROWS_AT_ONCE, known)) {
    const ids = portion.map(({ _id }) => String(_id))
    const found = await accounts.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray()
    const there = new Set(found.map(({ _id }) => _id))
    for (const id of ids) if (!there.has(id)) gone.add(id)
    if (gone.size > MOST_GONE) throw notWhole(`more than ${MOST_GONE} athletes whom ${only} knew have no account`)
  }
  if (gone.size === 0) return []
  const closed = new Set<string>()
  for await (const { _id, closedAt } of storedRows<Row & { readonly closedAt?: unknown }>(
    folder,
    databaseOf('athletes'),
    'accounts',
  ))
    if (closedAt !== null && closedAt !== undefined && gone.has(String(_id))) closed.add(String(_id))
  const unexplained = [...gone].filter((id) => !closed.has(id))
  if (unexplained.length > 0)
    throw notWhole(`${unexplained[0]}, and maybe others, were not about to be erased and have no account`)
  return [...gone]
}

/** How far the writer of the lake was at the instant of the backup. It keeps its place in the database. */
const lakePlace = async (folder: string, database: Manifest['databases'][number] | undefined): Promise<number> => {
  let place = 0
  for await (const { _id, position } of storedRows<Row & { readonly position: unknown }>(folder, database, 'turns'))
    if (_id === 'writer') place = Number(position)
  return place
}

/** The stream must be the one that it was at the instant of the backup, and have everything that was not done by then. */
const requireStream = async ({ runtime: { bus }, manifest, options: { only, folder } }: Restoring): Promise<void> => {
  const { created, state } = await bus.manager.streams.info(bus.names.events)
  if (Date.parse(created) > Date.parse(manifest.takenAt))
    throw new BackupError(
      `the events of this platform are not those of the backup: the stream was made anew since then. ${instead}`,
    )
  const gone = (sequence: number) =>
    new BackupError(
      `the stream has no event ${sequence} any more, which ${only} had not handled at the instant of the backup. ${instead}`,
    )
  const workers = manifest.consumers.filter(({ name }) => name.startsWith(`${only}-`))
  const stored = manifest.databases.find(({ name }) => name === only)
  const lake = only === 'lake' ? await lakePlace(folder, stored) : Number.POSITIVE_INFINITY
  let last = Math.max(0, ...manifest.consumers.map(({ doneUntil }) => doneUntil))
  for await (const { s, b } of readRows<StoredMessage>(folder, manifest.events)) {
    const sequence = Number(s)
    last = Math.max(last, sequence)
    if (sequence >= state.first_seq) continue
    const isDue = workers.some(({ doneUntil, subjects }) => sequence > doneUntil && subjects.some((filter) => covers(filter, b)))
    if (isDue || sequence > lake) throw gone(sequence)
  }
  if (state.first_seq > last + 1) throw gone(last + 1)
}

/** Refuses what cannot be made right. Writes nothing. */
const requireRight = async (restoring: Restoring) => {
  const { runtime, client, manifest, options, consumers } = restoring
  const { only, force, folder } = options
  if (manifest.namespace !== runtime.config.namespace)
    throw new BackupError(
      `the backup is of ${manifest.namespace}, and this is ${runtime.config.namespace}: only all of it can be restored here`,
    )
  if (!manifest.databases.some(({ name }) => name === only)) throw new BackupError(`the backup has no database of ${only}`)
  const running = consumers.filter(({ waiting }) => waiting > 0).map(({ name }) => name)
  if (running.length > 0)
    throw new BackupError(
      `processes with the role ${only} or ${only}:workers run (${running[0]} waits for events): stop them first`,
    )
  await requireStream(restoring)
  const told = await toldSince(runtime, { folder, manifest, name: only })
  if (told.lost.size > 0)
    throw new BackupError(
      [
        `${only} cannot come back alone: since the instant of this backup it has told others of what the backup does not know:`,
        ...[...told.lost].map(([name, count]) => `  ${count} ${name}`),
        `They would contradict it for ever. ${instead} Or take a younger backup, if there is one.`,
      ].join('\n'),
    )
  const erased = await erasedSince(restoring)
  const half = await halfRestored(client, runtime.config.namespace).findOne({ _id: only })
  if (!force && half === null && (await hasRows(client, databaseName(runtime, only))))
    throw new BackupError(`the database of ${only} has rows, which --force would remove`)
  return { seen: told.seen, erased }
}

/** Gives each worker its place of the instant of the backup. What has come since then comes to it again. */
const rewind = async ({ runtime: { bus, config }, manifest, options: { only }, consumers }: Restoring): Promise<void> => {
  const { senders } = PARTS[only]
  for (const { name } of consumers) if (!senders.includes(name)) await bus.manager.consumers.delete(bus.names.events, name)
  for (const { name, subjects, doneUntil } of manifest.consumers)
    if (name.startsWith(`${only}-`) && !(senders.includes(name) && consumers.some((consumer) => consumer.name === name)))
      await addWorkerConsumer(bus, { name, subjects, from: doneUntil + 1, ackWaitMs: config.ackWaitMs })
}

/** Notes for the workers that send mails which events they have handled since the instant of the backup. */
const markSent = async ({ runtime, client, manifest, options: { only }, consumers }: Restoring): Promise<void> => {
  const { bus, catalogue } = runtime
  const senders = consumers.filter(({ name }) => PARTS[only].senders.includes(name))
  if (senders.length === 0) return
  const inbox = client.db(databaseName(runtime, only)).collection<Row & { at: Date }>('inbox')
  for await (const messages of inPortions(MESSAGES_AT_ONCE, messagesOf(bus, bus.names.events))) {
    const marks = messages.flatMap(({ sequence, data }) => {
      const parsed = parseEnvelope(data, catalogue)
      if (parsed.kind !== 'EVENT') return []
      const subject = bus.subject(`evt.${parsed.envelope.name}.*`)
      return senders
        .filter(({ name, subjects, doneUntil }) => {
          return sequence <= doneUntil && sequence > doneUntilOf(manifest, name) && subjects.includes(subject)
        })
        .map(({ name }) => `${name}:${parsed.envelope.id}`)
    })
    if (marks.length > 0)
      await inbox.bulkWrite(
        marks.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { at: new Date() } }, upsert: true } })),
      )
  }
}

/** Removes the dead letters about events that come again: if they fail again, there are new ones. */
const forgetLetters = async ({ runtime: { bus }, manifest, options: { only } }: Restoring): Promise<number> => {
  const { senders } = PARTS[only]
  let forgotten = 0
  const read = (last: DeadLetter | null) => deadLetters(bus, { fromId: (last?.id ?? 0) + 1, limit: LETTERS_AT_ONCE })
  for await (const letters of portions(LETTERS_AT_ONCE, read))
    for (const { id, worker, sequence } of letters) {
      if (!worker.startsWith(`${only}-`) || senders.includes(worker) || sequence <= doneUntilOf(manifest, worker)) continue
      await bus.manager.streams.deleteMessage(bus.names.dead, id)
      forgotten += 1
    }
  return forgotten
}

/** Brings back the objects of the database that are there no more. */
const restoreObjects = async ({ runtime: { objects }, manifest, options: { only, folder } }: Restoring): Promise<number> => {
  let restored = 0
  for await (const { key } of readRows<StoredObject>(folder, manifest.objects)) {
    if (!PARTS[only].objects.some((begin) => key.startsWith(begin)) || (await objects.head(key)) !== null) continue
    await objects.writeStream(key, createReadStream(join(folder, 'objects', key)))
    restored += 1
  }
  return restored
}

/** Sends the event of an erasure to the one worker that erases in this database. */
const eraseAgain = async ({ runtime: { bus, now }, options: { only } }: Restoring, athleteId: string): Promise<void> => {
  const worker = only === 'lake' ? 'lake-forget-athletes' : `${only}-erase-athletes`
  const meta = { id: eventId(), at: now(), actor: null, traceparent: null }
  const event = makeEnvelope('athlete.erased', { athleteId, round: 1, at: now() }, meta)
  await bus.stream.publish(bus.retrySubject(worker), JSON.stringify(event), { msgID: event.id })
}

/**
 * Restores the database of one subgraph, or of the lake, while the others have gone on. Its workers then handle again what has happened since the
 * instant of the backup, so nothing of the others is lost; what only this database knew is as it was then. No process with its role may run
 * meanwhile, and others may. All of the backup is verified before anything is written. Throws BackupError where what others have seen would contradict
 * the database for ever. One that was cut short says so when a process opens the database, and is begun again by the same command.
 */
export const restoreAlone = async (runtime: Runtime, options: RestoreAloneOptions): Promise<Manifest> => {
  const { only, folder, say } = options
  const manifest = await verifyBackup(folder)
  say(`The backup of ${manifest.takenAt} is whole.`)
  const client = await new MongoClient(runtime.config.mongoUrl ?? '', {
    maxPoolSize: 4,
    writeConcern: { w: 'majority' },
  }).connect()
  try {
    const restoring: Restoring = { runtime, client, manifest, options, consumers: await consumersOf(runtime, only) }
    const { seen, erased } = await requireRight(restoring)
    const stored = manifest.databases.find(({ name }) => name === only)
    if (stored === undefined) throw new BackupError(`the backup has no database of ${only}`)
    const half = halfRestored(client, runtime.config.namespace)
    await half.updateOne({ _id: only }, { $set: { takenAt: manifest.takenAt } }, { upsert: true })
    await client.db(databaseName(runtime, only)).dropDatabase()
    say(`${only}: ${await fillDatabase(client, runtime.config.namespace, folder, stored)} rows`)
    for (const { collection, id, revision } of seen)
      await client
        .db(databaseName(runtime, only))
        .collection<Row & { revision: number }>(collection)
        .updateOne({ _id: id }, { $max: { revision } })
    await markSent(restoring)
    say(`${await restoreObjects(restoring)} objects`)
    say(`${await forgetLetters(restoring)} dead letters removed, whose events come again`)
    await rewind(restoring)
    for (const athleteId of erased) await eraseAgain(restoring, athleteId)
    if (erased.length > 0) say(`${erased.length} athletes, who were erased since then, are erased again`)
    await eraseKeys(runtime.redis, PARTS[only].keys)
    await half.deleteOne({ _id: only })
    return manifest
  } finally {
    await client.close()
  }
}
