import { type Envelope, parseEnvelope } from '@gruppetto/events'
import type { Logger } from 'pino'
import { publishDeadLetter } from '../bus/dead-letter.ts'
import { crashPoint } from '../crash-points.ts'
import { logOf } from '../log.ts'
import { isDuplicateKey } from '../mongo/mongo-errors.ts'
import { isTransient } from '../mongo/transact.ts'
import { isOutage } from '../outages.ts'
import { beginSpan } from '../traces.ts'
import type { Origin, Tx, WorkerContext } from '../types.ts'
import { RejectEvent, RetryEvent } from './define-worker.ts'
import type { Delivery, HandlerParts, Outcome, RunnableWorker } from './delivery.ts'
import { countTry, type Tries, uncountTry } from './inbox.ts'
import { leaveUnknown } from './unknown-events.ts'
import { eventWait } from './worker-figures.ts'

const DEFAULT_TRIES = 6
/** One event that is being handled. */
interface Job {
  readonly parts: HandlerParts
  readonly worker: RunnableWorker
  readonly delivery: Delivery
  readonly event: Envelope
  readonly origin: Origin
  readonly context: WorkerContext
}

const isDuplicateOf = (error: unknown, id: string): boolean =>
  error instanceof Error && isDuplicateKey(error) && error.message.includes(id)

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Runs `work` and writes the inbox mark in one transaction. Changes nothing when the mark already exists. */
const commitOnce = async (
  { database, inbox }: HandlerParts,
  markId: string,
  work: (tx: Tx) => Promise<void>,
  origin: Origin,
): Promise<void> => {
  try {
    await database.transact(async (tx) => {
      // The mark must be the first write of the commit: on a second delivery it fails before any other write can.
      inbox.insertAtCommit([{ _id: markId, at: new Date() }], tx)
      await work(tx)
    }, origin)
  } catch (error) {
    if (!isDuplicateOf(error, markId)) throw error
  }
}

const attempt = async ({ parts, worker, delivery, event, origin, context }: Job): Promise<void> => {
  const markId = `${worker.name}:${event.id}`
  // This check only saves work on a redelivery. The unique mark decides.
  if (delivery.count > 1 && (await parts.inbox.exists({ _id: markId }))) return
  const prepared = await worker.prepare?.(event, context)
  crashPoint(`${worker.name}:prepared`)
  // A worker that has only `prepare` is safe to repeat, so it needs no mark.
  if (worker.save !== undefined && (worker.concerns?.(event, prepared) ?? true)) {
    const commit = async (tx: Tx): Promise<void> => {
      const loaded = await worker.load?.(event, tx, prepared, context)
      const decision = worker.decide ? worker.decide(event, loaded, prepared, { nowMs: parts.runtime.now() }) : loaded
      await worker.save(decision, tx, event, context)
      crashPoint(`${worker.name}:saved`)
    }
    if (worker.isRepeatable) await parts.database.transact(commit, origin)
    else await commitOnce(parts, markId, commit, origin)
  }
  crashPoint(`${worker.name}:committed`)
}

/** Makes the attempt when the events before it in its lane are through. */
const attemptInLane = async (job: Job): Promise<void> => {
  const lane = job.worker.lane?.(job.event) ?? null
  return lane === null ? attempt(job) : job.parts.lanes.run(lane, () => attempt(job))
}

const bury = async (
  { parts, worker, delivery, event, origin, context }: Job,
  reason: string,
  tries: number,
): Promise<Outcome> => {
  const { onDeadLetter } = worker
  const { sequence } = delivery
  if (onDeadLetter !== undefined) {
    try {
      const markId = `${worker.name}:${event.id}:dead:${sequence}`
      await commitOnce(parts, markId, (tx) => onDeadLetter(event, reason, tx, context), origin)
    } catch (error) {
      if (isOutage(error) || isTransient(error)) throw error
      context.log.error({ err: error }, 'what was to be done for a dead letter failed; the letter is kept')
    }
  }
  await publishDeadLetter(parts.bus, { worker: worker.name, eventId: event.id, reason, tries, sequence }, delivery.data)
  context.log.error({ reason, tries }, 'an event went to the dead letters')
  return { kind: 'dead' }
}

const work = async (job: Job): Promise<Outcome> => {
  const { parts, worker, delivery, event } = job
  const maxTries = worker.maxTries ?? DEFAULT_TRIES
  const triesId = `${worker.name}:${event.id}:${delivery.sequence}`
  let repeated: Tries | null = null
  try {
    if (delivery.count > 1) repeated = await countTry(parts.tries, triesId)
    const tries = repeated?.count ?? 1
    if (tries > maxTries) return await bury(job, 'the process ended, or gave no sign, in the midst of the work each time', tries)
    try {
      await attemptInLane(job)
      return { kind: 'done' }
    } catch (error) {
      if (error instanceof RejectEvent) return await bury(job, error.message, tries)
      // Endless conflicts come from a transaction of a process that died. The server releases its locks after a minute.
      if (isOutage(error) || isTransient(error)) throw error
      const retryForMs = parts.runtime.config.retryForSeconds * 1000
      const isYoung = repeated === null || Date.now() - repeated.firstRepeatMs < retryForMs
      if (error instanceof RetryEvent && isYoung) throw error
      if (tries >= maxTries) return await bury(job, reasonOf(error), tries)
      return { kind: 'again', tries, isCounted: true, error }
    }
  } catch (error) {
    if (repeated !== null) await uncountTry(parts.tries, triesId)
    return { kind: 'again', tries: delivery.count, isCounted: false, error }
  }
}

const contextOf = (parts: HandlerParts, delivery: Delivery, origin: Origin, log: Logger): WorkerContext => ({
  runtime: parts.runtime,
  database: parts.database,
  log,
  origin,
  now: () => parts.runtime.now(),
  working: () => delivery.working(),
})

/** Handles one delivery of one event for one worker. Never throws. */
export const handleEvent = async (parts: HandlerParts, worker: RunnableWorker, delivery: Delivery): Promise<Outcome> => {
  const parsed = parseEnvelope(delivery.data, parts.runtime.catalogue)
  try {
    if (parsed.kind === 'UNREADABLE') {
      const { sequence } = delivery
      const facts = { worker: worker.name, eventId: `unreadable-${sequence}`, reason: parsed.reason, tries: 1, sequence }
      await publishDeadLetter(parts.bus, facts, delivery.data)
      return { kind: 'dead' }
    }
    if (parsed.kind === 'UNKNOWN') return await leaveUnknown(parts, worker, delivery, parsed)
    const event = parsed.envelope
    if (!worker.on.includes(event.name)) return await leaveUnknown(parts, worker, delivery, event)
    if (delivery.count === 1) eventWait.observe({ consumer: worker.name }, (parts.runtime.now() - event.at) / 1000)
    const span = beginSpan(`${worker.name} ${event.name}`, 'consumer', event.traceparent, {
      'messaging.system': 'nats',
      'messaging.destination.name': event.name,
      'messaging.consumer.group.name': worker.name,
      'gruppetto.delivery': delivery.count,
    })
    const origin: Origin = { actor: event.actor, traceparent: span?.traceparent ?? event.traceparent, atMs: event.at }
    const log = logOf(parts.runtime.log, origin, { worker: worker.name, event: event.name, eventId: event.id })
    const outcome = await work({ parts, worker, delivery, event, origin, context: contextOf(parts, delivery, origin, log) })
    span?.end(outcome.kind === 'done' ? undefined : outcome.kind)
    return outcome
  } catch (error) {
    return { kind: 'again', tries: delivery.count, isCounted: false, error }
  }
}
