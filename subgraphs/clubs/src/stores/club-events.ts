import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import type { ClubEventRow } from '../domain/club-event.ts'

/** More events than one transaction should write; older ones are long over. */
const MOST_TOUCHED = 500

/** Matches the events of a club that are not over and not cancelled. */
const toCome = (clubId: string, atMs: number) => ({ clubId, overAt: { $gt: new Date(atMs) }, cancelledAt: null })

/** Events of clubs. A lookup by id asks all shards, and finds at most one row. */
export const openClubEvents = (database: Database) => {
  const clubEvents = collection<ClubEventRow>(database, {
    name: 'club_events',
    fields: {
      _id: 'string',
      clubId: 'string',
      title: 'string',
      description: 'string | null',
      sport: 'string | null',
      startsAt: 'date',
      endsAt: 'date | null',
      overAt: 'date',
      timeZone: 'string',
      meetingPoint: 'object | null',
      place: 'string | null',
      isVirtual: 'boolean',
      capacity: 'number | null?',
      guestsAllowed: 'number?',
      answersCloseMinutes: 'number | null?',
      routeId: 'string | null?',
      recurrence: 'string | null?',
      recurrenceBeforeCancel: 'string | null?',
      madeUntil: 'date | null?',
      cancelledAt: 'date | null',
      cancelReason: 'string | null',
      moderation: 'object?',
      createdById: 'string',
      createdAt: 'date',
      revision: 'number',
    },
    athletes: { ids: { createdById: 'forget' }, exported: { to: ['createdById'] } },
    shardKey: { clubId: 'hashed' },
    renamed: {
      startsAtMs: 'startsAt',
      endsAtMs: 'endsAt',
      overAtMs: 'overAt',
      cancelledAtMs: 'cancelledAt',
      createdAtMs: 'createdAt',
    },
    indexes: [
      // The events to come of a club, to count them and to cancel them when it dissolves.
      { keys: { clubId: 1, overAt: 1 } },
      // The calendars of clubs.
      { keys: { clubId: 1, startsAt: 1, _id: 1 } },
      // The job that makes occurrences.
      { keys: { madeUntil: 1 } },
    ],
  })
  return {
    async insert(row: ClubEventRow, tx: Tx): Promise<void> {
      await clubEvents.insert([row], tx)
    },
    async get(id: string, tx: Tx): Promise<ClubEventRow | null> {
      return clubEvents.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ClubEventRow>> {
      return clubEvents.byId(ids)
    },
    /** Returns which events of these clubs are not over at an instant. */
    async revisionsFrom(clubIds: readonly string[], from: Date): Promise<readonly Pick<ClubEventRow, '_id' | 'revision'>[]> {
      if (clubIds.length === 0) return []
      const filter = { clubId: { $in: clubIds }, overAt: { $gte: from } }
      return clubEvents.many<Pick<ClubEventRow, '_id' | 'revision'>>(filter, { fields: { revision: 1 } })
    },
    /** Returns the events of these clubs that are not over at an instant, without those that moderators have removed. */
    async from(clubIds: readonly string[], from: Date): Promise<readonly ClubEventRow[]> {
      return clubIds.length === 0
        ? []
        : clubEvents.many({ clubId: { $in: clubIds }, overAt: { $gte: from }, 'moderation.isTakenDown': { $ne: true } })
    },
    async countToCome(clubId: string, nowMs: number, tx: Tx): Promise<number> {
      return clubEvents.count(toCome(clubId, nowMs), tx)
    },
    /** Returns the events of a club that are not over and not cancelled: at most MOST_EVENTS_TO_COME, and what came at the same moment. */
    async idsToCome(clubId: string, nowMs: number): Promise<readonly string[]> {
      const rows = await clubEvents.many<Pick<ClubEventRow, '_id'>>(toCome(clubId, nowMs), { fields: { _id: 1 } })
      return rows.map(({ _id }) => _id)
    },
    /** Writes the next revision of a row. Throws when another write came between, which is a bug inside a transaction. */
    async replace(row: ClubEventRow, tx: Tx): Promise<void> {
      await replaceRevision(clubEvents, row, tx)
    },
    /** Raises the revisions of the newest events of a club, whose access has changed. Returns them as they are then. */
    async touch(clubId: string, tx: Tx): Promise<readonly ClubEventRow[]> {
      const rows = await clubEvents.many({ clubId }, { sort: { startsAt: -1 }, limit: MOST_TOUCHED, tx })
      if (rows.length === 0) return []
      await clubEvents.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $inc: { revision: 1 } }, tx)
      return rows.map((row) => ({ ...row, revision: row.revision + 1 }))
    },
    /** Returns events whose occurrences have been made up to an instant before `at`, or never. */
    async madeBefore(at: Date, limit: number): Promise<readonly Pick<ClubEventRow, '_id'>[]> {
      return clubEvents.many({ $or: [{ madeUntil: null }, { madeUntil: { $lt: at } }] }, { fields: { _id: 1 }, limit })
    },
    async setMade(id: string, made: Pick<ClubEventRow, 'madeUntil' | 'overAt'>, tx: Tx): Promise<void> {
      await clubEvents.updateOne({ _id: id }, { $set: made }, tx)
    },
  }
}

export type ClubEvents = ReturnType<typeof openClubEvents>
