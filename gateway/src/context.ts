import { randomUUID } from 'node:crypto'
import type { Caller } from '@gruppetto/graph'
import type { Timings } from './http/server-timing.ts'
import type { KeptAnswer } from './kept/kept-answers.ts'
import type { RateState } from './limits/rate-headers.ts'

/** The data that goes with one operation from the gateway to the subgraphs. */
export interface OperationContext {
  readonly caller: Caller
  readonly traceparent: string
  /** The client's request, for logs and for the client. Undefined where the operation comes from no request. */
  readonly requestId?: string
  /** Aborted when the client has hung up. A query ends then; a mutation goes on. */
  readonly signal?: AbortSignal
  /** Measures the operation, where its athlete may see how long it takes. */
  readonly timings?: Timings
  /** What is left of an API key's rate, once the operation is charged. The HTTP answer says it. */
  rate?: RateState | null
  /** Where the answer is put if it is one that may be kept. The HTTP answer is made of it. */
  readonly found?: { kept?: KeptAnswer }
}

const wellFormed = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** Node draws the randomness of these for many at once. Of an id's 128 bits, 122 are random. */
const randomId = (): string => randomUUID().replaceAll('-', '')

/** Returns the client's W3C trace context when it is valid, else starts a new trace. */
export const traceparentFrom = (header: string | undefined): string =>
  header !== undefined && wellFormed.test(header) ? header : `00-${randomId()}-${randomId().slice(0, 16)}-01`
