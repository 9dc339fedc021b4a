import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The last that was told of an athlete's streak: that it ends with a day, or that this is over. Which of the two holds depends on which is the last. */
export interface StreakNewsRow {
  /** The athlete's id. */
  readonly _id: string
  readonly revision: number
}

export const openStreakNews = (database: Database) =>
  openProjection(
    collection<StreakNewsRow>(database, {
      name: 'streak_news',
      fields: { _id: 'string', revision: 'number' },
      athletes: { ids: { _id: 'delete' }, exported: { not: 'the notifications are exported' } },
    }),
  )

export type StreakNews = ReturnType<typeof openStreakNews>
