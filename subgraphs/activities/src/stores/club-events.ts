import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

/** What live sessions need of a club's event: the last club-event.changed. */
export interface ClubEventRow {
  readonly _id: string
  readonly clubId: string
  readonly revision: number
  /** False where the club's members alone know of it. */
  readonly isPublic: boolean
  readonly isVirtual: boolean
  readonly cancelled: boolean
  readonly startsAtMs: number
  readonly overAtMs: number
}

/** Events of clubs, as clubs has them. Shard key: _id, hashed. */
export const openClubEvents = (database: Database) => {
  const schema = rowSchema<ClubEventRow>(
    {
      _id: String,
      clubId: { type: String, required: true },
      revision: { type: Number, required: true },
      isPublic: { type: Boolean, required: true },
      isVirtual: { type: Boolean, required: true },
      cancelled: { type: Boolean, required: true },
      startsAtMs: { type: Number, required: true },
      overAtMs: { type: Number, required: true },
    },
    { collection: 'club_events', versionKey: false },
  )
  return openProjection(database.connection.model<ClubEventRow>('ClubEvent', schema))
}

export type ClubEvents = ReturnType<typeof openClubEvents>
