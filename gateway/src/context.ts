import { randomBytes } from 'node:crypto'
import type { Caller } from '@gruppetto/graph'

/** What travels with one operation from the edge to the subgraphs. */
export interface OperationContext {
  readonly caller: Caller
  readonly traceparent: string
}

const wellFormed = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The caller's W3C trace context where it sent a sound one, else the start of a new trace. */
export const traceparentFrom = (header: string | undefined): string =>
  header !== undefined && wellFormed.test(header)
    ? header
    : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`
