import { inPortions, type Tx } from '@gruppetto/runtime'
import { yearOf } from '../domain/days.ts'
import {
  changeAreas,
  type ExploredAreaRow,
  exploredChange,
  freshIn,
  isUnexplored,
  openAreaCount,
  passedOf,
} from '../domain/explored-areas.ts'
import type { Services } from '../services.ts'
import type { TrackRow } from '../stores/activity-tracks.ts'

/** What an athlete has explored, with the years of the tracks that were not counted before. */
export interface ExploredUpdate {
  readonly areas: readonly ExploredAreaRow[]
  readonly years: ReadonlyMap<string, number>
}

/** So many tracks are held at once, however many an athlete has. */
const PORTION = 100

/**
 * Counts all that an athlete has explored from the tracks, save that of one activity. What is held is the cells by area and year, so as much as
 * the places of a life. A track without a year gets that of its activity; one whose activity was deleted meanwhile counts in none.
 */
const countAll = async (
  { stores }: Services,
  athleteId: string,
  { exceptId, tx }: { readonly exceptId?: string; readonly tx?: Tx } = {},
) => {
  const count = openAreaCount(athleteId)
  const years = new Map<string, number>()
  for await (const portion of inPortions(PORTION, stores.activityTracks.ofAthlete(athleteId, PORTION, tx))) {
    const tracks = portion.filter(({ _id }) => _id !== exceptId)
    const uncounted = tracks.filter(({ year }) => year === undefined).map(({ _id }) => _id)
    for (const [id, day] of await stores.activities.daysOf(uncounted, tx)) years.set(id, yearOf(day))
    for (const track of tracks) {
      const passed = passedOf({ ...track, year: track.year ?? years.get(track._id) })
      if (passed !== null) count.add(passed)
    }
  }
  return { count, years }
}

/**
 * Loads what changes when an activity has this track, or none; null where nothing does. The caller holds the athlete's lock, and writes or
 * removes the track in the same transaction.
 */
export const loadExplored = async (
  services: Services,
  { activityId, athleteId }: { readonly activityId: string; readonly athleteId: string },
  after: TrackRow | null,
  tx: Tx,
): Promise<ExploredUpdate | null> => {
  const { exploredAreas, activityTracks } = services.stores
  const before = await activityTracks.whole(activityId, tx)
  const change = exploredChange(before && passedOf(before), after && passedOf(after))
  if (change.areas.length === 0) return null
  const known = await exploredAreas.some(athleteId, change.areas, tx)
  if (known.size === 0 && !(await exploredAreas.areKept(athleteId, tx))) {
    // Who was there before this was kept is counted whole, once.
    const { count, years } = await countAll(services, athleteId, { exceptId: activityId, tx })
    const passed = after && passedOf(after)
    if (passed !== null) count.add(passed)
    return { areas: count.rows(), years }
  }
  const { lost } = change
  const others =
    lost === null || lost.cells.length === 0
      ? new Set<number>()
      : await activityTracks.cellsIn(athleteId, lost.year, activityId, tx)
  return { areas: changeAreas(athleteId, known, change, others), years: new Map() }
}

export const saveExplored = async ({ stores }: Services, { areas, years }: ExploredUpdate, tx: Tx): Promise<void> => {
  const gone = areas.filter(isUnexplored)
  await stores.exploredAreas.remove(
    gone.map(({ _id }) => _id),
    tx,
  )
  stores.exploredAreas.putAtCommit(
    areas.filter((area) => !isUnexplored(area)),
    tx,
  )
  await stores.activityTracks.setYears(years, tx)
}

/** Counts anew what an athlete has explored. */
export const recountExplored = async (services: Services, athleteId: string, tx: Tx): Promise<void> => {
  const { stores } = services
  await stores.athleteLocks.take(athleteId, tx)
  const { count, years } = await countAll(services, athleteId, { tx })
  await stores.exploredAreas.replaceAll(athleteId, count.rows(), tx)
  await stores.activityTracks.setYears(years, tx)
}

/** Returns how many cells an athlete passed in a year for the first time. */
export const countNewCells = async (services: Services, athleteId: string, year: number): Promise<number> => {
  const kept = await services.stores.exploredAreas.freshIn(athleteId, year)
  if (kept !== null) return kept
  return freshIn((await countAll(services, athleteId)).count.rows(), year)
}
