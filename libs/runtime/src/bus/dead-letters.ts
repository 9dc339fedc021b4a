import type { StoredMsg } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import type { Bus } from './bus.ts'
import { type DeadLetterFacts, factsOf } from './dead-letter.ts'

export interface DeadLetter extends DeadLetterFacts {
  /** Its number among the dead letters: what `show` and `replay` take. */
  readonly id: number
  readonly diedAt: Date
  /** Null when the envelope cannot be read. */
  readonly eventName: string | null
  /** The envelope as it came. */
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

/** One dead letter, or null. */
export const deadLetter = async (bus: Bus, id: number): Promise<DeadLetter | null> => {
  const message = await bus.manager.streams.getMessage(bus.names.dead, { seq: id })
  return message === null ? null : letterOf(message)
}

/** The first dead letter from `fromId` on, of those on `subject`; null when there is none. */
export const nextDeadLetter = async (bus: Bus, fromId: number, subject = '>'): Promise<DeadLetter | null> => {
  const message = await bus.manager.direct.getMessage(bus.names.dead, { seq: fromId, next_by_subj: subject })
  return message === null ? null : letterOf(message)
}

/** Dead letters, oldest first, from `fromId` on, as many as `limit`. */
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
 * Sends a dead letter once more, to the one consumer that failed on it, and takes it off the list. A crash in between leaves both: the
 * consumer's inbox makes the second one change nothing.
 */
export const replayDeadLetter = async (bus: Bus, letter: DeadLetter): Promise<void> => {
  const note = headers()
  note.set('Gruppetto-Replay-Of', String(letter.id))
  await bus.stream.publish(bus.retrySubject(letter.worker), letter.text, { msgID: `replay:${letter.id}`, headers: note })
  await bus.manager.streams.deleteMessage(bus.names.dead, letter.id)
}
