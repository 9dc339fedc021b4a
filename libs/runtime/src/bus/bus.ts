import { setTimeout as sleep } from 'node:timers/promises'
import { envelopeSubject } from '@gruppetto/events'
import {
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { connect, errors, type NatsConnection, nanos } from '@nats-io/transport-node'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'
import type { LiveHints } from '../types.ts'
import { liveHints } from './live.ts'
import { natsAddress } from './nats-address.ts'

const DAY_MS = 24 * 3600 * 1000
/** Must be shorter than the inbox keeps its marks: an event that comes back after its mark expired would be handled twice. */
const EVENTS_KEPT_MS = 10 * DAY_MS
const DEAD_KEPT_MS = 90 * DAY_MS
const DEDUPE_MS = 120_000

/** The connection to NATS: the event stream, the dead letters and the live hints. All names carry the namespace. */
export interface Bus {
  readonly connection: NatsConnection
  readonly stream: JetStreamClient
  readonly manager: JetStreamManager
  readonly names: { readonly events: string; readonly dead: string }
  readonly live: LiveHints
  /**
   * Publishes an envelope on the subject of its own name and version. Resolves when the stream has stored it. The stream ignores
   * an id that was published less than two minutes ago.
   */
  publishEvent(id: string, envelope: string): Promise<void>
  /** Adds the namespace to a subject. */
  subject(name: string): string
  /** The subject that redelivers an event to this worker alone. */
  retrySubject(worker: string): string
  deadSubject(worker: string): string
  /** The subject of dead letters whose event no running process knows yet. `*` means all workers. */
  unknownSubject(worker: string): string
  ensureStreams(): Promise<void>
  /** Calls `listener` after each reconnect. Returns a function that removes the listener. */
  onReconnect(listener: () => void): () => void
  close(): Promise<void>
}

interface Link {
  isUp: boolean
  readonly listeners: Set<() => void>
}

const watch = async (connection: NatsConnection, log: Logger, link: Link): Promise<void> => {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') {
      link.isUp = false
      log.warn('nats is gone; reconnecting')
    }
    if (status.type === 'reconnect') {
      link.isUp = true
      log.info('nats is back')
      for (const listener of link.listeners) listener()
    }
    if (status.type === 'error') log.error({ err: status.error }, 'nats refused something')
  }
}

/** How the streams are kept: settings of the configuration. Every process and command must have the same. */
export interface StreamOptions {
  /** How many members of a NATS cluster have each stream. */
  readonly natsReplicas?: number
  /** The most bytes of the stream of events and of that of the dead letters; 0 or none bounds nothing. */
  readonly eventsMaxBytes?: number
  readonly deadLettersMaxBytes?: number
}

interface StreamShape {
  readonly name: string
  readonly subjects: string[]
  readonly keptMs: number
  readonly maxBytes: number
  readonly replicas: number
}

const streamOf = ({ name, subjects, keptMs, maxBytes, replicas }: StreamShape) => ({
  name,
  subjects,
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  // A full stream takes nothing more. It would otherwise drop the oldest event, which may be the one that a worker is behind with.
  discard: DiscardPolicy.New,
  max_bytes: maxBytes > 0 ? maxBytes : -1,
  num_replicas: replicas,
  allow_direct: true,
  max_age: nanos(keptMs),
  duplicate_window: nanos(DEDUPE_MS),
})

export const openBus = async (
  url: string,
  namespace: string,
  log: Logger,
  { natsReplicas: replicas = 1, eventsMaxBytes = 0, deadLettersMaxBytes = 0 }: StreamOptions = {},
): Promise<Bus> => {
  const connection = await connect({
    ...natsAddress(url),
    name: `${namespace}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    waitOnFirstConnect: false,
    pingInterval: 15_000,
    timeout: 5000,
    // Otherwise the client creates an Error for each request, only to have a stack trace.
    noAsyncTraces: true,
  })
  const link: Link = { isUp: true, listeners: new Set() }
  void watch(connection, log, link)
  const stream = jetstream(connection)
  const manager = await jetstreamManager(connection)
  const names = { events: `${namespace}-events`, dead: `${namespace}-dead` }

  const ensureStream = async (config: ReturnType<typeof streamOf>): Promise<void> => {
    // `add` succeeds when the stream exists with the same configuration; when the configuration differs, it fails and we update
    // the stream.
    await manager.streams.add(config).catch(() => manager.streams.update(config.name, config))
  }
  const ensureStreams = async (): Promise<void> => {
    const subjects = [`${namespace}.evt.>`, `${namespace}.retry.>`]
    await ensureStream(streamOf({ name: names.events, subjects, keptMs: EVENTS_KEPT_MS, maxBytes: eventsMaxBytes, replicas }))
    const dead = { name: names.dead, subjects: [`${namespace}.dead.>`], keptMs: DEAD_KEPT_MS }
    await ensureStream(streamOf({ ...dead, maxBytes: deadLettersMaxBytes, replicas }))
  }
  await ensureStreams()

  let isClosed = false
  /** A server that has come back may have lost its data. Then nothing could be published, and no worker would get anything, until a new start. */
  const ensureStreamsAgain = async (): Promise<void> => {
    for (let failures = 0; !isClosed; ) {
      try {
        await ensureStreams()
        return
      } catch (error) {
        failures += 1
        log.warn({ err: error }, 'the streams could not be looked after; trying on')
        await sleep(backoffMs(failures, 200, 5000), undefined, { ref: false })
      }
    }
  }
  link.listeners.add(() => void ensureStreamsAgain())

  const subject = (name: string) => `${namespace}.${name}`
  return {
    connection,
    stream,
    manager,
    names,
    live: liveHints(connection, namespace, log),
    subject,
    retrySubject: (worker) => subject(`retry.${worker}`),
    deadSubject: (worker) => subject(`dead.${worker}`),
    unknownSubject: (worker) => subject(`dead.${worker}.unknown`),
    ensureStreams,
    async publishEvent(id, envelope) {
      // The client does not resend a request by itself, so a publish while disconnected would only run into its timeout.
      if (!link.isUp) throw new errors.ConnectionError('nats cannot be reached now')
      await stream.publish(subject(envelopeSubject(envelope)), envelope, { msgID: id, timeout: 5000 })
    },
    onReconnect(listener) {
      link.listeners.add(listener)
      return () => link.listeners.delete(listener)
    },
    async close() {
      isClosed = true
      await connection.flush().catch(() => undefined)
      await connection.close()
    },
  }
}
