import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { StreakRow } from '../domain/streaks/streak.ts'

/** A streak that has to be looked at. */
export type DueStreak = Pick<StreakRow, '_id'> & { readonly dueAt: Date }

/** The streaks of athletes. */
export const openStreaks = (database: Database) => {
  const streaks = collection<StreakRow>(database, {
    name: 'streaks',
    fields: {
      _id: 'string',
      timeZone: 'string',
      freezes: 'array',
      automaticFreezes: 'boolean',
      pauses: 'array',
      views: 'object',
      eveningSeen: 'string | null',
      nightSeen: 'string | null',
      dueAt: 'date | null',
    },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
    indexes: [
      // The job tend-streaks. Only streaks that can end are in the index.
      { keys: { dueAt: 1, _id: 1 }, only: { dueAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async get(athleteId: string, tx?: Tx): Promise<StreakRow | null> {
      return streaks.one({ _id: athleteId }, { tx })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, StreakRow>> {
      return streaks.byId(athleteIds)
    },
    async put(row: StreakRow, tx: Tx): Promise<void> {
      await streaks.put([row], tx)
    },
    /** Returns the streaks that were due until an instant, the longest due first, after a place. */
    async due(until: Date, after: DueStreak | null, limit: number): Promise<readonly DueStreak[]> {
      const since = after === null ? { dueAt: { $gt: new Date(0), $lte: until } } : behindDue(after, until)
      return streaks.many<DueStreak>(since, { fields: { dueAt: 1 }, sort: { dueAt: 1, _id: 1 }, limit })
    },
  }
}

const behindDue = ({ dueAt, _id }: DueStreak, until: Date) => ({
  $or: [{ dueAt: { $gt: dueAt, $lte: until } }, { dueAt, _id: { $gt: _id } }],
})

export type Streaks = ReturnType<typeof openStreaks>
