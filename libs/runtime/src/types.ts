import type { Readable } from 'node:stream'
import type { Catalogue, Envelope, EventData, EventName, EventTopic, LiveHint, LiveTopic, StateTopic } from '@gruppetto/events'
import type { ClientSession, Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import type { Config } from './config.ts'
import type { CommitWrite } from './mongo/commit-writes.ts'
import type { AnyDefinition } from './mongo/definition.ts'
import type { RedisConnection } from './redis/redis.ts'

/** Who or what caused a change. Every event that the change causes carries it. */
export interface Origin {
  /** The id of an athlete, `partner:<keyId>`, or null for the platform itself. */
  readonly actor: string | null
  readonly traceparent: string | null
  /** When the event was committed that is being handled, in epoch milliseconds. Absent where no event is the cause. */
  readonly atMs?: number
}

/** A running transaction. Pass `session` to every store call inside it. Its events are written to the outbox with the change. */
export interface Tx {
  readonly session: ClientSession
  /**
   * Call it before the first write of a row that many transactions write, with a name of that row. A transaction that others have stopped more than
   * once goes before those, in all processes, that come to this call for the first time. It saves tries and guarantees nothing.
   */
  inTurn(key: string): Promise<void>
  /**
   * Sends the write with the commit, in one command with other such writes into the same collection. Reads inside the transaction
   * do not see it.
   */
  withCommit(write: CommitWrite): void
  emit<Name extends EventName>(name: Name, data: EventData<Name>): void
  /** The same transaction, in which what is emitted has this origin: for one that writes what several have asked for. */
  causedBy(origin: Origin): Tx
  /**
   * Runs `task` after the commit, best effort and at most once, for example a live hint or a cache invalidation. A crash loses
   * it, so nothing that must happen belongs here.
   */
  afterCommit(task: () => void | Promise<void>): void
}

export interface Database {
  readonly name: string
  readonly connection: Connection
  /** What `collection` has defined, by name. */
  readonly collections: Map<string, AnyDefinition>
  /**
   * Commits what `work` does together with the events it emits. `work` runs again after a write conflict, for nine seconds, so it must have no
   * other side effects.
   */
  transact<T>(work: (tx: Tx) => Promise<T>, origin: Origin): Promise<T>
  /** Creates the collections defined so far and their indexes, once each. `open` calls it after its stores are open. */
  prepare(): Promise<void>
}

/**
 * Live hints over core NATS on `live.<topic>.<key>`. A hint carries only its key and is never stored. The topics are in
 * libs/events.
 */
export interface LiveHints {
  publish(topic: StateTopic, key: string): void
  publish(topic: EventTopic, key: string, hint: { readonly id: string }): void
  /** Whether anybody subscribes to a topic and key now, in any process. Listeners get an empty hint. False when the bus does not answer. */
  isHeard(topic: LiveTopic, key: string): Promise<boolean>
  subscribe(topic: LiveTopic, key: string, onHint: (hint: LiveHint) => void): { unsubscribe(): void }
  /** Resolves when the bus knows of all subscriptions that were made before. It waits while the bus is away; rejects once it is closed. */
  subscribed(): Promise<void>
}

export interface SignedUrl {
  readonly url: string
  /** Does not contain Content-Length: every HTTP client sets it by itself, and fetch does not let the caller set it. */
  readonly headers: ReadonlyArray<{ name: string; value: string }>
  readonly expiresAtMs: number
}

/** A part of an object. `to` is excluded. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

export interface ObjectStore {
  /** Signs a URL for one PUT of exactly `sizeBytes`. */
  signPut(key: string, options: { sizeBytes: number; expiresInSeconds: number }): Promise<SignedUrl>
  /**
   * Signs a URL for a GET. With `contentType` the object is a picture that a page may show: then the URL stays the same for ten
   * minutes, so that browsers need not fetch it again, and is valid up to ten minutes less.
   */
  signGet(key: string, options: { expiresInSeconds: number; fileName?: string; contentType?: string }): Promise<SignedUrl>
  /** Returns null when there is no such object. */
  head(key: string): Promise<{ sizeBytes: number } | null>
  /** Reads an object, or a part of it that is not empty. Throws when there is no such object. */
  read(key: string, range?: ByteRange): Promise<Readable>
  write(key: string, body: Uint8Array): Promise<void>
  /** Writes an object of any size as it comes, with bounded memory. Returns its size. Readers see it when it is complete. The stream ends in any case. */
  writeStream(key: string, body: Readable): Promise<number>
  /** Returns the keys below a folder, such as `exports/<athleteId>`, in no order. */
  list(folder: string): Promise<readonly string[]>
  /** Yields the keys of all objects, as the store gives them, in no order. */
  keys(): AsyncIterable<string>
  copy(fromKey: string, toKey: string): Promise<void>
  delete(key: string): Promise<void>
}

/** Whether each server answers. */
export interface Health {
  readonly mongo: boolean
  readonly nats: boolean
  readonly redis: boolean
}

/** What is open in this process and shared by its roles. */
export interface Runtime {
  readonly config: Config
  readonly log: Logger
  readonly redis: RedisConnection
  /** The connection under `live` and the events. Only for the platform itself: health checks, dead letters and tests. */
  readonly bus: Bus
  readonly live: LiveHints
  readonly objects: ObjectStore
  /** The events that this process knows, in all their versions. */
  readonly catalogue: Catalogue
  /** The current time in milliseconds since the epoch. The only clock of the platform. */
  now(): number
  /** What works, but not as it should, by the name of the part. The health check shows it, and it makes no process unready. */
  readonly warnings: Map<string, string>
  /** Pings each server, with a limit of two seconds. */
  health(): Promise<Health>
  database(name: string): Promise<Database>
  /**
   * Starts the consumers of the workers of one database. Resolves when they listen. (The outbox is relayed wherever the database
   * is open.)
   */
  startWorkers(database: Database, workers: readonly AnyWorker[]): Promise<RunningWorkers>
  /** Stops all started workers after their current events. */
  drain(): Promise<void>
  /** Drains the workers, publishes what is left in the outboxes, and closes all connections. */
  close(): Promise<void>
}

export interface RunningWorkers {
  /** Takes no more events and finishes the current ones. */
  drain(): Promise<void>
}

export interface WorkerContext {
  readonly runtime: Runtime
  readonly database: Database
  readonly log: Logger
  /** Who causes what the worker does: the event. */
  readonly origin: Origin
  now(): number
  /** Tells the stream that the event is still being handled, so that it is not redelivered. The runner also calls it on a timer. */
  working(): void
}

/**
 * A consumer of events. It always receives the newest version. The runner validates the event and runs `prepare` outside a
 * transaction (files, time series, Redis; it must be repeatable). Then it runs `load`, `decide` and `save` in one transaction,
 * with the inbox mark and the emitted events, unless `concerns` says no; a redelivered event changes nothing. A worker that has only `prepare` gets no
 * transaction and no inbox mark, so its effect must be safe to repeat. Throw RejectEvent when the event can never succeed (it
 * becomes a dead letter at once), and RetryEvent for an expected race (it is redelivered and the try is not counted). Any other
 * error is retried with backoff, and then the event becomes a dead letter.
 */
export type Worker<Name extends EventName = EventName, Prepared = undefined, Loaded = undefined, Decision = Loaded> = Consumer<
  Name,
  Prepared
> &
  (Committing<Name, Prepared, Loaded, Decision> | PreparingOnly)

interface Consumer<Name extends EventName, Prepared> {
  /** The name of the durable consumer, unique over the platform: `<subgraph>-<verb-phrase>`. */
  readonly name: string
  /** Never remove a name; ignore the event instead. Older processes share the consumer, so its filter is never narrowed. */
  readonly on: readonly Name[]
  readonly prepare?: (event: Envelope<Name>, context: WorkerContext) => Promise<Prepared>
  /**
   * Names what the events of this worker compete for, such as the rows of one athlete; null waits for nobody. Events of one lane are handled
   * one after another in a process, over all workers of the database, so that their transactions need not stop each other and run again. Other
   * processes still do, so a lane saves work and guarantees nothing.
   */
  readonly lane?: (event: Envelope<Name>) => string | null
  /**
   * Runs when the last try has failed, before the event becomes a dead letter; for example, to mark an upload as FAILED. It has
   * its own transaction.
   */
  readonly onDeadLetter?: (event: Envelope<Name>, reason: string, tx: Tx, context: WorkerContext) => Promise<void>
  /** How many events this consumer handles at once in each process. Default: 4. */
  readonly concurrency?: number
  /** The number of tries before the event becomes a dead letter. Default: 6. */
  readonly maxTries?: number
}

interface Committing<Name extends EventName, Prepared, Loaded, Decision> {
  /**
   * A pure function: whether there is anything to do, by the event and what `prepare` has found. When not, the event is done at once, without a
   * transaction and without a mark, so each further delivery of it asks again. Default: yes.
   */
  readonly concerns?: (event: Envelope<Name>, prepared: Prepared) => boolean
  /**
   * Says that a second time changes nothing and emits nothing, as a stored revision or a row that is locked first decides it: then no inbox mark
   * is written. Default: false.
   */
  readonly isRepeatable?: boolean
  readonly load?: (event: Envelope<Name>, tx: Tx, prepared: Prepared, context: WorkerContext) => Promise<Loaded>
  /** A pure function. Leave it out when there is nothing to decide; then `save` receives what `load` returned. */
  readonly decide?: (event: Envelope<Name>, loaded: Loaded, prepared: Prepared, clock: { nowMs: number }) => Decision
  readonly save: (decision: Decision, tx: Tx, event: Envelope<Name>, context: WorkerContext) => Promise<void>
}

interface PreparingOnly {
  readonly concerns?: undefined
  readonly isRepeatable?: undefined
  readonly load?: undefined
  readonly decide?: undefined
  readonly save?: undefined
}

// The common type of workers of different events. `defineWorker` checks each worker's own types; the runner sees only envelopes.
export type AnyWorker = Worker<EventName, never, never, never>
