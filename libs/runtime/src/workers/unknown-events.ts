import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnvelope } from '@gruppetto/events'
import { publishUnknown } from '../bus/dead-letter.ts'
import { type DeadLetter, nextDeadLetter, replayDeadLetter } from '../bus/dead-letters.ts'
import type { AnyWorker, Runtime } from '../types.ts'
import type { Delivery, HandlerParts, Outcome, RunnableWorker } from './delivery.ts'

/** How many deliveries are left to other processes (about ten seconds in all) before an unknown event becomes a dead letter. */
const LEFT_TO_OTHERS = 5
/** The interval of the checks as a multiple of the first retry pause: ten seconds. */
const LOOK_EVERY_PAUSES = 20

/**
 * Handles an event, or a version of one, that this process does not know for this worker. Another process may know it, so the
 * event is redelivered a few times and then becomes a dead letter.
 */
export const leaveUnknown = async (
  { bus, runtime }: HandlerParts,
  worker: RunnableWorker,
  delivery: Delivery,
  unknown: { readonly id: string; readonly name: string; readonly version: number },
): Promise<Outcome> => {
  const { count, sequence } = delivery
  const reason = `waits for a process whose ${worker.name} knows ${unknown.name} v${unknown.version}`
  if (count <= LEFT_TO_OTHERS) return { kind: 'again', tries: count, isCounted: false, error: reason }
  await publishUnknown(bus, { worker: worker.name, eventId: unknown.id, reason, tries: count, sequence }, delivery.data)
  runtime.log.warn({ worker: worker.name, eventId: unknown.id, reason }, 'an unknown event waits among the dead letters')
  return { kind: 'dead' }
}

/** Replays the dead letters of unknown events that one of `workers` knows: at once, and then periodically until it is stopped. */
export const watchUnknown = async (
  { bus, catalogue, config, log }: Runtime,
  workers: readonly Pick<AnyWorker, 'name' | 'on'>[],
): Promise<{ stop(): Promise<void> }> => {
  const known = new Map(workers.map(({ name, on }) => [name, on]))
  const stopping = new AbortController()
  let next = 1

  const isKnown = ({ worker, text }: DeadLetter): boolean => {
    const parsed = parseEnvelope(new TextEncoder().encode(text), catalogue)
    return parsed.kind === 'EVENT' && known.get(worker)?.includes(parsed.envelope.name) === true
  }

  const look = async (): Promise<void> => {
    try {
      for (;;) {
        const letter = await nextDeadLetter(bus, next, bus.unknownSubject('*'))
        if (letter === null) return
        if (isKnown(letter)) await replayDeadLetter(bus, letter)
        // What this process knows never changes, so the letter need not be checked again.
        next = letter.id + 1
      }
    } catch (error) {
      log.warn({ err: error }, 'what waits for this process could not be sent to it; trying on')
    }
  }

  const run = async (): Promise<void> => {
    const { signal } = stopping
    while (!signal.aborted) {
      await sleep(config.retryBaseMs * LOOK_EVERY_PAUSES, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted) await look()
    }
  }

  await look()
  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}
