import { subjectsOf } from '@gruppetto/events'
import { AckPolicy, type Consumer, DeliverPolicy, JetStreamApiError } from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import { type Connection, Schema } from 'mongoose'
import type { Bus } from '../bus/bus.ts'
import { unionOfSubjects } from '../bus/subject-filters.ts'
import { retryOnDuplicateKey } from '../mongo/mongo-errors.ts'
import { SYSTEM } from '../origin.ts'
import type { AnyWorker, Database } from '../types.ts'
import { sendPassedOver } from './passed-over.ts'

const EXISTS = [10_148, 10_013]

/** How often a worker's consumer was updated. Who updates it holds this row until it is done. */
interface ConsumerRow {
  readonly _id: string
  readonly updates: number
}

const schema = new Schema<ConsumerRow>(
  { _id: { type: String }, updates: { type: Number } },
  { collection: 'consumers', versionKey: false },
)
export const consumerModel = (connection: Connection) => connection.model<ConsumerRow>('Consumer', schema)

const isThere = (error: unknown): boolean => error instanceof JetStreamApiError && EXISTS.includes(error.code)

/**
 * Makes the durable consumer of a worker, or widens it. It takes every version of the events that the worker is on, and what any process of
 * another version has asked for: processes of several versions share it, so its subjects are never narrowed.
 */
export const openConsumer = async (bus: Bus, database: Database, worker: AnyWorker, ackWaitMs: number): Promise<Consumer> => {
  const { events } = bus.names
  const wanted = [...worker.on.map((name) => bus.subject(subjectsOf(name))), bus.retrySubject(worker.name)]
  const options = { ack_wait: nanos(ackWaitMs), max_deliver: -1, max_ack_pending: 1000 }
  const fixed = { durable_name: worker.name, ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All }

  const stored = async () => {
    const { config } = await bus.manager.consumers.info(events, worker.name)
    return { subjects: config.filter_subjects ?? [], ackWait: config.ack_wait }
  }

  /** Of two processes that update at once the second waits for the row, and reads what the first has made. */
  const update = (): Promise<void> =>
    database.transact(async ({ session }) => {
      await consumerModel(database.connection).updateOne(
        { _id: worker.name },
        { $inc: { updates: 1 } },
        { upsert: true, session },
      )
      const { subjects } = await stored()
      const filter_subjects = unionOfSubjects(subjects, wanted)
      await bus.manager.consumers.update(events, worker.name, { ...options, filter_subjects })
    }, SYSTEM)

  try {
    await bus.manager.consumers.add(events, { ...fixed, ...options, filter_subjects: wanted })
  } catch (error) {
    if (!isThere(error)) throw error
    const { subjects, ackWait } = await stored()
    const isCurrent = ackWait === options.ack_wait && wanted.every((subject) => subjects.includes(subject))
    if (!isCurrent) {
      // Before, since the process may end at any point, and after, for what came meanwhile.
      await sendPassedOver(bus, worker.name, { known: subjects, wanted })
      await retryOnDuplicateKey(update)
      await sendPassedOver(bus, worker.name, { known: subjects, wanted })
    }
  }
  return bus.stream.consumers.get(events, worker.name)
}
