import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** What carries photos: activities, posts and clubs, as of their last event. */
export interface PhotoCarrierRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly photoIds: readonly string[]
}

/** More things that carry one photo are not looked at. */
const MOST_CARRIERS = 50

export const openPhotoCarriers = (database: Database) => {
  const carriers = collection<PhotoCarrierRow>(database, {
    name: 'photo_carriers',
    fields: { _id: 'string', athleteId: 'string', revision: 'number', photoIds: 'array' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'activities and posts are exported with their photos' } },
    indexes: [
      // report: what shows a photo.
      { keys: { photoIds: 1 } },
    ],
  })
  return {
    ...openProjection(carriers),
    async idsOf(photoId: string): Promise<readonly string[]> {
      return (await carriers.many({ photoIds: photoId }, { limit: MOST_CARRIERS })).map(({ _id }) => _id)
    },
  }
}

export type PhotoCarriers = ReturnType<typeof openPhotoCarriers>
