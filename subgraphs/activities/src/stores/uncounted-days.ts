import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'

/** A revision of an activity that the sums of its day do not have yet. */
export interface UncountedDayRow {
  /** `<activityId>:<revision>` */
  readonly _id: string
  readonly athleteId: string
  readonly activityId: string
  readonly revision: number
  readonly day: string
}

type CountedActivity = Pick<UncountedDayRow, 'activityId' | 'athleteId'> & { readonly revision: number | null }

const markOf = (row: ActivityRow): UncountedDayRow => ({
  _id: `${row._id}:${row.revision}`,
  athleteId: row.athleteId,
  activityId: row._id,
  revision: row.revision,
  day: dayOf(row),
})

/**
 * What the sums of days do not have yet. A row commits with the change of the activity and goes when its day has been counted again,
 * so a reader knows which days to add up from the activities.
 */
export const openUncountedDays = (database: Database) => {
  const uncountedDays = collection<UncountedDayRow>(database, {
    name: 'uncounted_days',
    fields: { _id: 'string', athleteId: 'string', activityId: 'string', revision: 'number', day: 'string' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the activities are exported' } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Athlete.eddington and totals: those of an athlete. Counting: those of an activity up to a revision.
      { keys: { athleteId: 1, activityId: 1, revision: 1 } },
    ],
  })
  return {
    async mark(row: ActivityRow, tx: Tx): Promise<void> {
      await uncountedDays.insert([markOf(row)], tx)
    },
    markAtCommit(rows: readonly ActivityRow[], tx: Tx): void {
      uncountedDays.insertAtCommit(rows.map(markOf), tx)
    },
    async some(athleteIds: readonly string[], limit: number): Promise<readonly UncountedDayRow[]> {
      return uncountedDays.many({ athleteId: { $in: athleteIds } }, { limit })
    },
    /** Forgets what was counted of an activity; `revision` is the one that was read, and null for an activity that is deleted. */
    async forget({ activityId, athleteId, revision }: CountedActivity, tx: Tx): Promise<void> {
      await uncountedDays.deleteMany({ athleteId, activityId, ...(revision !== null && { revision: { $lte: revision } }) }, tx)
    },
  }
}

export type UncountedDays = ReturnType<typeof openUncountedDays>
