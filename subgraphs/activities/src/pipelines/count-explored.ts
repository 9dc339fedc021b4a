import type { Tx } from '@gruppetto/runtime'
import { yearOf } from '../domain/days.ts'
import {
  changeAreas,
  countAreas,
  type ExploredAreaRow,
  exploredChange,
  freshIn,
  isUnexplored,
  passedOf,
} from '../domain/explored-areas.ts'
import type { Services } from '../services.ts'
import type { TrackRow } from '../stores/activity-tracks.ts'

interface CountedTrack extends TrackRow {
  readonly year: number
}

/** What an athlete has explored, with the years of the tracks that were not counted before. */
export interface ExploredUpdate {
  readonly areas: readonly ExploredAreaRow[]
  readonly years: ReadonlyMap<string, number>
}

/** Reads all tracks of an athlete, each with the year in which it counts. That of an activity which was deleted meanwhile counts in none. */
const readTracks = async (
  { stores }: Services,
  athleteId: string,
  tx?: Tx,
): Promise<{ readonly tracks: readonly CountedTrack[]; readonly years: ReadonlyMap<string, number> }> => {
  const tracks: TrackRow[] = []
  for await (const track of stores.activityTracks.ofAthlete(athleteId, tx)) tracks.push(track)
  const days = await stores.activities.daysOf(
    tracks.filter(({ year }) => year === undefined).map(({ _id }) => _id),
    tx,
  )
  const years = new Map([...days].map(([id, day]) => [id, yearOf(day)]))
  return {
    tracks: tracks.flatMap((track) => {
      const year = track.year ?? years.get(track._id)
      return year === undefined ? [] : [{ ...track, year }]
    }),
    years,
  }
}

const countTracks = (athleteId: string, tracks: readonly CountedTrack[]): readonly ExploredAreaRow[] =>
  countAreas(
    athleteId,
    tracks.flatMap((track) => passedOf(track) ?? []),
  )

/**
 * Loads what changes when an activity has this track, or none; null where nothing does. The caller holds the athlete's lock, and writes or
 * removes the track in the same transaction.
 */
export const loadExplored = async (
  services: Services,
  { activityId, athleteId }: { readonly activityId: string; readonly athleteId: string },
  after: CountedTrack | null,
  tx: Tx,
): Promise<ExploredUpdate | null> => {
  const { exploredAreas, activityTracks } = services.stores
  const before = await activityTracks.whole(activityId, tx)
  const change = exploredChange(before && passedOf(before), after && passedOf(after))
  if (change.areas.length === 0) return null
  const known = await exploredAreas.some(athleteId, change.areas, tx)
  if (known.size === 0 && !(await exploredAreas.areKept(athleteId, tx))) {
    // Who was there before this was kept is counted whole, once.
    const { tracks, years } = await readTracks(services, athleteId, tx)
    const others = tracks.filter(({ _id }) => _id !== activityId)
    return {
      areas: countTracks(athleteId, after === null ? others : [...others, after]),
      years: new Map([...years].filter(([id]) => id !== activityId)),
    }
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
  const { tracks, years } = await readTracks(services, athleteId, tx)
  await stores.exploredAreas.replaceAll(athleteId, countTracks(athleteId, tracks), tx)
  await stores.activityTracks.setYears(years, tx)
}

/** Returns how many cells an athlete passed in a year for the first time. */
export const countNewCells = async (services: Services, athleteId: string, year: number): Promise<number> => {
  const kept = await services.stores.exploredAreas.freshIn(athleteId, year)
  if (kept !== null) return kept
  return freshIn(countTracks(athleteId, (await readTracks(services, athleteId)).tracks), year)
}
