import { meanWaitSeconds } from './erlang.ts'

/** A kind of work with its queue and its servers, in steps of some seconds. */
export interface StationState {
  /** Jobs that wait since the servers do not suffice. */
  readonly backlog: number
  /** How long a job waits that comes now, in seconds. */
  readonly waitSeconds: number
  /** The share of the servers' time that was used in the last step. */
  readonly used: number
}

export const EMPTY: StationState = { backlog: 0, waitSeconds: 0, used: 0 }

export interface Step {
  readonly seconds: number
  readonly arrivals: number
  readonly serviceSeconds: number
  readonly servers: number
}

/** The stationary formula says too much where a step is too short for such a queue to grow: then it bounds nothing. */
const NEARLY_FULL = 0.98

/**
 * One step of a queue. What comes beyond what the servers can do stays in the backlog and is done first afterwards; a job waits for the backlog before
 * it, and, where there is none, as long as Erlang's formula says for jobs that come at random.
 */
export const stepStation = (state: StationState, { seconds, arrivals, serviceSeconds, servers }: Step): StationState => {
  const work = state.backlog + arrivals
  if (servers <= 0) return { backlog: work, waitSeconds: work === 0 ? 0 : Number.POSITIVE_INFINITY, used: 0 }
  const perSecond = servers / serviceSeconds
  const done = Math.min(work, perSecond * seconds)
  const backlog = work - done
  const load = { rate: Math.min(arrivals / seconds, NEARLY_FULL * perSecond), serviceSeconds, servers }
  return { backlog, waitSeconds: backlog / perSecond + meanWaitSeconds(load), used: done / (perSecond * seconds) }
}
