import type { EventName } from '@gruppetto/events'
import type { Bus } from '../bus/bus.ts'
import type { Lanes } from '../lanes.ts'
import type { Collection } from '../mongo/collection.ts'
import type { Database, Runtime, Worker } from '../types.ts'
import type { InboxRow, TriesRow } from './inbox.ts'

/** A worker as the runner sees it. The types of its parts are checked where it is defined. */
export type RunnableWorker = Worker<EventName, unknown, unknown, unknown>

export interface HandlerParts {
  readonly runtime: Runtime
  readonly bus: Bus
  readonly database: Database
  readonly inbox: Collection<InboxRow>
  readonly tries: Collection<TriesRow>
  /** The lanes of all workers of the database. */
  readonly lanes: Lanes
}

/** One delivery of an event, independent of the transport. */
export interface Delivery {
  readonly data: Uint8Array
  readonly sequence: number
  /** 1 for the first delivery. */
  readonly count: number
  working(): void
}

/** What to tell the stream: the event is done, it is a dead letter, or it must be redelivered after a pause. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'dead' }
  | { readonly kind: 'again'; readonly tries: number; readonly isCounted: boolean; readonly error: unknown }
