import { AckPolicy, DeliverPolicy, type JsMsg } from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import type { Bus } from '../bus/bus.ts'
import { isNoConsumer } from '../bus/worker-consumers.ts'

/** A message of the event stream. */
export interface StreamMessage {
  readonly sequence: number
  readonly data: Uint8Array
  /** When the stream has stored it. */
  readonly storedAtMs: number
}

/** Reads all events in the order of the stream, for one who writes many at once and keeps the place itself. */
export interface StreamReader {
  /** Returns the messages after those that it has returned before, up to `limit`; none when none comes within a second. */
  next(limit: number): Promise<readonly StreamMessage[]>
  /** Tells the stream that everything up to this sequence is done, for those who watch how far the reader is behind. */
  done(sequence: number): void
}

export interface StreamState {
  /** When the stream was created. Another one counts from 1 again. */
  readonly createdAt: string
  readonly lastSequence: number
}

/** The shortest time that the server lets a request wait. */
const WAIT_MS = 1000
/** A message that is not done after this time comes again, and is passed over. */
const ACK_WAIT_MS = 3_600_000

export const streamState = async ({ manager, names }: Bus): Promise<StreamState> => {
  const { created, state } = await manager.streams.info(names.events)
  return { createdAt: new Date(created).toISOString(), lastSequence: state.last_seq }
}

/**
 * Opens a reader of all events after `after`. It has a durable consumer of this name, made anew where the reader begins: whoever reads knows the
 * place, and the consumer shows it. There must be one reader of a name at a time. Two harm nobody, but each takes messages from the other, which
 * both see as a gap and mend by beginning anew.
 */
export const openStreamReader = (bus: Bus, name: string, after: number): StreamReader => {
  const { events } = bus.names
  let last = after
  /** The number of the delivery that comes next; null while there is no consumer. */
  let expected: number | null = null
  /** The last message of each `next` that is not done yet, in order: it acknowledges those before it. */
  let open: JsMsg[] = []

  const begin = async (): Promise<void> => {
    try {
      await bus.manager.consumers.delete(events, name)
    } catch (error) {
      if (!isNoConsumer(error)) throw error
    }
    await bus.manager.consumers.add(events, {
      durable_name: name,
      // One acknowledgement is for all messages before it too.
      ack_policy: AckPolicy.All,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: last + 1,
      filter_subjects: [bus.subject('evt.>'), bus.retrySubject(name)],
      ack_wait: nanos(ACK_WAIT_MS),
      max_deliver: -1,
      max_ack_pending: -1,
    })
    expected = 1
    open = []
  }

  const read = async (limit: number): Promise<StreamMessage[]> => {
    if (expected === null) await begin()
    const consumer = await bus.stream.consumers.get(events, name)
    const found: StreamMessage[] = []
    let newest: JsMsg | null = null
    for await (const message of await consumer.fetch({ max_messages: limit, expires: WAIT_MS })) {
      // A delivery was lost with a connection, or somebody else got it.
      if (message.info.deliverySequence !== expected) {
        expected = null
        break
      }
      expected += 1
      if (message.seq <= last) continue
      last = message.seq
      newest = message
      found.push({ sequence: message.seq, data: message.data, storedAtMs: message.time.getTime() })
    }
    if (newest !== null) open.push(newest)
    return found
  }

  return {
    async next(limit) {
      try {
        return await read(limit)
      } catch (error) {
        expected = null
        throw error
      }
    },
    done(sequence) {
      const next = open.findIndex(({ seq }) => seq > sequence)
      const count = next === -1 ? open.length : next
      open[count - 1]?.ack()
      open = open.slice(count)
    },
  }
}
