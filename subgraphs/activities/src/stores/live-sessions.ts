import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import type { LiveSessionRow } from '../domain/live-session.ts'

const GOING_ON = ['LIVE', 'PAUSED', 'LOST'] as const

/** Queries compare with these values, so that partial indexes serve them. No stored value sorts before them. */
const EARLIEST = new Date(0)
/** Every hash of a token is after it. */
const FIRST_HASH = '!'
const NO_EVENT = ''

/** Live sessions with the progress of each. Lookups by id go to every shard, and return at most one row. */
export const openLiveSessions = (database: Database) => {
  const sessions = collection<LiveSessionRow>(database, {
    name: 'live_sessions',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      sport: 'string',
      visibility: 'string',
      removedFrom: 'string | null?',
      eventId: 'string | null',
      eventStartsAt: 'date | null?',
      status: 'string',
      startedAt: 'date',
      endedAt: 'date | null',
      heardAt: 'date',
      pauses: 'array',
      progress: 'object | null',
      wayRevision: 'number | null',
      late: 'object | null?',
      link: 'object | null',
      stage: 'string',
      activityId: 'string | null',
      lookAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['link', 'late'] } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // startLiveSession, Viewer.liveSession and Viewer.outNow: the sessions of athletes that are still going on. Replay: the one that became an activity.
      { keys: { athleteId: 1, status: 1 } },
      // Query.liveSession by the token of a share link.
      { keys: { 'link.tokenHash': 1 }, name: 'linkTokens', only: { 'link.tokenHash': { $gte: FIRST_HASH } } },
      // ClubEvent.live: those that were started for an event. recount-races: the same, page by page.
      { keys: { eventId: 1, _id: 1 }, only: { eventId: { $gt: NO_EVENT } } },
      // measure-races: the session of an event that became an activity.
      { keys: { activityId: 1 }, name: 'activitiesOfEvents', only: { eventId: { $gt: NO_EVENT } } },
      // tend-live-sessions: those that are due for a look.
      { keys: { lookAt: 1 }, only: { lookAt: { $gt: EARLIEST } } },
    ],
    // It was unique, which a sharded cluster refuses. Tokens are random, so nothing is lost with it.
    migrations: {
      dropUniqueLinks: { phase: 'contract', dropIndex: 'links' },
      // The one with the id too serves what it served.
      dropEventIds: { phase: 'contract', dropIndex: 'eventId_1' },
    },
  })

  return {
    async get(id: string, tx?: Tx): Promise<LiveSessionRow | null> {
      return sessions.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<readonly LiveSessionRow[]> {
      return sessions.many({ _id: { $in: ids } })
    },
    /** Returns the session that an activity was made of. */
    async ofActivity(athleteId: string, activityId: string): Promise<LiveSessionRow | null> {
      return sessions.one({ athleteId, status: 'ENDED', activityId })
    },
    /** Returns the session of an event that became an activity. Of several the first. */
    async ofEventActivity(athleteId: string, activityId: string): Promise<LiveSessionRow | null> {
      return sessions.one({ athleteId, activityId, eventId: { $gt: NO_EVENT } }, { sort: { _id: 1 } })
    },
    /** Returns a page of the sessions of an event that began within a time and have become activities. */
    async racedOf(
      { eventId, from, until, afterId }: { eventId: string; from: Date; until: Date; afterId: string | null },
      limit: number,
    ): Promise<readonly LiveSessionRow[]> {
      const filter = { eventId, _id: { $gt: afterId ?? '' }, startedAt: { $gte: from, $lt: until }, activityId: { $gt: '' } }
      return sessions.many(filter, { sort: { _id: 1 }, limit })
    },
    async byTokenHash(tokenHash: string): Promise<LiveSessionRow | null> {
      return sessions.one({ 'link.tokenHash': tokenHash })
    },
    /** Returns an athlete's sessions that have not ended. */
    async goingOn(athleteId: string, tx: Tx): Promise<readonly LiveSessionRow[]> {
      return sessions.many({ athleteId, status: { $in: GOING_ON } }, { tx })
    },
    /** Returns the sessions of some athletes that have not ended, the last started first. */
    async goingOnOf(athleteIds: readonly string[], limit: number): Promise<readonly LiveSessionRow[]> {
      if (athleteIds.length === 0) return []
      return sessions.many({ athleteId: { $in: athleteIds }, status: { $in: GOING_ON } }, { sort: { startedAt: -1 }, limit })
    },
    /**
     * Returns the ids of the sessions that were started for each event, those with the longest distance first. For the events in `whole`
     * these include sessions that have ended since the event began, of those that were started from when on each says; for those in `others`
     * they do not.
     */
    async farthestOf(
      whole: readonly { readonly eventId: string; readonly from: Date; readonly startsAt: Date }[],
      others: readonly string[],
      limit: number,
    ): Promise<ReadonlyMap<string, readonly string[]>> {
      const ofWhole = whole.map(({ eventId, from, startsAt }) => ({
        eventId,
        startedAt: { $gte: from },
        $or: [{ endedAt: null }, { endedAt: { $gt: startsAt } }],
      }))
      const rows = await sessions.aggregate<{ readonly _id: string; readonly ids: readonly string[] }>([
        { $match: { $or: [...ofWhole, { eventId: { $in: others }, status: { $in: GOING_ON } }] } },
        // The same as liveDistanceMeters of progress, without what came before the start of the event.
        {
          $project: {
            eventId: 1,
            meters: {
              $subtract: [
                { $ifNull: ['$progress.device.meters', '$progress.placesMeters', 0] },
                { $ifNull: ['$progress.mark.meters', 0] },
              ],
            },
          },
        },
        { $sort: { meters: -1, _id: 1 } },
        { $group: { _id: '$eventId', ids: { $push: '$_id' } } },
        { $project: { ids: { $slice: ['$ids', limit] } } },
      ])
      return new Map(rows.map(({ _id, ids }) => [_id, ids]))
    },
    async insert(row: LiveSessionRow, tx: Tx): Promise<void> {
      await sessions.insert([row], tx)
    },
    /** Writes the next revision of a row. Throws when somebody else has written it, which inside a transaction means a bug. */
    async replace(row: LiveSessionRow, tx: Tx): Promise<void> {
      await replaceRevision(sessions, row, tx)
    },
    async due(now: Date, limit: number): Promise<readonly LiveSessionRow[]> {
      return sessions.many({ lookAt: { $gt: EARLIEST, $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
  }
}

export type LiveSessions = ReturnType<typeof openLiveSessions>
