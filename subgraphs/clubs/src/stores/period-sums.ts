import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PeriodSumsRow, SummedActivity, SumsChange } from '../domain/period-sums.ts'
import type { CountedDays } from '../domain/personal-goal.ts'

/** What an athlete has done in each sport, week, month and year, and in all; and the activities as they were added to it. */
export const openPeriodSums = (database: Database) => {
  const sums = collection<PeriodSumsRow>(database, {
    name: 'period_sums',
    fields: { _id: 'string', athleteId: 'string', sums: 'object' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'sums of the activities' } },
  })
  const summed = collection<SummedActivity>(database, {
    name: 'summed_activities',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      deleted: 'boolean',
      sport: 'string',
      day: 'string',
      sums: 'object',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'sums of the activities' } },
    // On how many days an athlete was active in a period.
    indexes: [{ keys: { athleteId: 1, day: 1, deleted: 1, sport: 1 } }],
  })
  return {
    async summed(activityId: string, tx: Tx): Promise<SummedActivity | null> {
      return summed.one({ _id: activityId }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, PeriodSumsRow>> {
      return sums.byId(ids)
    },
    /** Returns on how many days an athlete was active in these sports, or in any when none is named. */
    async activeDays(athleteId: string, { sports, start, end }: Pick<CountedDays, 'sports' | 'start' | 'end'>): Promise<number> {
      const ofSports = sports.length === 0 ? {} : { sport: { $in: sports } }
      const [counted] = await summed.aggregate<{ readonly days: number }>([
        { $match: { athleteId, day: { $gte: start, $lte: end }, deleted: false, ...ofSports } },
        { $group: { _id: '$day' } },
        { $count: 'days' },
      ])
      return counted?.days ?? 0
    },
    putSummedAtCommit(activity: SummedActivity, tx: Tx): void {
      summed.putAtCommit([activity], tx)
    },
    async add(changes: readonly SumsChange[], tx: Tx): Promise<void> {
      await sums.writeAll(
        changes.map(({ id, athleteId, add }) => ({
          updateOne: {
            filter: { _id: id },
            update: {
              $inc: Object.fromEntries(Object.entries(add).map(([metric, units]) => [`sums.${metric}`, units])),
              $setOnInsert: { athleteId },
            },
            upsert: true,
          },
        })),
        tx,
      )
    },
  }
}

export type PeriodSums = ReturnType<typeof openPeriodSums>
