import type { SubgraphCaller } from './subgraph.ts'

/** CLOSED: calls pass. OPEN: they are refused. HALF_OPEN: one call tries the subgraph, and the others are refused until it is known. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN'

export interface BreakerOptions {
  /** The subgraph, for the message of a refusal. */
  readonly name: string
  /** So many calls in a row have to fail before a subgraph is left alone. */
  readonly failures: number
  /** For how long it is left alone, in milliseconds, before one call tries it again. */
  readonly restMs: number
  readonly now: () => number
  /** Hears each change of the state. */
  readonly onState?: (state: BreakerState, failures: number) => void
}

/** Thrown in place of a call of a subgraph that is left alone. */
export class LeftAlone extends Error {
  constructor(subgraph: string, failures: number) {
    super(`${subgraph} has not answered ${failures} times in a row and is left alone for a while`)
    this.name = 'LeftAlone'
  }
}

/**
 * Spares a subgraph that does not answer, and those who would wait for it. After so many failures in a row, calls reject at once; after a rest
 * one call tries the subgraph, and what becomes of it decides for all.
 */
export interface Breaker {
  /**
   * Makes the call, or rejects with LeftAlone. `saysNothing` decides of an error whether it tells nothing of the subgraph, such as that of a call
   * that its client has given up: then it counts as if the call had not been made.
   */
  pass<Answer>(call: () => Promise<Answer>, saysNothing: (error: unknown) => boolean): Promise<Answer>
  state(): BreakerState
}

/** What a call throws before it returns is a failure like any other. */
const made = <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
  try {
    return call()
  } catch (error) {
    return Promise.reject(error)
  }
}

export const openBreaker = ({ name, failures: most, restMs, now, onState = () => {} }: BreakerOptions): Breaker => {
  let failures = 0
  let restsUntilMs = 0
  let state: BreakerState = 'CLOSED'
  const become = (next: BreakerState): void => {
    if (next === state) return
    state = next
    onState(next, failures)
  }

  const stateNow = (): BreakerState => state

  const succeeded = <Answer>(answer: Answer): Answer => {
    failures = 0
    become('CLOSED')
    return answer
  }

  return {
    state: stateNow,
    // Without `async` and `await`, which cost more than all else here.
    pass(call, saysNothing) {
      if (state === 'HALF_OPEN' || (state === 'OPEN' && now() < restsUntilMs))
        return Promise.reject(new LeftAlone(name, failures))
      const isTrial = state === 'OPEN'
      if (isTrial) become('HALF_OPEN')
      return made(call).then(succeeded, (error: unknown) => {
        if (saysNothing(error)) {
          if (isTrial && stateNow() === 'HALF_OPEN') become('OPEN')
        } else {
          failures++
          restsUntilMs = now() + restMs
          // The end of a call from before does not end a trial.
          if (failures >= most && (isTrial || state === 'CLOSED')) become('OPEN')
        }
        throw error
      })
    },
  }
}

/** Puts a breaker before a caller of one subgraph. */
export const withBreaker = <Context>(caller: SubgraphCaller<Context>, options: BreakerOptions): SubgraphCaller<Context> => {
  const breaker = openBreaker(options)
  return {
    ...(caller.isExact === undefined ? {} : { isExact: caller.isExact }),
    call: (call) =>
      breaker.pass(
        () => caller.call(call),
        () => call.signal?.aborted === true,
      ),
  }
}
