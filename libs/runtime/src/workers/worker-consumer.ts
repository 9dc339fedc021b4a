import { subjectsOf } from '@gruppetto/events'
import { type Consumer, JetStreamApiError } from '@nats-io/jetstream'
import type { Bus } from '../bus/bus.ts'
import { unionOfSubjects } from '../bus/subject-filters.ts'
import { addWorkerConsumer, changeableOf } from '../bus/worker-consumers.ts'
import { collection } from '../mongo/collection.ts'
import type { CollectionHome } from '../mongo/definition.ts'
import { retryOnDuplicateKey } from '../mongo/mongo-errors.ts'
import { SYSTEM } from '../origin.ts'
import type { AnyWorker, Database } from '../types.ts'
import { sendPassedOver } from './passed-over.ts'

const EXISTS = [10_148, 10_013]

/** Counts the updates of a worker's consumer. The transaction of an update locks this row until it is done. */
interface ConsumerRow {
  readonly _id: string
  readonly updates: number
}

export const openConsumers = (home: CollectionHome) =>
  collection<ConsumerRow>(home, {
    name: 'consumers',
    fields: { _id: 'string', updates: 'number' },
    athletes: { none: 'names of consumers' },
  })

const isThere = (error: unknown): boolean => error instanceof JetStreamApiError && EXISTS.includes(error.code)

/**
 * Creates the durable consumer of a worker, or widens its filter. The filter includes every version of the worker's events, and
 * all that processes of other releases have added. They share the consumer, so its filter is never narrowed.
 */
export const openConsumer = async (bus: Bus, database: Database, worker: AnyWorker, ackWaitMs: number): Promise<Consumer> => {
  const { events } = bus.names
  const wanted = [...worker.on.map((name) => bus.subject(subjectsOf(name))), bus.retrySubject(worker.name)]
  const options = changeableOf(ackWaitMs)

  const stored = async () => {
    const { config } = await bus.manager.consumers.info(events, worker.name)
    return { subjects: config.filter_subjects ?? [], ackWait: config.ack_wait }
  }

  /**
   * When two processes update at once, the second one waits for the row lock and then reads the filter that the first one has
   * stored.
   */
  const update = (): Promise<void> =>
    database.transact(async (tx) => {
      await openConsumers(database).upsertOne({ _id: worker.name }, { $inc: { updates: 1 } }, tx)
      const { subjects } = await stored()
      const filter_subjects = unionOfSubjects(subjects, wanted)
      await bus.manager.consumers.update(events, worker.name, { ...options, filter_subjects })
    }, SYSTEM)

  try {
    const created = await addWorkerConsumer(bus, { name: worker.name, subjects: wanted, ackWaitMs })
    // The server has just said what it would say again when asked by name.
    return bus.stream.consumers.getConsumerFromInfo(created)
  } catch (error) {
    if (!isThere(error)) throw error
    const { subjects, ackWait } = await stored()
    const isCurrent = ackWait === options.ack_wait && wanted.every((subject) => subjects.includes(subject))
    if (!isCurrent) {
      // We do this before the update, because the process may end at any point, and again after it, for events that arrived
      // meanwhile.
      await sendPassedOver(bus, worker.name, { known: subjects, wanted })
      await retryOnDuplicateKey(update)
      await sendPassedOver(bus, worker.name, { known: subjects, wanted })
    }
  }
  return bus.stream.consumers.get(events, worker.name)
}
