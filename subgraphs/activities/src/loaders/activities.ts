import { inOrderOf, maySeeActivity } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import { type ShownActivity, showActivity } from '../domain/show-activity.ts'
import type { UploadRow } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import type { ViewerLoaders } from './viewer.ts'

/** Loads activities and the uploads they come from. */
export const makeActivityLoaders = ({ stores }: Services, viewerId: string | null, { relation, privacy }: ViewerLoaders) => {
  /** Activities that the viewer may see; null for others and for those that do not exist. */
  const activity = new DataLoader<string, ShownActivity | null>(async (ids) => {
    const rows = inOrderOf(ids, await stores.activities.many(ids))
    return Promise.all(
      rows.map(async (row) => {
        if (row === null) return null
        const [between, rules] = await Promise.all([relation.load(row.athleteId), privacy.load(row.athleteId)])
        return maySeeActivity(row.visibility, between) ? showActivity(row, viewerId, rules) : null
      }),
    )
  })

  /** The viewer's own uploads; null for anyone else's. */
  const upload = new DataLoader<string, UploadRow | null>(async (ids) =>
    viewerId === null
      ? ids.map(() => null)
      : inOrderOf(ids, await stores.uploads.many(ids)).map((row) => (row?.athleteId === viewerId ? row : null)),
  )

  return { activity, upload }
}

export type ActivityLoaders = ReturnType<typeof makeActivityLoaders>
