import { type Envelope, type EventName, parseEnvelope } from '@gruppetto/events'
import type { Bus } from './bus.ts'
import { crashPoint } from './crash-points.ts'
import { publishDeadLetter } from './dead-letter.ts'
import { RejectEvent } from './define-worker.ts'
import { type InboxModel, inboxMark, type TriesModel } from './inbox.ts'
import { logOf } from './log.ts'
import { isDuplicateKey } from './mongo-errors.ts'
import { isOutage } from './outages.ts'
import { isTransient } from './transact.ts'
import type { Database, Origin, Runtime, Tx, Worker, WorkerContext } from './types.ts'

/** A worker as the runner sees it: the types of its parts are checked where it is defined. */
export type RunnableWorker = Worker<EventName, unknown, unknown, unknown>

export interface HandlerParts {
  readonly runtime: Runtime
  readonly bus: Bus
  readonly database: Database
  readonly inbox: InboxModel
  readonly tries: TriesModel
}

/** One delivery of an event, freed from the transport. */
export interface Delivery {
  readonly data: Uint8Array
  readonly sequence: number
  /** 1 at first. */
  readonly count: number
  working(): void
}

/** What to tell the stream: it is done, it is dead, or it is to come again after a pause. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'dead'; readonly reason: string }
  | { readonly kind: 'again'; readonly tries: number; readonly isOutage: boolean; readonly error: unknown }

const DEFAULT_TRIES = 6

const isDuplicateOf = (error: unknown, id: string): boolean =>
  error instanceof Error && isDuplicateKey(error) && error.message.includes(id)

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Commits what `work` does with the mark that it is done, unless that stands in the inbox already: then it changes nothing. */
const commitOnce = async (database: Database, markId: string, work: (tx: Tx) => Promise<void>, origin: Origin): Promise<void> => {
  try {
    await database.transact(async (tx) => {
      // First of what goes out with the commit: whatever else a second time would meet, it meets this before.
      tx.withCommit(inboxMark(markId))
      await work(tx)
    }, origin)
  } catch (error) {
    if (!isDuplicateOf(error, markId)) throw error
  }
}

const attempt = async (
  parts: HandlerParts,
  worker: RunnableWorker,
  event: Envelope,
  origin: Origin,
  context: WorkerContext,
  mayBeSeen: boolean,
): Promise<void> => {
  const markId = `${worker.name}:${event.id}`
  // One look spares a repeated delivery the work; the mark itself decides.
  if (mayBeSeen && (await parts.inbox.exists({ _id: markId })) !== null) return
  const prepared = await worker.prepare?.(event, context)
  crashPoint(`${worker.name}:prepared`)
  // What a worker that only prepares has done may be done twice: nothing is to be marked.
  if (worker.decide !== undefined)
    await commitOnce(
      parts.database,
      markId,
      async (tx) => {
        const loaded = await worker.load?.(event, tx, prepared, context)
        const decision = worker.decide(event, loaded, prepared, { nowMs: parts.runtime.now() })
        await worker.save(decision, tx, event, context)
        crashPoint(`${worker.name}:saved`)
      },
      origin,
    )
  crashPoint(`${worker.name}:committed`)
}

const bury = async (
  parts: HandlerParts,
  worker: RunnableWorker,
  event: Envelope,
  reason: string,
  tries: number,
  delivery: Delivery,
  context: WorkerContext,
): Promise<void> => {
  const { onDeadLetter } = worker
  if (onDeadLetter !== undefined) {
    const origin: Origin = { actor: event.actor, traceparent: event.traceparent }
    try {
      const markId = `${worker.name}:${event.id}:dead:${delivery.sequence}`
      await commitOnce(parts.database, markId, (tx) => onDeadLetter(event, reason, tx, context), origin)
    } catch (error) {
      if (isOutage(error) || isTransient(error)) throw error
      context.log.error({ err: error }, 'what was to be done for a dead letter failed; the letter is kept')
    }
  }
  await publishDeadLetter(
    parts.bus,
    { worker: worker.name, eventId: event.id, reason, tries, sequence: delivery.sequence },
    delivery.data,
  )
}

/** Counts a repeated delivery before it is worked on, so that an event that ends the process each time is counted too. */
const countTry = async (parts: HandlerParts, id: string): Promise<number> => {
  const row = await parts.tries.findOneAndUpdate(
    { _id: id },
    { $inc: { begun: 1 }, $set: { at: new Date() } },
    { upsert: true, returnDocument: 'after', lean: true },
  )
  return 1 + (row?.begun ?? 1)
}

const uncountTry = async (parts: HandlerParts, id: string): Promise<void> => {
  // When even this cannot be written, one try too many is counted; the next one cannot be, while the database is away.
  await parts.tries.updateOne({ _id: id }, { $inc: { begun: -1 } }).catch(() => undefined)
}

/** Does one delivery of one event for one worker; never throws. */
export const handleEvent = async (parts: HandlerParts, worker: RunnableWorker, delivery: Delivery): Promise<Outcome> => {
  const parsed = parseEnvelope(delivery.data)
  if (!parsed.ok) {
    const facts = { worker: worker.name, eventId: `unreadable-${delivery.sequence}`, reason: parsed.reason, tries: 1 }
    try {
      await publishDeadLetter(parts.bus, { ...facts, sequence: delivery.sequence }, delivery.data)
      return { kind: 'dead', reason: parsed.reason }
    } catch (error) {
      return { kind: 'again', tries: delivery.count, isOutage: true, error }
    }
  }
  const event = parsed.envelope
  const origin: Origin = { actor: event.actor, traceparent: event.traceparent }
  const log = logOf(parts.runtime.log, origin, { worker: worker.name, event: event.name, eventId: event.id })
  const context: WorkerContext = {
    runtime: parts.runtime,
    database: parts.database,
    log,
    now: () => parts.runtime.now(),
    working: () => delivery.working(),
  }
  const maxTries = worker.maxTries ?? DEFAULT_TRIES
  const triesId = `${worker.name}:${event.id}:${delivery.sequence}`
  const isRepeat = delivery.count > 1
  let tries = 1
  let isCounted = false
  const buried = async (reason: string): Promise<Outcome> => {
    await bury(parts, worker, event, reason, tries, delivery, context)
    log.error({ reason, tries }, 'an event went to the dead letters')
    return { kind: 'dead', reason }
  }
  try {
    if (isRepeat) {
      tries = await countTry(parts, triesId)
      isCounted = true
      if (tries > maxTries) return await buried('the process ended, or gave no sign, in the midst of the work each time')
    }
    try {
      await attempt(parts, worker, event, origin, context, isRepeat)
      return { kind: 'done' }
    } catch (error) {
      if (error instanceof RejectEvent) return await buried(error.message)
      // Conflicts that do not end are a transaction held by a process that died: the server lets go of it in a minute.
      if (isOutage(error) || isTransient(error)) throw error
      if (tries >= maxTries) return await buried(reasonOf(error))
      return { kind: 'again', tries, isOutage: false, error }
    }
  } catch (error) {
    if (isCounted) await uncountTry(parts, triesId)
    return { kind: 'again', tries: delivery.count, isOutage: true, error }
  }
}
