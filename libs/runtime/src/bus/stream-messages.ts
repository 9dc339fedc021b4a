import { headers } from '@nats-io/transport-node'
import type { Bus } from './bus.ts'

const MESSAGES_AT_ONCE = 500
/** How long a read waits when the messages it asked for have expired meanwhile. */
const WAIT_MS = 1000

/** A message as a stream has it. */
export interface StreamedMessage {
  readonly sequence: number
  readonly subject: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly data: Uint8Array
}

/** Reads a stream from its first message to the one that is its last now, or to `last`. */
export async function* messagesOf(
  { stream, manager }: Pick<Bus, 'stream' | 'manager'>,
  name: string,
  last = Number.POSITIVE_INFINITY,
): AsyncGenerator<StreamedMessage> {
  const { state } = await manager.streams.info(name)
  const end = Math.min(last, state.last_seq)
  if (state.messages === 0 || state.first_seq > end) return
  const consumer = await stream.consumers.get(name)
  try {
    for (;;) {
      let isLast = true
      for await (const message of await consumer.fetch({ max_messages: MESSAGES_AT_ONCE, expires: WAIT_MS })) {
        const { seq: sequence, subject, data } = message
        if (sequence > end) return
        const all = [...(message.headers ?? [])].flatMap(([key, values]) => values.map((value) => [key, value] as const))
        yield { sequence, subject, headers: all, data }
        isLast = message.info.pending === 0 || sequence >= end
        if (isLast) break
      }
      if (isLast) return
    }
  } finally {
    await consumer.delete().catch(() => false)
  }
}

/** Stores a message that was read with `messagesOf`. Returns its place. */
export const putMessage = async (
  { stream }: Pick<Bus, 'stream'>,
  message: Omit<StreamedMessage, 'sequence'>,
): Promise<number> => {
  const note = headers()
  for (const [name, value] of message.headers) note.append(name, value)
  const { seq } = await stream.publish(message.subject, message.data, { headers: note, timeout: 30_000 })
  return seq
}
