import type { EventName } from '@gruppetto/events'
import type { AnyWorker, Worker } from '../types.ts'

/** What can never succeed, whatever is tried: the event goes to the dead letters at once. */
export class RejectEvent extends Error {
  override readonly name = 'RejectEvent'
}

/**
 * An expected race, such as a projection that is not here yet: the event comes again after a pause, and the try does not count. Where it goes on
 * for a quarter of an hour, each further try counts as any failure does.
 */
export class RetryEvent extends Error {
  override readonly name = 'RetryEvent'
}

/** A worker, checked against the data of exactly the events it names. */
export const defineWorker = <const Name extends EventName, Prepared = undefined, Loaded = undefined, Decision = Loaded>(
  worker: Worker<Name, Prepared, Loaded, Decision>,
): AnyWorker => worker as unknown as AnyWorker
