import type { Readable } from 'node:stream'
import type { Catalogue, Envelope, EventData, EventName, EventTopic, LiveHint, LiveTopic, StateTopic } from '@gruppetto/events'
import type { Redis } from 'ioredis'
import type { ClientSession, Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import type { Config } from './config.ts'
import type { CommitWrite } from './mongo/commit-writes.ts'

/** Where a change came from: it travels in every event the change causes. */
export interface Origin {
  /** An athlete's id, `partner:<keyId>`, or null for the platform itself. */
  readonly actor: string | null
  readonly traceparent: string | null
}

/** A running transaction: pass `session` to every store call inside it; events are written to the outbox with the change. */
export interface Tx {
  readonly session: ClientSession
  /** Writes with the commit, together with other such writes into the collection: what the transaction reads until then does not show it. */
  withCommit(write: CommitWrite): void
  emit<Name extends EventName>(name: Name, data: EventData<Name>): void
  /** Runs after the commit, at most once and best effort: live hints, cache drops. A crash loses it; nothing that must happen goes here. */
  afterCommit(task: () => void | Promise<void>): void
}

/** One subgraph's database. */
export interface Database {
  readonly name: string
  /** Models are made on it: `connection.model(name, schema)`. */
  readonly connection: Connection
  /** Commits what `work` does together with the events it emits. `work` runs again after a write conflict (bounded, with jitter): keep it free of other effects. */
  transact<T>(work: (tx: Tx) => Promise<T>, origin: Origin): Promise<T>
  /** Makes collections and indexes of all models; called once by `open`. */
  prepare(): Promise<void>
}

/** Keys only, over core NATS, never stored: `live.<topic>.<key>`. The topics are in libs/events. */
export interface LiveHints {
  publish(topic: StateTopic, key: string): void
  publish(topic: EventTopic, key: string, hint: Required<LiveHint>): void
  subscribe(topic: LiveTopic, key: string, onHint: (hint: LiveHint) => void): { unsubscribe(): void }
}

export interface SignedUrl {
  readonly url: string
  /** Content-Length is not among them: it is every HTTP client's own to send, and fetch takes it from nobody. */
  readonly headers: ReadonlyArray<{ name: string; value: string }>
  readonly expiresAtMs: number
}

export interface ObjectStore {
  /** A URL for one PUT of exactly `sizeBytes`. */
  signPut(key: string, options: { sizeBytes: number; expiresInSeconds: number }): Promise<SignedUrl>
  signGet(key: string, options: { expiresInSeconds: number; fileName?: string }): Promise<SignedUrl>
  /** Null when there is no such object. */
  head(key: string): Promise<{ sizeBytes: number } | null>
  /** Throws when there is no such object. */
  read(key: string): Promise<Readable>
  write(key: string, body: Uint8Array): Promise<void>
  copy(fromKey: string, toKey: string): Promise<void>
  delete(key: string): Promise<void>
}

/** Which servers answer. */
export interface Health {
  readonly mongo: boolean
  readonly nats: boolean
  readonly redis: boolean
}

/** What is open in this process and shared by its roles. */
export interface Runtime {
  readonly config: Config
  readonly log: Logger
  readonly redis: Redis
  /** The connection under `live` and the events; for the platform's own machinery (health, dead letters, tests). */
  readonly bus: Bus
  readonly live: LiveHints
  readonly objects: ObjectStore
  /** The events that this process knows, with all their versions. */
  readonly catalogue: Catalogue
  /** Milliseconds since the epoch; the one clock. */
  now(): number
  /** Asks each server for a sign of life, for two seconds at most. */
  health(): Promise<Health>
  database(name: string): Promise<Database>
  /** Starts the consumers of one database's workers; resolves when they listen. (The outbox is relayed wherever the database is open.) */
  startWorkers(database: Database, workers: readonly AnyWorker[]): Promise<RunningWorkers>
  /** Drains every worker that was started. */
  drain(): Promise<void>
  /** Drains, brings the outboxes out, and lets go of the servers. */
  close(): Promise<void>
}

export interface RunningWorkers {
  /** Takes no more events and finishes those begun. */
  drain(): Promise<void>
}

export interface WorkerContext {
  readonly runtime: Runtime
  readonly database: Database
  readonly log: Logger
  now(): number
  /** Says the event is still being worked on, so that it is not delivered again meanwhile; called on a timer by the runner too. */
  working(): void
}

/**
 * One consumer of events, of whatever version: it sees the newest. The runner validates the event, runs `prepare` (no transaction: files, time series, Redis; must be repeatable),
 * then in one transaction `load`, `decide` and `save` with the inbox mark and the emitted events; what the inbox has seen changes nothing.
 * A worker that only prepares has none of the three, no transaction and no mark: all it does may be done twice.
 * Throw RejectEvent for what can never succeed (dead letter at once), RetryEvent for an expected race (comes again, costs no try); any other
 * error is tried again with back-off, then dead-lettered.
 */
export type Worker<Name extends EventName = EventName, Prepared = undefined, Loaded = undefined, Decision = Loaded> = Consumer<
  Name,
  Prepared
> &
  (Committing<Name, Prepared, Loaded, Decision> | PreparingOnly)

interface Consumer<Name extends EventName, Prepared> {
  /** The durable consumer's name, unique over the platform: `<subgraph>-<verb-phrase>`. */
  readonly name: string
  /** A name stays here for good, and what is not wanted any more is left undone: its consumer is shared with older processes, so it is never narrowed. */
  readonly on: readonly Name[]
  readonly prepare?: (event: Envelope<Name>, context: WorkerContext) => Promise<Prepared>
  /** When the last try has failed, before the event goes to the dead letters: the place to mark an upload FAILED. Runs in a transaction of its own. */
  readonly onDeadLetter?: (event: Envelope<Name>, reason: string, tx: Tx, context: WorkerContext) => Promise<void>
  /** Events of this consumer in work at once, per process. Default 4. */
  readonly concurrency?: number
  /** Tries before the dead letter. Default 6. */
  readonly maxTries?: number
}

interface Committing<Name extends EventName, Prepared, Loaded, Decision> {
  readonly load?: (event: Envelope<Name>, tx: Tx, prepared: Prepared, context: WorkerContext) => Promise<Loaded>
  /** Pure. Where there is nothing to decide it is left out, and `save` gets what was loaded. */
  readonly decide?: (event: Envelope<Name>, loaded: Loaded, prepared: Prepared, clock: { nowMs: number }) => Decision
  readonly save: (decision: Decision, tx: Tx, event: Envelope<Name>, context: WorkerContext) => Promise<void>
}

interface PreparingOnly {
  readonly load?: undefined
  readonly decide?: undefined
  readonly save?: undefined
}

// A list of workers of different events: each is checked where it is defined (defineWorker), the runner sees only envelopes.
export type AnyWorker = Worker<EventName, never, never, never>
