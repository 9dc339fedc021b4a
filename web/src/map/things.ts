import type { Feature, FeatureCollection } from 'geojson'
import { type Point, pointsOf } from '../design/polyline.ts'
import { lineOf, lngLatOf, ringAround } from './geo.ts'

export type Tone = 'pine' | 'ember' | 'gold' | 'ink'

export interface MapLine {
  readonly id: string
  /** Google's encoded polyline, or points. */
  readonly of: string | readonly Point[]
  readonly tone?: Tone
  /** For each point a value from 0 to 1 that says its colour, or null where it is not known: the line is coloured by it. */
  readonly heat?: readonly (number | null)[]
  /** In pixels; 4 where nothing is said. */
  readonly width?: number
  readonly opacity?: number
}

/** The places that are at most so many metres away from one. */
export interface MapCircle {
  readonly id: string
  readonly around: Point
  readonly radiusMeters: number
  readonly tone?: Tone
}

export interface MapSpot {
  readonly id: string
  readonly at: Point
  readonly tone?: Tone
  /** In pixels; 7 where nothing is said. */
  readonly radius?: number
  readonly text?: string
}

/** A cell of a map that shows how much there is of something. */
export interface MapCell {
  /** Its corners, as Google's encoded polyline. */
  readonly outline: string
  /** From 0, a little, to 1. */
  readonly heat: number
}

export interface Things {
  readonly cells?: readonly MapCell[]
  readonly lines?: readonly MapLine[]
  readonly circles?: readonly MapCircle[]
  readonly spots?: readonly MapSpot[]
}

/** So many colours are told apart; a stretch of one colour is one line. */
const STEPS = 24

const lineString = (coordinates: number[][], properties: object): Feature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: { ...properties },
})

/** Cuts a line where its colour changes. What is not known has the plain colour. */
const stretchesOf = ({ id, of, tone, heat, width, opacity }: MapLine): Feature[] => {
  const line = lineOf(typeof of === 'string' ? pointsOf(of) : of)
  const own = {
    id,
    tone: tone ?? 'pine',
    ...(width === undefined ? {} : { width }),
    ...(opacity === undefined ? {} : { opacity }),
  }
  if (line.length < 2) return []
  if (heat === undefined) return [lineString(line, own)]
  const features: Feature[] = []
  const stepAt = (index: number): number | null => {
    const value = heat[index]
    return value == null ? null : Math.round(Math.min(1, Math.max(0, value)) * STEPS)
  }
  let from = 0
  for (let index = 1; index < line.length; index += 1) {
    const step = stepAt(from)
    if (index < line.length - 1 && stepAt(index) === step) continue
    features.push(lineString(line.slice(from, index + 1), step === null ? own : { ...own, heat: step / STEPS }))
    from = index
  }
  return features
}

/** A ring begins and ends at the same place. */
const closed = (corners: number[][]): number[][] => [...corners, ...corners.slice(0, 1)]

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/** What a screen puts on the map, as GeoJSON for each of its sources. */
export const sourcesOf = ({ cells = [], lines = [], circles = [], spots = [] }: Things) => ({
  cells: collection(
    cells.map(({ outline, heat }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [closed(lineOf(pointsOf(outline)))] },
      properties: { heat },
    })),
  ),
  lines: collection(lines.flatMap(stretchesOf)),
  circles: collection(
    circles.map(({ id, around, radiusMeters, tone }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ringAround(around, radiusMeters)] },
      properties: { id, tone: tone ?? 'pine' },
    })),
  ),
  spots: collection(spots.map(({ at, ...properties }) => spotOf(at, properties))),
})

const spotOf = (at: Point, properties: object = {}): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: lngLatOf(at) },
  properties: { ...properties },
})
