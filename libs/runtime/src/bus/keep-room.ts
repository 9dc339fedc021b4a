import type { Logger } from 'pino'
import { gauge } from '../metrics.ts'
import type { Bus } from './bus.ts'
import { type ConsumerState, fillOf, firstThatStays, needsRoom, type StreamFill, WARN_AT } from './stream-room.ts'

const LOOK_EVERY_MS = 10_000

const fillGauge = gauge({
  name: 'gruppetto_stream_fill_ratio',
  meaning:
    'How full a stream of NATS is, of what EVENTS_MAX_BYTES or DEAD_LETTERS_MAX_BYTES lets it take: 1 takes no more, and events wait in the outboxes. 0 where nothing bounds it. Every process of workers has the same value.',
  labels: { stream: 'the stream in NATS, with the namespace' },
})

/** Reads how full a stream is. */
export const streamFill = async ({ manager }: Pick<Bus, 'manager'>, name: string): Promise<StreamFill> => {
  const { state, config } = await manager.streams.info(name)
  const { bytes, messages, first_seq: firstSequence, last_seq: lastSequence } = state
  return { bytes, maxBytes: config.max_bytes ?? 0, messages, firstSequence, lastSequence }
}

const consumersOf = async ({ manager }: Bus, stream: string): Promise<ConsumerState[]> => {
  const found: ConsumerState[] = []
  for await (const { ack_floor, num_pending, num_ack_pending } of manager.consumers.list(stream)) {
    found.push({ doneUpTo: ack_floor.stream_seq, waiting: num_pending, inWork: num_ack_pending })
  }
  return found
}

/** Deletes events that every consumer has handled, oldest first, where the stream of events is nearly full. Returns how many. */
export const makeRoom = async (bus: Bus): Promise<number> => {
  const stream = await streamFill(bus, bus.names.events)
  if (!needsRoom(stream)) return 0
  const seq = firstThatStays(stream, await consumersOf(bus, bus.names.events))
  if (seq === null) return 0
  const { purged } = await bus.manager.streams.purge(bus.names.events, { seq })
  return purged
}

export interface KeptRoom {
  stop(): Promise<void>
}

/**
 * Looks now and then how full the streams are, says so before they are, and makes room among the events. A full stream takes no more events: then they
 * wait in the outboxes, and none is lost.
 */
export const keepRoom = (bus: Bus, log: Logger, warnings: Map<string, string>): KeptRoom => {
  const warn = async (name: string): Promise<void> => {
    const fill = fillOf(await streamFill(bus, name))
    const warning = `stream ${name}`
    const percent = Math.round(fill * 100)
    if (fill < WARN_AT) {
      if (warnings.delete(warning)) log.info({ stream: name, percent }, 'a stream has room again')
      return
    }
    if (!warnings.has(warning)) log.error({ stream: name, percent }, 'a stream is nearly full')
    warnings.set(warning, `is ${percent} % full; when it is full, events wait in the outboxes`)
  }
  const look = async (): Promise<void> => {
    try {
      const purged = await makeRoom(bus)
      if (purged > 0) log.info({ purged }, 'events that everybody has handled made room in the stream')
      for (const name of Object.values(bus.names)) await warn(name)
    } catch (error) {
      log.debug({ err: error }, 'nobody says how full the streams are')
    }
  }
  let looking: Promise<void> | null = null
  const begin = () => {
    looking ??= look().finally(() => {
      looking = null
    })
  }
  begin()
  const stopGauge = fillGauge.readBy(() =>
    Promise.all(
      Object.values(bus.names).map(async (stream) => ({ labels: { stream }, value: fillOf(await streamFill(bus, stream)) })),
    ),
  )
  const timer = setInterval(begin, LOOK_EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      stopGauge()
      await looking
    },
  }
}
