import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** Whether an athlete has privacy zones, as the last athlete.privacy-changed says. */
export interface ZonedAthleteRow {
  /** The athlete's id. */
  readonly _id: string
  readonly revision: number
  readonly hasZones: boolean
}

/** Whose activities count as others are told of them. Shard key: _id, hashed. */
export const openZonedAthletes = (database: Database) => {
  const schema = new Schema<ZonedAthleteRow>(
    { _id: String, revision: { type: Number, required: true }, hasZones: { type: Boolean, required: true } },
    { collection: 'zoned_athletes', versionKey: false },
  )
  return openProjection(database.connection.model<ZonedAthleteRow>('ZonedAthlete', schema))
}
