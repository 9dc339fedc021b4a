import { type Features, featureContextOf } from '@gruppetto/features'
import type { Caller } from '@gruppetto/graph'
import { LRUCache } from 'lru-cache'

/** How long the parts of one operation took, in milliseconds of the wall clock. */
export interface Timings {
  /** Waiting for the plan, where it was not there yet. */
  planMs: number
  /** From the beginning to the end of each call of a subgraph, in the order in which they ended. Calls may go on at once. */
  readonly calls: { readonly subgraph: string; readonly ms: number }[]
  /** From the last answer of a subgraph to the answer for the client. */
  completionMs: number
  /** When the last call ended, on the clock of `performance.now()`. */
  lastMs: number
}

const DECIDED_FOR_MS = 10_000
const DECISIONS_KEPT = 10_000

export interface ServerTiming {
  /** Begins to measure for an athlete who has the flag `server-timing`; returns undefined for everybody else. */
  begin(caller: Caller): Promise<Timings | undefined>
}

/** The flag is asked for once in ten seconds for each athlete. The gateway knows an athlete's id and roles, and nothing else that rules may ask for. */
export const openServerTiming = (features: Pick<Features, 'isOn'>): ServerTiming => {
  const decided = new LRUCache<string, boolean>({ max: DECISIONS_KEPT, ttl: DECIDED_FOR_MS })
  return {
    async begin(caller) {
      if (caller.kind !== 'athlete') return undefined
      const { athleteId, roles } = caller
      const isOn = decided.get(athleteId) ?? (await features.isOn('server-timing', featureContextOf(athleteId, null, { roles })))
      decided.set(athleteId, isOn, { noUpdateTTL: true })
      return isOn ? { planMs: 0, calls: [], completionMs: 0, lastMs: performance.now() } : undefined
    },
  }
}

const entry = (name: string, ms: number): string => `${name};dur=${ms.toFixed(1)}`

/** Returns the header's value, such as `plan;dur=0.0, athletes;dur=3.2, social;dur=4.1, completion;dur=0.4`. */
export const serverTimingOf = ({ planMs, calls, completionMs }: Timings): string =>
  [entry('plan', planMs), ...calls.map(({ subgraph, ms }) => entry(subgraph, ms)), entry('completion', completionMs)].join(', ')
