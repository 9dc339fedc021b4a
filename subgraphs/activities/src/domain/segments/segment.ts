import type { EventData } from '@gruppetto/events'
import { cellsAround, type Position, type SegmentCut, type SportFamily, sportFamily } from '@gruppetto/recordings'
import type { Coordinates, Sport } from '../../generated/resolvers.ts'

/**
 * The activities that can be matched with a segment: those of a similar kind of sport, and on a simulated course only simulated
 * ones, since their positions are not real places.
 */
export type MatchKind = SportFamily | `VIRTUAL_${SportFamily}`

const VIRTUAL_SPORTS: readonly Sport[] = ['VIRTUAL_RIDE', 'VIRTUAL_RUN']

export const matchKind = (sport: Sport): MatchKind => {
  const family = sportFamily(sport)
  return VIRTUAL_SPORTS.includes(sport) ? `VIRTUAL_${family}` : family
}

/** The kinds whose positions are not real places. */
export const VIRTUAL_KINDS: readonly MatchKind[] = VIRTUAL_SPORTS.map(matchKind)

/** A segment without its line. It never changes, except for the counts. */
export interface SegmentRow {
  readonly _id: string
  readonly name: string
  readonly sport: Sport
  readonly kind: MatchKind
  readonly createdById: string
  /** The activity that it was cut from. */
  readonly activityId: string
  readonly distanceMeters: number
  readonly elevationGainMeters: number
  readonly averageGradePercent: number
  readonly start: Coordinates
  readonly end: Coordinates
  /** The tile of its start: see tilesIn. */
  readonly tile: number
  /** The cells of its start and around it: see cellsAround. */
  readonly cells: readonly number[]
  /** The number of efforts that everyone may see. */
  readonly effortCount: number
  readonly athleteCount: number
  readonly createdAt: Date
  /** The last activity from before the segment that has been matched with it; null before the first. */
  readonly matchedUntil: string | null
  /**
   * When recent activities are matched with it once more: by then every activity that was being matched while the segment was
   * made is stored. Null after that.
   */
  readonly lookAt: Date | null
}

/** A segment with its line, in the direction of travel. */
export interface SegmentWithLine extends SegmentRow {
  readonly points: readonly Position[]
}

/** No commit that began before the segment was stored takes longer. */
const LOOK_AGAIN_MS = 60_000

/** Tiles of half a degree are numbered row by row from the south-west. */
const TILE_DEGREES = 0.5
const TILES_AROUND = 360 / TILE_DEGREES

const tileRow = (latitude: number): number => Math.floor((Math.min(latitude, 89.999_999) + 90) / TILE_DEGREES)
const tileColumn = (longitude: number): number => Math.floor(((((longitude + 180) % 360) + 360) % 360) / TILE_DEGREES)

export const tileAt = ({ latitude, longitude }: Coordinates): number => tileRow(latitude) * TILES_AROUND + tileColumn(longitude)

export interface Box {
  readonly south: number
  readonly west: number
  readonly north: number
  /** Less than `west` for a box across the 180th meridian. */
  readonly east: number
}

/** The width of a box, in degrees. */
export const boxWidth = ({ west, east }: Pick<Box, 'west' | 'east'>): number => (east >= west ? east - west : east - west + 360)

/** Returns the tiles that a box touches. */
export const tilesIn = (box: Box): readonly number[] => {
  const columns = new Set<number>()
  const width = boxWidth(box)
  for (let offset = 0; offset < width; offset += TILE_DEGREES) columns.add(tileColumn(box.west + offset))
  columns.add(tileColumn(box.east))
  const tiles: number[] = []
  for (let row = tileRow(box.south); row <= tileRow(box.north); row++)
    for (const column of columns) tiles.push(row * TILES_AROUND + column)
  return tiles
}

interface Made {
  readonly _id: string
  readonly name: string
  readonly sport: Sport
  readonly createdById: string
  readonly activityId: string
  readonly createdAt: Date
}

const place = ([latitude, longitude]: Position): Coordinates => ({ latitude, longitude })

/** Builds a segment from a line that has at least two points. */
export const newSegment = (made: Made, { points, ...measured }: SegmentCut): SegmentWithLine => {
  const nowhere: Position = [0, 0]
  const [first, last] = [points[0] ?? nowhere, points.at(-1) ?? nowhere]
  const start = place(first)
  return {
    ...made,
    ...measured,
    kind: matchKind(made.sport),
    points,
    start,
    end: place(last),
    tile: tileAt(start),
    cells: cellsAround(first),
    effortCount: 0,
    athleteCount: 0,
    matchedUntil: null,
    lookAt: new Date(made.createdAt.getTime() + LOOK_AGAIN_MS),
  }
}

/** The whole state of a segment, as segment.created carries it. */
export const segmentState = (row: SegmentRow, nowMs: number): EventData<'segment.created'> => ({
  segmentId: row._id,
  revision: 1,
  createdById: row.createdById,
  name: row.name,
  sport: row.sport,
  distanceMeters: row.distanceMeters,
  at: nowMs,
})
