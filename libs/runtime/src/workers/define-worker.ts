import type { EventName } from '@gruppetto/events'
import type { AnyWorker, Worker } from '../types.ts'

/** Throw it when an event can never succeed. The event becomes a dead letter at once. */
export class RejectEvent extends Error {
  override readonly name = 'RejectEvent'
}

/**
 * Throw it for an expected race, such as a projection that has not arrived yet. The event is redelivered after a pause, and the
 * try is not counted. After a quarter of an hour, each further try counts like any failure.
 */
export class RetryEvent extends Error {
  override readonly name = 'RetryEvent'
}

/** Defines a worker. The compiler checks it against the data of exactly the events in `on`. */
export const defineWorker = <const Name extends EventName, Prepared = undefined, Loaded = undefined, Decision = Loaded>(
  worker: Worker<Name, Prepared, Loaded, Decision>,
): AnyWorker => worker as unknown as AnyWorker
