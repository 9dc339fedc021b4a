import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The last that was heard of a badge: that it was awarded, or that it was taken back. A notice says which of the two holds, whichever is heard first. */
export interface BadgeNewsRow {
  /** See achievementId.ofBadge. */
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
}

export const openBadgeNews = (database: Database) =>
  openProjection(
    collection<BadgeNewsRow>(database, {
      name: 'badge_news',
      fields: { _id: 'string', athleteId: 'string', revision: 'number' },
      athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the notifications are exported' } },
    }),
  )

export type BadgeNews = ReturnType<typeof openBadgeNews>
