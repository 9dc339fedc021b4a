import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CheerDayRow } from '../domain/cheer-day.ts'

/** A day that counts, and whose it is. */
export type CountedCheerDay = Pick<CheerDayRow, 'athleteId' | 'day'>

/** The days on which athletes cheered others on, also of those who are in no club: who joins brings what they did before. */
export const openCheerDays = (database: Database) => {
  const days = collection<CheerDayRow>(database, {
    name: 'cheer_days',
    fields: { _id: 'string', athleteId: 'string', day: 'string', cheerIds: 'array', counts: 'boolean', expiresAt: 'date' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'counted from the same cheers as what athletes exports' } },
    shardKey: { athleteId: 1 },
    indexes: [
      // The days that count in a goal of a club.
      { keys: { athleteId: 1, counts: 1, day: 1 } },
      // Deletes days that are too old for any goal.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    async get({ _id, athleteId }: CheerDayRow, tx: Tx): Promise<CheerDayRow | null> {
      return days.one({ _id, athleteId }, { tx })
    },
    async put(row: CheerDayRow, tx: Tx): Promise<void> {
      await days.put([row], tx)
    },
    /** The days of some athletes that count, from a day to another, both included. */
    async counted(athleteIds: readonly string[], from: string, to: string, tx: Tx): Promise<readonly CountedCheerDay[]> {
      if (athleteIds.length === 0) return []
      const where = { athleteId: { $in: athleteIds }, counts: true, day: { $gte: from, $lte: to } }
      return days.many<CountedCheerDay>(where, { fields: { athleteId: 1, day: 1 }, tx })
    },
  }
}
