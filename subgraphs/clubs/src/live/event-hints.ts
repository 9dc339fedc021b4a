import { type Runtime, throttle } from '@gruppetto/runtime'

const HINT_EVERY_MS = 1_000

export interface EventHints {
  /** Tells the subscribers of an event that it, its dates or their answers have changed: about once a second at most. */
  hint(eventId: string): void
  close(): void
}

export const openEventHints = ({ live }: Pick<Runtime, 'live'>): EventHints => {
  const hints = throttle<string>(
    (eventId) => live.publish('clubEvent', eventId),
    (eventId) => eventId,
    HINT_EVERY_MS,
  )
  return { hint: hints.call, close: hints.close }
}
