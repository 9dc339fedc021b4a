import { beginSpan, type Span } from '@gruppetto/runtime'
import type { NumberedHint } from './hints.ts'

/** The pushes under way that are parts of a recorded trace. Kept beside the subscriptions, since hardly one of them ever has one. */
export interface Pushes {
  /** Begins the last part of a hint's trace, for whoever is told. Null where that is not recorded. */
  begin(who: object, topic: string, hint: NumberedHint): Span | null
  /** Ends it: the push is written. */
  end(who: object): void
  forget(who: object): void
}

/** A crowd may watch the same. So many of its pushes are recorded for each hint. */
const MOST_FOR_A_HINT = 10

export const openPushes = (): Pushes => {
  const underWay = new Map<object, Span>()
  let last = { number: 0, count: 0 }
  return {
    begin(who, topic, { number, traceparent = null }) {
      if (traceparent === null) return null
      if (last.number !== number) last = { number, count: 0 }
      if (last.count >= MOST_FOR_A_HINT) return null
      const span = beginSpan(`push ${topic}`, 'server', traceparent, { 'gruppetto.topic': topic })
      if (span === null) return null
      last.count += 1
      underWay.set(who, span)
      return span
    },
    end(who) {
      if (underWay.size === 0) return
      underWay.get(who)?.end()
      underWay.delete(who)
    },
    forget(who) {
      underWay.delete(who)
    },
  }
}
