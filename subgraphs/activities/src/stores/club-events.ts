import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The fields of a club's event that live sessions need, from the last club-event.changed. */
export interface ClubEventRow {
  readonly _id: string
  readonly clubId: string
  readonly revision: number
  /** False where only the club's members know of it. */
  readonly isPublic: boolean
  readonly isVirtual: boolean
  readonly cancelled: boolean
  /** Absent in rows of earlier releases, which are single events. */
  readonly isSeries?: boolean
  readonly startsAt: Date
  readonly overAt: Date
}

/** A projection of the events of clubs. */
export const openClubEvents = (database: Database) =>
  openProjection(
    collection<ClubEventRow>(database, {
      name: 'club_events',
      fields: {
        _id: 'string',
        clubId: 'string',
        revision: 'number',
        isPublic: 'boolean',
        isVirtual: 'boolean',
        cancelled: 'boolean',
        isSeries: 'boolean?',
        startsAt: 'date',
        overAt: 'date',
      },
      athletes: { none: 'events of clubs without their creators' },
      renamed: { startsAtMs: 'startsAt', overAtMs: 'overAt' },
    }),
  )

export type ClubEvents = ReturnType<typeof openClubEvents>
