import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'
import type { Bus } from '../bus/bus.ts'
import { crashPoint } from '../crash-points.ts'
import { gauge, histogram } from '../metrics.ts'
import { beginSpan, hasTraces, type Span } from '../traces.ts'
import { within } from '../within.ts'
import { type Collection, collection } from './collection.ts'
import type { CommitWrite } from './commit-writes.ts'
import type { CollectionHome } from './definition.ts'

const OUTBOX = 'outbox'

const age = gauge({
  name: 'gruppetto_outbox_age_seconds',
  meaning: 'How long the oldest event waits that is committed and not known to be in the stream; 0 when none does.',
  labels: { subgraph: 'whose outbox it is' },
})

const publishing = histogram({
  name: 'gruppetto_outbox_publish_seconds',
  meaning: 'From the commit of an event to the moment at which the stream has stored it.',
  labels: { subgraph: 'whose outbox it is' },
})

/** An event that is committed but may not be on the bus yet. */
export interface OutboxRow {
  /** The id of the event. */
  readonly _id: string
  readonly name: string
  /**
   * The envelope as JSON text, byte for byte as it is published. Its subject follows from its own name and version, which was the
   * newest one when it was written.
   */
  readonly envelope: string
  readonly at: Date
}

export const openOutbox = (home: CollectionHome): Collection<OutboxRow> =>
  collection<OutboxRow>(home, {
    name: OUTBOX,
    fields: { _id: 'string', name: 'string', envelope: 'string', at: 'date' },
    athletes: { none: 'events on their way to the stream' },
    // The sweep of the relay reads the oldest rows first.
    indexes: [{ keys: { at: 1 } }],
  })

/** Returns the write that commits an event together with the change that caused it. */
export const outboxWrite = (row: OutboxRow): CommitWrite => ({
  collection: OUTBOX,
  operation: { name: 'insertOne', document: row },
})

const BATCH = 100
const SWEEP_EVERY_MS = 1000
/** Younger rows are still being published by the process that committed them. */
const LEFT_BEHIND_MS = 1500
/** How often, at most, the rows that are on the bus are deleted. They are deleted in batches. */
const DELETE_EVERY_MS = 100
/** When more rows than this wait, the rest stays in the collection only. */
const MOST_IN_MEMORY = 5000

/** The trace context stands before everything that somebody has written. */
const TRACEPARENT = /"traceparent":"([0-9a-f-]{55})"/

/** The way of an event from its commit to the stream, as a part of the trace that has caused it. */
const spanOf = ({ name, envelope, at }: OutboxRow): Span | null => {
  const parent = hasTraces() ? TRACEPARENT.exec(envelope)?.[1] : undefined
  if (parent === undefined) return null
  const attributes = { 'messaging.system': 'nats', 'messaging.destination.name': name }
  return beginSpan(`publish ${name}`, 'producer', parent, attributes, at.getTime())
}

export interface Relay {
  /** Publishes rows that this process has just committed, without reading them back. */
  take(rows: readonly OutboxRow[]): void
  /** Publishes what is waiting, then stops. Gives up after `deadlineMs`; the rows stay in the outbox for the next process. */
  stop(deadlineMs: number): Promise<void>
}

/**
 * Publishes the outbox of one database. Rows that this process commits are published at once; a sweep each second finds rows that
 * another process left behind. A row is deleted only after the bus has stored its event, so an event may be published twice but
 * is never lost.
 */
export const startRelay = (outbox: Collection<OutboxRow>, subgraph: string, bus: Bus, log: Logger): Relay => {
  let queue: OutboxRow[] = []
  /** Ids of the rows that are on the bus but not deleted yet. */
  let stored: string[] = []
  let deletedAt = 0
  let sweepAt = 0
  let stopping = false
  let wake: () => void = () => undefined
  let isDown = false

  const publishOne = async (row: OutboxRow): Promise<void> => {
    const span = spanOf(row)
    try {
      await bus.publishEvent(row._id, row.envelope)
      span?.end()
    } catch (error) {
      span?.end('unpublished')
      throw error
    }
  }

  const publish = async (batch: readonly OutboxRow[]): Promise<void> => {
    const results = await Promise.allSettled(batch.map(publishOne))
    for (const row of batch) crashPoint(`relay:${row.name}`)
    const published = batch.filter((_, index) => results[index]?.status === 'fulfilled')
    for (const { at } of published) publishing.observe({ subgraph }, (Date.now() - at.getTime()) / 1000)
    stored.push(...published.map((row) => row._id))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  const deleteStored = async (): Promise<void> => {
    await outbox.deleteMany({ _id: { $in: stored } })
    stored = []
    deletedAt = Date.now()
  }

  const leftBehind = (): Promise<OutboxRow[]> =>
    outbox.many({ at: { $lt: new Date(Date.now() - LEFT_BEHIND_MS) } }, { sort: { at: 1 }, limit: BATCH })

  /** Does what is due. Returns after how many milliseconds it should be called again. */
  const round = async (): Promise<number> => {
    const batch = queue.slice(0, BATCH)
    queue = queue.slice(BATCH)
    await publish(batch)
    const isDeletingDue = stopping || stored.length >= BATCH || Date.now() - deletedAt >= DELETE_EVERY_MS
    if (stored.length > 0 && isDeletingDue) await deleteStored()
    // A sweep before the deletion would publish the rows again that wait for it.
    if (stored.length === 0 && Date.now() >= sweepAt && !stopping) {
      const found = await leftBehind()
      // A full batch suggests that there are more rows, so we sweep again at once.
      if (found.length < BATCH) sweepAt = Date.now() + SWEEP_EVERY_MS * (0.75 + Math.random() * 0.5)
      await publish(found)
    }
    if (queue.length > 0 || stopping) return 0
    return (stored.length > 0 ? deletedAt + DELETE_EVERY_MS : sweepAt) - Date.now()
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    let failures = 0
    while (!(stopping && queue.length === 0 && stored.length === 0)) {
      try {
        const restMs = await round()
        if (isDown) log.info('the outbox is flowing again')
        isDown = false
        failures = 0
        if (restMs > 0 && queue.length === 0 && !stopping) await pause(restMs)
      } catch (error) {
        if (stopping) return
        failures += 1
        if (!isDown) log.warn({ err: error }, 'the outbox cannot be relayed; its events wait in the database')
        isDown = true
        // The rows in memory are in the collection too, so the sweep will publish them.
        queue = []
        sweepAt = 0
        await pause(backoffMs(failures, 200, 5000))
      }
    }
  }
  const running = run()
  const stopListening = bus.onReconnect(() => wake())
  const stopReading = age.readBy(async () => {
    const [oldest] = await outbox.many({}, { sort: { at: 1 }, limit: 1 })
    return [{ labels: { subgraph }, value: oldest === undefined ? 0 : Math.max(0, Date.now() - oldest.at.getTime()) / 1000 }]
  })

  return {
    take(committed) {
      if (committed.length === 0 || isDown || queue.length + committed.length > MOST_IN_MEMORY) return
      queue.push(...committed)
      wake()
    },
    async stop(deadlineMs) {
      stopping = true
      stopListening()
      stopReading()
      wake()
      await within(deadlineMs, running, () => undefined)
    },
  }
}
