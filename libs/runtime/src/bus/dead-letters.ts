import type { StoredMsg } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import type { Bus } from './bus.ts'
import { type DeadLetterFacts, factsOf } from './dead-letter.ts'

export interface DeadLetter extends DeadLetterFacts {
  /** The sequence number of the dead letter. The commands `show` and `replay` take it. */
  readonly id: number
  readonly diedAt: Date
  /** Null when the envelope cannot be read. */
  readonly eventName: string | null
  /** The envelope as it was received. */
  readonly text: string
}

const eventNameOf = (text: string): string | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : null
  } catch {
    return null
  }
}

const letterOf = (message: StoredMsg): DeadLetter => {
  const text = new TextDecoder().decode(message.data)
  return { id: message.seq, diedAt: message.time, eventName: eventNameOf(text), text, ...factsOf(message.header) }
}

/** Returns one dead letter, or null when there is none with this id. */
export const deadLetter = async (bus: Bus, id: number): Promise<DeadLetter | null> => {
  const message = await bus.manager.streams.getMessage(bus.names.dead, { seq: id })
  return message === null ? null : letterOf(message)
}

/** Returns the first dead letter on `subject` whose id is `fromId` or higher; null when there is none. */
export const nextDeadLetter = async (bus: Bus, fromId: number, subject = '>'): Promise<DeadLetter | null> => {
  const message = await bus.manager.direct.getMessage(bus.names.dead, { seq: fromId, next_by_subj: subject })
  return message === null ? null : letterOf(message)
}

/** Returns up to `limit` dead letters from `fromId` on, oldest first. */
export const deadLetters = async (bus: Bus, { fromId = 1, limit = 100 } = {}): Promise<DeadLetter[]> => {
  const found: DeadLetter[] = []
  let next = fromId
  while (found.length < limit) {
    const letter = await nextDeadLetter(bus, next)
    if (letter === null) break
    found.push(letter)
    next = letter.id + 1
  }
  return found
}

/**
 * Sends a dead letter to the consumer that failed on it and deletes the letter. A crash between the two steps leaves both; then
 * the consumer's inbox ignores the second delivery.
 */
export const replayDeadLetter = async (bus: Bus, letter: DeadLetter): Promise<void> => {
  const note = headers()
  note.set('Gruppetto-Replay-Of', String(letter.id))
  await bus.stream.publish(bus.retrySubject(letter.worker), letter.text, { msgID: `replay:${letter.id}`, headers: note })
  await bus.manager.streams.deleteMessage(bus.names.dead, letter.id)
}
