import { AckPolicy, type ConsumerInfo, DeliverPolicy, JetStreamApiError } from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import type { Bus } from './bus.ts'

/** What may change of the durable consumer of a worker while it is there. */
export const changeableOf = (ackWaitMs: number) => ({ ack_wait: nanos(ackWaitMs), max_deliver: -1, max_ack_pending: 1000 })

interface NewConsumer {
  /** The name of the worker. */
  readonly name: string
  readonly subjects: readonly string[]
  /** The place in the stream of the first message that it gets; that of the stream itself when absent. */
  readonly from?: number
  readonly ackWaitMs: number
}

/** Creates the durable consumer of a worker. Returns what the server says of it. */
export const addWorkerConsumer = async (
  { manager, names }: Pick<Bus, 'manager' | 'names'>,
  { name, subjects, from, ackWaitMs }: NewConsumer,
): Promise<ConsumerInfo> => {
  const start =
    from === undefined
      ? { deliver_policy: DeliverPolicy.All }
      : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: from }
  return manager.consumers.add(names.events, {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    ...start,
    ...changeableOf(ackWaitMs),
    filter_subjects: [...subjects],
  })
}

const NO_CONSUMER = 10_014

/** Whether JetStream says that there is no such consumer. */
export const isNoConsumer = (error: unknown): boolean => error instanceof JetStreamApiError && error.code === NO_CONSUMER

/** Whether the stream of events has a durable consumer of this name. */
export const hasConsumer = async ({ manager, names }: Pick<Bus, 'manager' | 'names'>, name: string): Promise<boolean> => {
  try {
    await manager.consumers.info(names.events, name)
    return true
  } catch (error) {
    if (isNoConsumer(error)) return false
    throw error
  }
}
