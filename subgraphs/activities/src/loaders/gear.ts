import { byIdLoader } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { ActivityRow } from '../domain/activity.ts'
import type { GearRow } from '../domain/gear.ts'
import type { Services } from '../services.ts'
import type { ViewerLoaders } from './viewer.ts'

/** Loads bikes and shoes, and their distances as far as the viewer may know them. */
export const makeGearLoaders = ({ stores }: Services, viewerId: string | null, { visibilities }: ViewerLoaders) => {
  const gearRow = byIdLoader(stores.gear.many)
  /**
   * The distance of gear in the activities that the viewer may see. Null where there are none, or where the owner's profile is
   * hidden.
   */
  const gearDistance = new DataLoader<GearRow, number | null, string>(
    async (rows) => {
      const sums = await stores.activities.onGear(rows.map(({ _id }) => _id))
      return Promise.all(
        rows.map(async ({ _id, athleteId }) => {
          const visible = (await visibilities(athleteId)) ?? []
          const seen = sums.filter(({ gearId, visibility }) => gearId === _id && visible.includes(visibility))
          if (seen.length === 0) return null
          const isOwn = athleteId === viewerId
          return seen.reduce((sum, { distanceMeters, shownMeters }) => sum + (isOwn ? distanceMeters : shownMeters), 0)
        }),
      )
    },
    { cacheKeyFn: ({ _id }) => _id },
  )
  /** Gear that the viewer may see; null for other gear and for what does not exist. */
  const gear = async (id: string): Promise<GearRow | null> => {
    const row = await gearRow.load(id)
    return row && (row.athleteId === viewerId || (await gearDistance.load(row)) !== null) ? row : null
  }
  /** The gear of an activity that the viewer may see. */
  const gearOf = async ({ gearId, athleteId }: ActivityRow): Promise<GearRow | null> =>
    gearId && (await visibilities(athleteId)) !== null ? gearRow.load(gearId) : null

  return { gear, gearOf, gearDistance }
}
