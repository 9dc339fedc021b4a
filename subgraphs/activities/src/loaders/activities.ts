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
    const rows = await stores.activities.many(ids)
    // Those of one athlete share them.
    const [betweens, rules] = await Promise.all([
      Promise.all(rows.map(({ athleteId }) => relation.load(athleteId))),
      Promise.all(rows.map(({ athleteId }) => privacy.load(athleteId))),
    ])
    const shown = new Map<string, ShownActivity>()
    for (const [index, row] of rows.entries()) {
      const [between, rulesOfOwner] = [betweens[index], rules[index]]
      if (between === undefined || rulesOfOwner === undefined || !maySeeActivity(row.visibility, between)) continue
      shown.set(row._id, showActivity(row, viewerId, rulesOfOwner))
    }
    return ids.map((id) => shown.get(id) ?? null)
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
