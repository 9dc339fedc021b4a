/**
 * Why a call of a subgraph has no answer:
 * - UNREACHABLE: there was no connection, or it ended before the whole answer.
 * - TIMED_OUT: the answer was not there in time.
 * - TOO_LARGE: the answer has more bytes than the limit.
 * - BAD_ANSWER: what came is no HTTP/1.1 answer.
 * - ABORTED: the caller no longer waits for it.
 */
export type CallFailure = 'UNREACHABLE' | 'TIMED_OUT' | 'TOO_LARGE' | 'BAD_ANSWER' | 'ABORTED'

export class CallError extends Error {
  readonly failure: CallFailure
  /** Whether the subgraph may have read the request: a mutation that was sent must not be sent again. */
  readonly wasSent: boolean

  constructor(failure: CallFailure, message: string, wasSent: boolean) {
    super(message)
    this.name = 'CallError'
    this.failure = failure
    this.wasSent = wasSent
  }
}
