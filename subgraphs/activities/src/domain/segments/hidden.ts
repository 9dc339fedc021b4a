import { haversineMeters, type Position, type PrivacyRules } from '@gruppetto/recordings'

/** The rules about the places that an athlete hides. */
export type PlaceRules = PrivacyRules

/** An athlete on a segment is within this distance of its line. */
const CORRIDOR_METERS = 30

/**
 * Tells whether any part of an effort may be hidden from others: near either end of the activity, or in a zone. The athlete was
 * within the corridor of the segment's line, so a zone that comes that near hides the effort. This never hides less than the
 * samples would, and no samples are read.
 */
export const isHidden = (
  { fromStartMeters, toEndMeters }: { readonly fromStartMeters: number; readonly toEndMeters: number },
  line: readonly Position[],
  { hideStartEndMeters, zones }: PlaceRules,
): boolean =>
  fromStartMeters < hideStartEndMeters ||
  toEndMeters < hideStartEndMeters ||
  zones.some(({ latitude, longitude, radiusMeters }) => comesWithin(line, [latitude, longitude], radiusMeters + CORRIDOR_METERS))

const DEGREE = Math.PI / 180

/** Tells whether a line comes within so many metres of a place. */
const comesWithin = (line: readonly Position[], place: Position, meters: number): boolean => {
  const narrow = Math.cos(place[0] * DEGREE)
  const flat = ([latitude, longitude]: Position): readonly [number, number] => [
    (((longitude - place[1] + 540) % 360) - 180) * narrow,
    latitude - place[0],
  ]
  return line.some((to, index) => {
    const from = line[index - 1]
    if (from === undefined) return haversineMeters(to[0], to[1], place[0], place[1]) <= meters
    const [[ax, ay], [bx, by]] = [flat(from), flat(to)]
    const square = (bx - ax) ** 2 + (by - ay) ** 2
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / square))
    const nearest: Position = [from[0] + share * (to[0] - from[0]), from[1] + share * wrapped(to[1] - from[1])]
    return haversineMeters(nearest[0], nearest[1], place[0], place[1]) <= meters
  })
}

const wrapped = (degrees: number): number => ((degrees + 540) % 360) - 180
