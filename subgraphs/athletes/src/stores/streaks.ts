import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { StreakRow } from '../domain/streaks/streak.ts'

/** A streak that has to be looked at. */
export type DueStreak = Pick<StreakRow, '_id'> & { readonly dueAt: Date }

const LONGEST_DUE_FIRST = { dueAt: 1, _id: 1 } as const

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
      reminder: 'object?',
      silenceSeen: 'string?',
      dueAt: 'date | null',
    },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
    indexes: [
      // The job tend-streaks. Only athletes whom somebody has to look at are in the index.
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
      return streaks.many<DueStreak>(
        { dueAt: { $gt: new Date(0), $lte: until }, ...behind(LONGEST_DUE_FIRST, after) },
        { fields: { dueAt: 1 }, sort: LONGEST_DUE_FIRST, limit },
      )
    },
  }
}

export type Streaks = ReturnType<typeof openStreaks>
