import type { Bus } from '../bus/bus.ts'
import { isNoConsumer } from '../bus/worker-consumers.ts'
import { counter, gauge, histogram, type Reading } from '../metrics.ts'
import type { AnyWorker, Database } from '../types.ts'

const ofConsumer = {
  stream: 'the stream in NATS, with the namespace',
  consumer: 'the durable consumer, which has the name of its worker',
  subgraph: 'the subgraph whose workers take the events',
} as const

const pending = gauge({
  name: 'gruppetto_consumer_pending',
  meaning:
    "Events that a consumer has not done: those that wait and those that are delivered and not acknowledged. From the consumer's leader in JetStream; every process of the subgraph's workers has the same value.",
  labels: ofConsumer,
})

const unacknowledged = gauge({
  name: 'gruppetto_consumer_unacknowledged',
  meaning: 'Those of them that are delivered and not acknowledged: they are in work, or wait to be tried again.',
  labels: ofConsumer,
})

const deadLetters = gauge({
  name: 'gruppetto_dead_letters',
  meaning: 'Dead letters that are there now, by the worker that could not handle the event.',
  labels: { consumer: 'the worker', subgraph: 'its subgraph' },
})

export const eventWait = histogram({
  name: 'gruppetto_event_wait_seconds',
  meaning: 'From the commit of an event to the moment at which a worker begins to handle its first delivery.',
  labels: { consumer: 'the worker' },
})

export const eventHandling = histogram({
  name: 'gruppetto_event_handling_seconds',
  meaning: 'How long the handling of a delivered event takes, the wait for its lane included.',
  labels: { consumer: 'the worker' },
})

export const eventsHandled = counter({
  name: 'gruppetto_events_handled_total',
  meaning: 'Deliveries of events that were handled.',
  labels: { consumer: 'the worker', outcome: '`done`, `again` (it is delivered once more) or `dead` (it is a dead letter)' },
})

interface Figures {
  readonly pending: number
  readonly unacknowledged: number
}

interface Watched {
  readonly subgraph: string
  readonly consumers: readonly string[]
  /** Whether a consumer may be missing for a moment, since its reader makes it anew. It has no value then. */
  readonly comeAndGo?: boolean
}

/** Reads the consumers and dead letters of one database's workers whenever somebody scrapes. Returns a function that ends it. */
export const watchWorkers = (bus: Bus, { name: subgraph }: Database, workers: readonly AnyWorker[]): (() => void) =>
  watchConsumers(bus, { subgraph, consumers: workers.map(({ name }) => name) })

/** The same of consumers that are not those of workers. */
export const watchConsumers = (bus: Bus, { subgraph, consumers, comeAndGo = false }: Watched): (() => void) => {
  const { events: stream, dead } = bus.names

  const figuresOf = async (consumer: string): Promise<Figures | null> => {
    try {
      // In a cluster the leader of the consumer answers this, and no follower.
      const { num_pending, num_ack_pending } = await bus.manager.consumers.info(stream, consumer)
      return { pending: num_pending + num_ack_pending, unacknowledged: num_ack_pending }
    } catch (error) {
      if (comeAndGo && isNoConsumer(error)) return null
      throw error
    }
  }
  let reading: Promise<ReadonlyMap<string, Figures>> | null = null
  /** Both gauges read the same answers. Fails when one consumer has none: a sum without it would be wrong. */
  const readAll = (): Promise<ReadonlyMap<string, Figures>> => {
    reading ??= Promise.all(consumers.map(async (consumer) => [consumer, await figuresOf(consumer)] as const))
      .then((entries) => new Map(entries.flatMap(([consumer, figures]) => (figures === null ? [] : [[consumer, figures]]))))
      .finally(() => {
        reading = null
      })
    return reading
  }
  const values = async (figure: keyof Figures) =>
    [...(await readAll())].map(([consumer, figures]) => ({ labels: { stream, consumer, subgraph }, value: figures[figure] }))

  const lettersOf = async (): Promise<Reading<'consumer' | 'subgraph'>[]> => {
    const { state } = await bus.manager.streams.info(dead, { subjects_filter: bus.deadSubject('>') })
    const counted = Object.entries(state.subjects ?? {})
    return consumers.map((consumer) => {
      const subject = bus.deadSubject(consumer)
      const own = counted.filter(([name]) => name === subject || name.startsWith(`${subject}.`))
      return { labels: { consumer, subgraph }, value: own.reduce((sum, [, count]) => sum + count, 0) }
    })
  }

  const stops = [
    pending.readBy(() => values('pending')),
    unacknowledged.readBy(() => values('unacknowledged')),
    deadLetters.readBy(lettersOf),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
