import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream'
import type { Logger } from 'pino'
import { backoffMs } from '../backoff.ts'
import type { Bus } from '../bus/bus.ts'
import type { AnyWorker } from '../types.ts'
import type { Delivery, HandlerParts, Outcome, RunnableWorker } from './delivery.ts'
import { handleEvent } from './handle-event.ts'
import { openConsumer } from './worker-consumer.ts'
import { eventHandling, eventsHandled } from './worker-figures.ts'

const PULL_MS = 30_000
const DEFAULT_CONCURRENCY = 4
const LONGEST_PAUSE_MS = 30_000

export interface RunningWorker {
  /** Takes no more events. Resolves when the current ones are finished. */
  stop(): Promise<void>
}

const settleMessage = (message: JsMsg, outcome: Outcome, baseMs: number, log: Logger): void => {
  if (outcome.kind === 'done') {
    message.ack()
  } else if (outcome.kind === 'dead') {
    message.term()
  } else {
    const pauseMs = backoffMs(outcome.tries, baseMs, LONGEST_PAUSE_MS)
    log[outcome.isCounted ? 'warn' : 'debug'](
      { err: outcome.error, tries: outcome.tries, pauseMs },
      'an event is to be tried again',
    )
    message.nak(pauseMs)
  }
}

/** Runs one worker. It fetches as many events as it may handle at once, starts them, and fetches again when some are done. */
export const runWorker = async (parts: HandlerParts, anyWorker: AnyWorker, bus: Bus): Promise<RunningWorker> => {
  // The runner passes to each part what the part before it returned. `defineWorker` has checked that their types fit.
  const worker = anyWorker as unknown as RunnableWorker
  const log = parts.runtime.log.child({ worker: worker.name })
  const { retryBaseMs, ackWaitMs } = parts.runtime.config
  const atOnce = worker.concurrency ?? DEFAULT_CONCURRENCY
  const inWork = new Set<Promise<void>>()
  let pull: ConsumerMessages | null = null
  let stopping = false
  let isDown = false
  let consumer: Consumer | null = null

  const connectConsumer = (): Promise<Consumer> => openConsumer(bus, parts.database, anyWorker, ackWaitMs)
  consumer = await connectConsumer()

  const work = async (message: JsMsg): Promise<void> => {
    const delivery: Delivery = {
      data: message.data,
      sequence: message.seq,
      count: message.info.deliveryCount,
      working: () => message.working(),
    }
    const alive = setInterval(() => message.working(), ackWaitMs / 3)
    try {
      const startedMs = performance.now()
      const outcome = await handleEvent(parts, worker, delivery)
      eventHandling.observe({ consumer: worker.name }, (performance.now() - startedMs) / 1000)
      eventsHandled.add({ consumer: worker.name, outcome: outcome.kind })
      settleMessage(message, outcome, retryBaseMs, log)
    } finally {
      clearInterval(alive)
    }
  }

  const begin = (message: JsMsg): void => {
    const working = work(message)
      .catch((error: unknown) => log.warn({ err: error }, 'an event could not be settled; it comes again'))
      .finally(() => inWork.delete(working))
    inWork.add(working)
  }

  const pullSome = async (): Promise<void> => {
    consumer ??= await connectConsumer()
    pull = await consumer.fetch({ max_messages: atOnce - inWork.size, expires: PULL_MS })
    try {
      if (stopping) void pull.close()
      for await (const message of pull) {
        // The event was delivered while we stop. Another process, or the next start, takes it at once.
        if (stopping) message.nak()
        else begin(message)
      }
    } finally {
      pull = null
    }
    if (inWork.size >= atOnce) await Promise.race(inWork)
  }

  const run = async (): Promise<void> => {
    let failures = 0
    while (!stopping) {
      try {
        await pullSome()
        if (isDown) log.info('the worker receives events again')
        isDown = false
        failures = 0
      } catch (error) {
        if (stopping) return
        failures += 1
        if (!isDown) log.warn({ err: error }, 'the worker cannot receive events; trying on')
        isDown = true
        // The server may have lost the stream or the consumer with its data.
        consumer = null
        await sleep(backoffMs(failures, 200, 5000))
      }
    }
  }

  // The server forgets an open pull when the connection breaks, so we pull again at once.
  const stopListening = bus.onReconnect(() => void pull?.close())
  const running = run()
  return {
    async stop() {
      stopping = true
      stopListening()
      void pull?.close()
      await running
      await Promise.all(inWork)
    },
  }
}
