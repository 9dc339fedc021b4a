import { whenAborted } from '@gruppetto/federation'
import type { CallTerms } from './transport.ts'

/** Why a call of a subgraph has ended: there was no answer in time. */
export class NoAnswerInTime extends Error {
  constructor(ms: number) {
    super(`no answer within ${Math.round(ms)} ms`)
    this.name = 'NoAnswerInTime'
  }
}

export interface Patience {
  /** How long the call may take, in milliseconds. */
  readonly timeoutMs: number
  /** Aborted when the client no longer waits. Null where nobody can give up. */
  readonly signal: AbortSignal | null
  readonly isQuery: boolean
  readonly requestId: string | null
}

/**
 * Makes a call with terms that end when its time is up or its client has gone. Settles as the call does, but rejects at that moment, whether the
 * call ends or not: with NoAnswerInTime, or with the reason of the client's signal.
 */
export const patiently = <Answer>(
  { timeoutMs, signal, isQuery, requestId }: Patience,
  call: (terms: CallTerms) => Promise<Answer>,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const controller = new AbortController()
    const end = (reason: unknown): void => {
      reject(reason)
      controller.abort(reason)
    }
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    if (timeoutMs <= 0) {
      reject(new NoAnswerInTime(0))
      return
    }
    const timer = setTimeout(() => end(new NoAnswerInTime(timeoutMs)), timeoutMs)
    const stop = signal === null ? null : whenAborted(signal, () => end(signal.reason))
    const over = (): void => {
      clearTimeout(timer)
      stop?.()
    }
    call({ timeoutMs, signal: controller.signal, isQuery, requestId }).then(
      (answer) => {
        over()
        resolve(answer)
      },
      (error: unknown) => {
        over()
        reject(error)
      },
    )
  })
