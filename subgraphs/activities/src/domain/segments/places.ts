import type { CursorKey } from '@gruppetto/graph'

/** The place of one athlete on a board. The fastest comes first, of equal ones the earlier, then by id. */
export interface Place {
  readonly athleteId: string
  readonly effortId: string
  readonly seconds: number
  readonly atMs: number
}

export const PLACE_CURSOR = ['number', 'number', 'string'] as const

type Spot = Pick<Place, 'seconds' | 'atMs' | 'athleteId'>

export const cursorOfPlace = ({ seconds, atMs, athleteId }: Spot): CursorKey => [seconds, atMs, athleteId]

export const spotOfCursor = ([seconds, atMs, athleteId]: CursorKey): Spot => ({
  seconds: Number(seconds),
  atMs: Number(atMs),
  athleteId: String(athleteId),
})

/** Negative when `a` comes before `b`. */
export const comparePlaces = (a: Spot, b: Spot): number =>
  a.seconds - b.seconds || a.atMs - b.atMs || (a.athleteId < b.athleteId ? -1 : a.athleteId > b.athleteId ? 1 : 0)

/** Merges two ordered lists of different athletes. */
export const mergePlaces = (a: readonly Place[], b: readonly Place[]): readonly Place[] => [...a, ...b].sort(comparePlaces)
