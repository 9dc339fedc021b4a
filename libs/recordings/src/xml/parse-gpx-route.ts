import { metersAlong } from '../geometry/distance.ts'
import { isOnGlobe, type Position } from '../geometry/polyline.ts'
import { failure, type ParseFailure } from '../parse/parse-result.ts'
import { readXml } from './read-xml.ts'
import { parseNumber } from './values.ts'

/** The points of a way in a GPX file. Their times do not matter. */
export interface GpxRoute {
  readonly ok: true
  readonly positions: readonly Position[]
  /** NaN where none is known. */
  readonly altitudes: Float64Array
}

/** More than any planner writes. */
const MOST_POINTS = 50_000
const MOST_PARTS = 1_000
const MOST_DEPTH = 64

interface Part {
  readonly positions: Position[]
  readonly altitudes: number[]
}

/**
 * Reads the way of a GPX file: the longest of its tracks and routes, the segments of a track joined. A file that breaks off is
 * refused, since half a way leads nowhere. Never throws because of the content. Errors: UNSUPPORTED_FORMAT, CORRUPT_FILE, TOO_LARGE,
 * EMPTY_RECORDING.
 */
export const parseGpxRoute = (text: string): GpxRoute | ParseFailure => {
  const parts: Part[] = []
  let part: Part | null = null
  let inPoint = false
  let isGpx = false
  let points = 0
  let strays = 0
  const end = readXml(new TextEncoder().encode(text), MOST_DEPTH, {
    open(name, attributes) {
      if (name === 'gpx') isGpx = true
      else if (name === 'trk' || name === 'rte') {
        part = { positions: [], altitudes: [] }
        parts.push(part)
      } else if ((name === 'trkpt' || name === 'rtept') && part !== null) {
        const position: Position = [parseNumber(attributes.lat), parseNumber(attributes.lon)]
        points++
        if (!isOnGlobe(position)) strays++
        part.positions.push(position)
        part.altitudes.push(Number.NaN)
        inPoint = true
      }
    },
    close(name, content) {
      if (name === 'trkpt' || name === 'rtept') inPoint = false
      else if (name === 'ele' && inPoint && part !== null) part.altitudes[part.altitudes.length - 1] = parseNumber(content)
      else if (name === 'trk' || name === 'rte') part = null
    },
    done: () => points > MOST_POINTS || parts.length > MOST_PARTS,
  })
  if (end.end === 'STOPPED') return failure('TOO_LARGE', `It has more than ${MOST_POINTS} points or ${MOST_PARTS} tracks.`)
  if (!isGpx) return failure('UNSUPPORTED_FORMAT', 'It is not GPX.')
  if (end.end !== 'DONE') return failure('CORRUPT_FILE', end.reason)
  if (strays > 0) return failure('CORRUPT_FILE', 'A point has no place on the globe.')
  const meters = parts.map(({ positions }) => metersAlong(positions).at(-1) ?? 0)
  const longest = parts[meters.indexOf(Math.max(...meters))]
  if (longest === undefined || longest.positions.length < 2) return failure('EMPTY_RECORDING', 'It has no way of two points.')
  return { ok: true, positions: longest.positions, altitudes: Float64Array.from(longest.altitudes) }
}
