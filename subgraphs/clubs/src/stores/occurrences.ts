import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { LONGEST_DATE_MS } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'

/** A place in a list that is in order of time. */
export interface PlaceInTime {
  readonly startsAt: Date
  readonly id: string
}

export interface NextDate extends PlaceInTime {
  /** Of the event; `id` is that of the occurrence. */
  readonly eventId: string
}

/** The most events at one time that a recording is compared with. */
const MOST_AT_ONCE = 200

/** The fields of a date that an edit changes, or that name it. */
export const DATE_FIELDS = {
  _id: 'string',
  eventId: 'string',
  clubId: 'string',
  originalStartsAt: 'date',
  slotAt: 'date | null',
  startsAt: 'date',
  endsAt: 'date | null',
  overAt: 'date',
  timeZone: 'string',
  title: 'string',
  description: 'string | null',
  sport: 'string | null',
  meetingPoint: 'object | null',
  place: 'string | null',
  isVirtual: 'boolean',
  capacity: 'number | null?',
  guestsAllowed: 'number?',
  answersCloseMinutes: 'number | null?',
  routeId: 'string | null?',
  own: 'array',
  cancelledAt: 'date | null',
  cancelReason: 'string | null',
  cancelledWithSeries: 'boolean',
  revision: 'number',
} as const

/** The dates of the events of clubs: one row for a single event, and one for each date of a series. */
export const openOccurrences = (database: Database) => {
  const occurrences = collection<OccurrenceRow>(database, {
    name: 'occurrences',
    fields: { ...DATE_FIELDS, goingCount: 'number', waitlistedCount: 'number', changesOfAnswers: 'number?' },
    athletes: { none: 'dates of events of clubs' },
    shardKey: { clubId: 'hashed' },
    indexes: [
      // The occurrences of an event in order of time, and those that a change of the event plans again.
      { keys: { eventId: 1, startsAt: 1, _id: 1 } },
      // What takes place in clubs, the soonest first. The last fields let Club.events choose from the index alone.
      { keys: { clubId: 1, startsAt: 1, _id: 1, eventId: 1, overAt: 1, slotAt: 1 } },
    ],
  })
  /** Matches what takes place and is not over. Nothing is longer than LONGEST_DATE_MS, which limits the range of the index. */
  const notOver = (from: Date) => ({
    startsAt: { $gt: new Date(from.getTime() - LONGEST_DATE_MS) },
    overAt: { $gt: from },
    slotAt: { $ne: null },
  })
  return {
    /**
     * Writes rows that the same transaction has read, or new ones. The numbers of answers stay as they are: they change when somebody
     * answers, and there alone.
     */
    async put(rows: readonly OccurrenceRow[], tx: Tx): Promise<void> {
      const writes = rows.map(({ _id, goingCount, waitlistedCount, changesOfAnswers: _changes, ...fields }) => {
        const update = { $set: fields, $setOnInsert: { goingCount, waitlistedCount } }
        return { updateOne: { filter: { _id, clubId: fields.clubId }, update, upsert: true } }
      })
      await occurrences.writeAll(writes, tx)
    },
    /** Adds to the numbers of answers. Returns the row as it is then. */
    async countAnswers(
      { _id, clubId }: Pick<OccurrenceRow, '_id' | 'clubId'>,
      added: { readonly going: number; readonly waiting: number; readonly changes: number },
      tx: Tx,
    ): Promise<OccurrenceRow> {
      const change = { goingCount: added.going, waitlistedCount: added.waiting, changesOfAnswers: added.changes }
      const row = await occurrences.updateAndGet({ _id, clubId }, { $inc: change }, tx)
      if (row === null) throw new Error(`the occurrence ${_id} is missing`)
      return row
    },
    async get(id: string, tx: Tx): Promise<OccurrenceRow | null> {
      return occurrences.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, OccurrenceRow>> {
      return occurrences.byId(ids, { tx })
    },
    /** Returns dates, of one event or of clubs, that take place at some time between two instants; those of the last month at most. */
    async during(
      whose: { readonly eventId: string } | { readonly clubIds: readonly string[] },
      from: Date,
      until: Date,
      tx: Tx,
    ): Promise<readonly OccurrenceRow[]> {
      const of = 'eventId' in whose ? { eventId: whose.eventId } : { clubId: { $in: whose.clubIds } }
      const filter = { $and: [of, notOver(from), { startsAt: { $lt: until } }] }
      return occurrences.many(filter, { sort: { startsAt: 1 }, limit: MOST_AT_ONCE, tx })
    },
    /** Returns, of each event, the date that is the next not to be over, or else the last. Those without a slot count for none. */
    async nextOf(eventIds: readonly string[], nowMs: number): Promise<ReadonlyMap<string, OccurrenceRow>> {
      const rows = await Promise.all(
        eventIds.map(async (eventId) => {
          const next = { eventId, ...notOver(new Date(nowMs)) }
          return (
            (await occurrences.one({ ...next, cancelledAt: null }, { sort: { startsAt: 1 } })) ??
            (await occurrences.one(next, { sort: { startsAt: 1 } })) ??
            (await occurrences.one({ eventId, slotAt: { $ne: null } }, { sort: { startsAt: -1 } }))
          )
        }),
      )
      return new Map(rows.flatMap((row) => (row === null ? [] : [[row.eventId, row] as const])))
    },
    /** Returns the occurrences of an event that are not over at an instant, or were once to begin after it. */
    async toCome(eventId: string, at: Date, tx: Tx): Promise<readonly OccurrenceRow[]> {
      return occurrences.many({ eventId, $or: [{ overAt: { $gt: at } }, { originalStartsAt: { $gte: at } }] }, { tx })
    },
    /** Returns the routes of the dates of an event. */
    async routesOf(eventId: string, tx: Tx): Promise<readonly Pick<OccurrenceRow, 'routeId'>[]> {
      return occurrences.many<Pick<OccurrenceRow, 'routeId'>>({ eventId }, { fields: { routeId: 1 }, tx })
    },
    /** Returns the occurrences of an event that are not over at `from`, the soonest first. */
    async list(eventId: string, from: Date, after: PlaceInTime | null, limit: number): Promise<readonly OccurrenceRow[]> {
      const sort = { startsAt: 1, _id: 1 } as const
      const beyond = behind(sort, after && { startsAt: after.startsAt, _id: after.id })
      return occurrences.many({ $and: [{ eventId, ...notOver(from) }, beyond] }, { sort, limit })
    },
    /** Returns the next date of each event of these clubs that is not over at `from` and was not cancelled long ago, the soonest first. */
    async nextOfEvents(
      clubIds: readonly string[],
      { from, cancelledSince }: { readonly from: Date; readonly cancelledSince: Date },
      after: PlaceInTime | null,
      limit: number,
    ): Promise<readonly NextDate[]> {
      if (clubIds.length === 0) return []
      const sort = { startsAt: 1, id: 1 } as const
      return occurrences.aggregate<NextDate>([
        { $match: { clubId: { $in: clubIds }, ...notOver(from) } },
        { $match: { $or: [{ cancelledAt: null }, { cancelledAt: { $gte: cancelledSince } }] } },
        { $sort: { startsAt: 1, _id: 1 } },
        { $group: { _id: '$eventId', startsAt: { $first: '$startsAt' }, id: { $first: '$_id' } } },
        { $match: behind(sort, after && { startsAt: after.startsAt, id: after.id }) },
        { $sort: sort },
        { $limit: limit },
        { $project: { _id: 0, eventId: '$_id', startsAt: 1, id: 1 } },
      ])
    },
    /** Returns what is to begin in these clubs from one instant to another, the soonest first. */
    async beginning(clubIds: readonly string[], from: Date, before: Date, limit: number): Promise<readonly OccurrenceRow[]> {
      if (clubIds.length === 0) return []
      return occurrences.many(
        { clubId: { $in: clubIds }, startsAt: { $gte: from, $lt: before }, slotAt: { $ne: null }, cancelledAt: null },
        { sort: { startsAt: 1, _id: 1 }, limit },
      )
    },
    /** Returns which occurrences of these clubs begin at an instant or later, the soonest first. */
    async revisionsFrom(
      clubIds: readonly string[],
      from: Date,
      limit: number,
    ): Promise<readonly Pick<OccurrenceRow, '_id' | 'eventId' | 'revision'>[]> {
      if (clubIds.length === 0) return []
      return occurrences.many<Pick<OccurrenceRow, '_id' | 'eventId' | 'revision'>>(
        { clubId: { $in: clubIds }, startsAt: { $gte: from } },
        { fields: { eventId: 1, revision: 1 }, sort: { startsAt: 1, _id: 1 }, limit },
      )
    },
    /** Returns the occurrences of these clubs that begin at an instant or later, the soonest first. */
    async from(clubIds: readonly string[], from: Date, limit: number): Promise<readonly OccurrenceRow[]> {
      if (clubIds.length === 0) return []
      return occurrences.many({ clubId: { $in: clubIds }, startsAt: { $gte: from } }, { sort: { startsAt: 1, _id: 1 }, limit })
    },
  }
}

export type Occurrences = ReturnType<typeof openOccurrences>
