import { type Collection, collection } from '../mongo/collection.ts'
import type { CollectionHome } from '../mongo/definition.ts'

const KEPT_SECONDS = 14 * 24 * 3600

/** The inbox mark: a worker has handled an event. Its id is `<worker>:<event id>`. */
export interface InboxRow {
  readonly _id: string
  readonly at: Date
}

/** How often the handling of an event was repeated. Exists only for events that did not succeed at the first try. */
export interface TriesRow {
  readonly _id: string
  readonly begun: number
  /** The time of the first retry. */
  readonly since: Date
  readonly at: Date
}

export const openInbox = (home: CollectionHome): Collection<InboxRow> =>
  collection<InboxRow>(home, {
    name: 'inbox',
    fields: { _id: 'string', at: 'date' },
    athletes: { none: 'ids of events' },
    // Must be later than the stream deletes the events: then no event can return without its mark.
    indexes: [{ keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }],
  })

export const openTries = (home: CollectionHome): Collection<TriesRow> =>
  collection<TriesRow>(home, {
    name: 'tries',
    fields: { _id: 'string', begun: 'number', since: 'date', at: 'date' },
    athletes: { none: 'ids of events' },
    // Expires the counts like the marks.
    indexes: [{ keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }],
  })

export interface Tries {
  /** The number of this try; the first one is 1. */
  readonly count: number
  readonly firstRepeatMs: number
}

/** Counts a redelivery before it is handled, so that an event that crashes the process each time is counted too. */
export const countTry = async (tries: Collection<TriesRow>, id: string): Promise<Tries> => {
  const at = new Date()
  const row = await tries.upsertAndGet({ _id: id }, { $inc: { begun: 1 }, $set: { at }, $min: { since: at } })
  return { count: 1 + row.begun, firstRepeatMs: (row.since ?? at).getTime() }
}

export const uncountTry = async (tries: Collection<TriesRow>, id: string): Promise<void> => {
  // When this write fails too, one try too many stays counted. That happens once at most, since no further try is counted while
  // the database is down.
  await tries.updateOne({ _id: id }, { $inc: { begun: -1 } }).catch(() => undefined)
}
