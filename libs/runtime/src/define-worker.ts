import type { EventName } from '@gruppetto/events'
import type { AnyWorker, Worker } from './types.ts'

/** What can never succeed, whatever is tried: the event goes to the dead letters at once. */
export class RejectEvent extends Error {
  override readonly name = 'RejectEvent'
}

/** A worker, checked against the data of exactly the events it names. */
export const defineWorker = <const Name extends EventName, Prepared = undefined, Loaded = undefined, Decision = undefined>(
  worker: Worker<Name, Prepared, Loaded, Decision>,
): AnyWorker => worker as unknown as AnyWorker
