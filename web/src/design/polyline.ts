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

export interface Drawing {
  readonly path: string
  readonly start: readonly [x: number, y: number]
  readonly end: readonly [x: number, y: number]
}

/** How many points a picture may have: more than a screen has pixels across is not seen. */
const MOST_POINTS = 400
const MERCATOR_MOST = 85

const mercatorOf = ([latitude, longitude]: Point): readonly [number, number] => {
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

/** Fits a route into a picture of this size, north up, as Mercator draws it. Returns null for fewer than two points. */
export const drawingOf = (points: readonly Point[], width: number, height: number, margin: number): Drawing | null => {
  if (points.length < 2) return null
  const every = Math.ceil(points.length / MOST_POINTS)
  const kept = points.filter((_point, index) => index % every === 0 || index === points.length - 1)
  const flat = unwrapped(kept).map(mercatorOf)
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)]
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  // About twenty metres: what stands still is a point in the middle, not a scribble over the whole picture.
  const least = 0.0002
  const scale = Math.min(
    (width - 2 * margin) / Math.max(east - west, least),
    (height - 2 * margin) / Math.max(north - south, least),
  )
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [
    Math.round((width / 2 + (x - (west + east) / 2) * scale) * 10) / 10,
    Math.round((height / 2 - (y - (south + north) / 2) * scale) * 10) / 10,
  ]
  const places = flat.map(place)
  const [start, end] = [places[0], places.at(-1)]
  if (start === undefined || end === undefined) return null
  return { path: `M${places.map(([x, y]) => `${x} ${y}`).join('L')}`, start, end }
}
