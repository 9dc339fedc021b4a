import type { EventData } from '@gruppetto/events'
import { collection, type Database } from '@gruppetto/runtime'
import { openProjection } from './projection.ts'

/** The projection of a photo: the data of the last photo.changed. */
export interface PhotoRow extends Omit<EventData<'photo.changed'>, 'photoId' | 'createdAtMs' | 'at'> {
  readonly _id: string
  readonly createdAt: Date
}

export const openPhotos = (database: Database) => {
  const photos = collection<PhotoRow>(database, {
    name: 'relations_photos',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      status: 'string',
      failure: 'string | null',
      width: 'number | null',
      height: 'number | null',
      caption: 'string | null',
      createdAt: 'date',
      removed: 'boolean?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what athletes exports' } },
  })
  return openProjection(photos)
}

export type Photos = ReturnType<typeof openPhotos>
