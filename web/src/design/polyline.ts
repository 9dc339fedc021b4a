export type Point = readonly [latitude: number, longitude: number]

/** Reads Google's encoded polyline, precision 5: https://developers.google.com/maps/documentation/utilities/polylinealgorithm */
export const pointsOf = (polyline: string): readonly Point[] => {
  const points: Point[] = []
  let [at, latitude, longitude] = [0, 0, 0]
  const next = (): number => {
    let [value, shift, chunk] = [0, 0, 0]
    do {
      chunk = polyline.charCodeAt(at++) - 63
      value |= (chunk & 31) << shift
      shift += 5
    } while (chunk >= 32 && at < polyline.length)
    return value & 1 ? ~(value >> 1) : value >> 1
  }
  while (at < polyline.length) {
    latitude += next()
    longitude += next()
    points.push([latitude / 1e5, longitude / 1e5])
  }
  return points
}

type Spot = readonly [x: number, y: number]

export interface Drawing {
  readonly path: string
  readonly start: Spot
  readonly end: Spot
  /** Returns where a point on the route, or near it, is in the picture. */
  place(point: Point): Spot
}

/** How many points a picture may have: more than a screen has pixels across is not seen. */
const MOST_POINTS = 400
const MERCATOR_MOST = 85

const mercatorOf = ([latitude, longitude]: Point): Spot => {
  const bound = Math.min(MERCATOR_MOST, Math.max(-MERCATOR_MOST, latitude))
  return [longitude, (Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360)) * 180) / Math.PI]
}

/** Longitudes that go on over the 180th meridian, so that a route that crosses it is one line. */
const unwrapped = (points: readonly Point[]): readonly Point[] => {
  let turn = 0
  return points.map(([latitude, longitude], index) => {
    const before = points[index - 1]
    if (before !== undefined) {
      if (longitude - before[1] > 180) turn -= 360
      if (longitude - before[1] < -180) turn += 360
    }
    return [latitude, longitude + turn]
  })
}

const rounded = (value: number): number => Math.round(value * 10) / 10

/** Returns what fits points of Mercator's plane into a picture of this size, as large as these go, in the middle. */
const fitOf = (flat: readonly Spot[], width: number, height: number, margin: number): ((point: Spot) => Spot) => {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of flat) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  // About twenty metres: what stands still is a point in the middle, not a scribble over the whole picture.
  const least = 0.0002
  const scale = Math.min(
    (width - 2 * margin) / Math.max(east - west, least),
    (height - 2 * margin) / Math.max(north - south, least),
  )
  return ([x, y]) => [
    rounded(width / 2 + (x - (west + east) / 2) * scale),
    rounded(height / 2 - (y - (south + north) / 2) * scale),
  ]
}

const thinned = (points: readonly Point[]): readonly Point[] => {
  const every = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_point, index) => index % every === 0 || index === points.length - 1)
}

/** Fits a route into a picture of this size, north up, as Mercator draws it. Returns null for fewer than two points. */
export const drawingOf = (points: readonly Point[], width: number, height: number, margin: number): Drawing | null => {
  if (points.length < 2) return null
  const kept = unwrapped(thinned(points))
  const flat = kept.map(mercatorOf)
  const fit = fitOf(flat, width, height, margin)
  const places = flat.map(fit)
  const [start, end] = [places[0], places.at(-1)]
  if (start === undefined || end === undefined) return null
  const middle = kept[Math.floor(kept.length / 2)]?.[1] ?? 0
  return {
    path: `M${places.map(([x, y]) => `${x} ${y}`).join('L')}`,
    start,
    end,
    // On the same turn of the globe as the route.
    place: ([latitude, longitude]) => fit(mercatorOf([latitude, longitude + 360 * Math.round((middle - longitude) / 360)])),
  }
}
