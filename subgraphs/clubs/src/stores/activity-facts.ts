import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type ActivityFact, KEPT_DAYS } from '../domain/scoring.ts'

interface StoredFact extends ActivityFact {
  readonly expiresAt: Date
}

const DAY_MS = 24 * 3600 * 1000
const KEPT_MS = KEPT_DAYS * DAY_MS

/** No time zone is farther from UTC. */
const ZONE_MS = 14 * 3600 * 1000

/** More activities than this do not make the sports of an athlete clearer. */
const SPORTS_READ = 200

/** The last known states of recent activities. Deleted ones stay, for their revision. */
export const openActivityFacts = (database: Database) => {
  const facts = collection<StoredFact>(database, {
    name: 'activity_facts',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      deleted: 'boolean',
      visibility: 'string',
      sport: 'string',
      startedAt: 'date',
      day: 'string?',
      isManual: 'boolean?',
      endedAt: 'date',
      distanceMeters: 'number',
      movingSeconds: 'number',
      elevationGainMeters: 'number',
      sharedLoad: 'number?',
      wholeMeters: 'number?',
      wholeSeconds: 'number?',
      hasTrack: 'boolean?',
      trackRevision: 'number?',
      heldOut: 'array?',
      verdicts: 'object?',
      expiresAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    shardKey: { athleteId: 1 },
    renamed: { startedAtMs: 'startedAt', endedAtMs: 'endedAt' },
    indexes: [
      // What an athlete did inside a challenge's window, when joining.
      { keys: { athleteId: 1, startedAt: 1 } },
      // Deletes facts that are too old for any challenge.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    async get(activityId: string, tx: Tx): Promise<ActivityFact | null> {
      return facts.one({ _id: activityId }, { tx })
    },
    /** Returns the revision of the track that the activity's own event told of; -1 when it told of none. */
    async trackRevision(activityId: string): Promise<number> {
      const fact = await facts.one<Pick<ActivityFact, 'trackRevision'>>({ _id: activityId }, { fields: { trackRevision: 1 } })
      return fact?.trackRevision ?? -1
    },
    async many(activityIds: readonly string[]): Promise<ReadonlyMap<string, ActivityFact>> {
      return facts.byId(activityIds)
    },
    putAtCommit(fact: ActivityFact, nowMs: number, tx: Tx): void {
      facts.putAtCommit([{ ...fact, expiresAt: new Date(Math.max(nowMs, fact.startedAt.getTime()) + KEPT_MS) }], tx)
    },
    /** What some athletes did from a day to another where it was recorded, and a little more. */
    async ofDays(athleteIds: readonly string[], from: string, to: string, tx: Tx): Promise<readonly ActivityFact[]> {
      if (athleteIds.length === 0) return []
      const since = new Date(Date.parse(from) - ZONE_MS)
      const before = new Date(Date.parse(to) + DAY_MS + ZONE_MS)
      return facts.many({ athleteId: { $in: athleteIds }, startedAt: { $gte: since, $lt: before } }, { tx })
    },
    /** The sports of an athlete's activities since then. */
    async sportsSince(athleteId: string, since: Date): Promise<ReadonlySet<string>> {
      const rows = await facts.many<Pick<ActivityFact, 'sport'>>(
        { athleteId, startedAt: { $gte: since }, deleted: false },
        { fields: { sport: 1 }, sort: { startedAt: -1 }, limit: SPORTS_READ },
      )
      return new Set(rows.map(({ sport }) => sport))
    },
    async inWindow(athleteId: string, from: Date, before: Date, tx: Tx): Promise<readonly ActivityFact[]> {
      return facts.many({ athleteId, startedAt: { $gte: from, $lt: before } }, { tx })
    },
  }
}

export type ActivityFacts = ReturnType<typeof openActivityFacts>
