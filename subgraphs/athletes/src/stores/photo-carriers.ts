import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** What carries photos, as of its last event. One that is deleted stays, so that an older event does not bring its photos back. */
export interface PhotoCarrierRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly photoIds: readonly string[]
}

export const openPhotoCarriers = (database: Database) =>
  openProjection(
    collection<PhotoCarrierRow>(database, {
      name: 'photo_carriers',
      fields: { _id: 'string', athleteId: 'string', revision: 'number', photoIds: 'array' },
      athletes: { ids: { athleteId: 'delete' }, exported: { not: 'activities and posts are exported with their photos' } },
    }),
  )
