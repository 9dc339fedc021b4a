import { headers, type MsgHdrs } from '@nats-io/transport-node'
import type { Bus } from './bus.ts'

/** Why and where an event failed for good. Stored in the headers of the dead letter; the envelope itself is not changed. */
export interface DeadLetterFacts {
  readonly worker: string
  readonly eventId: string
  readonly reason: string
  readonly tries: number
  /** The sequence number of the message in the event stream: each delivery makes at most one dead letter. */
  readonly sequence: number
}

const MOST_REASON = 500

const headersOf = (facts: DeadLetterFacts): MsgHdrs => {
  const result = headers()
  // A header value must be a single line of ASCII.
  const line = facts.reason.replace(/[^\x20-\x7e]+/g, ' ').slice(0, MOST_REASON)
  result.set('Gruppetto-Worker', facts.worker)
  result.set('Gruppetto-Event', facts.eventId)
  result.set('Gruppetto-Reason', line)
  result.set('Gruppetto-Tries', String(facts.tries))
  result.set('Gruppetto-Sequence', String(facts.sequence))
  return result
}

const publish = async (bus: Bus, subject: string, facts: DeadLetterFacts, data: Uint8Array): Promise<void> => {
  await bus.stream.publish(subject, data, {
    msgID: `${facts.worker}:${facts.sequence}`,
    headers: headersOf(facts),
    timeout: 5000,
  })
}

/** Stores a dead letter. Resolves when the stream has it. */
export const publishDeadLetter = (bus: Bus, facts: DeadLetterFacts, data: Uint8Array): Promise<void> =>
  publish(bus, bus.deadSubject(facts.worker), facts, data)

/** Stores an event that this process does not know as a dead letter, for a process that knows it. */
export const publishUnknown = (bus: Bus, facts: DeadLetterFacts, data: Uint8Array): Promise<void> =>
  publish(bus, bus.unknownSubject(facts.worker), facts, data)

/** Reads the facts from the headers of a stored dead letter. */
export const factsOf = (header: MsgHdrs): DeadLetterFacts => ({
  worker: header.get('Gruppetto-Worker'),
  eventId: header.get('Gruppetto-Event'),
  reason: header.get('Gruppetto-Reason'),
  tries: Number(header.get('Gruppetto-Tries')),
  sequence: Number(header.get('Gruppetto-Sequence')),
})
