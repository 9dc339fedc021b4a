import { EARTH_RADIUS_METERS, haversineMeters, visibleRanges } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { type Circle, circleAround, OFFSET_MAX_METERS, type Place } from '../domain/privacy-circle.ts'
import { zoneRandom } from './zone-random.ts'

const SECRET = 'a secret of the platform, thirty-two characters or more'
const DEGREE = (EARTH_RADIUS_METERS * Math.PI) / 180

/** Returns a generator of pseudorandom numbers that are the same in every run (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Point {
  readonly east: number
  readonly north: number
}

const pointOf = (origin: Place, { latitude, longitude }: Place): Point => ({
  east: (longitude - origin.longitude) * DEGREE * Math.cos((origin.latitude * Math.PI) / 180),
  north: (latitude - origin.latitude) * DEGREE,
})
const placeOf = (origin: Place, { east, north }: Point): Place => ({
  latitude: origin.latitude + north / DEGREE,
  longitude: origin.longitude + east / (DEGREE * Math.cos((origin.latitude * Math.PI) / 180)),
})
const metersApart = (a: Place, b: Place) => haversineMeters(a.latitude, a.longitude, b.latitude, b.longitude)

/** Returns the first (or last) visible point of an activity that begins (or ends) at `home` and follows a winding route. */
const cutEnd = (home: Place, circle: Circle, course: number, isReturn: boolean, random: () => number): Place => {
  const speed = 2 + 6 * random()
  const route: Place[] = []
  for (let seconds = 0, east = 0, north = 0, heading = course; route.length === 0 || seconds < 900; seconds += 1) {
    route.push(placeOf(home, { east, north }))
    heading += (random() - 0.5) * 0.3
    east += speed * Math.sin(heading)
    north += speed * Math.cos(heading)
  }
  if (isReturn) route.reverse()
  const columns = {
    timeSeconds: Float64Array.from(route.keys()),
    latitude: Float64Array.from(route, ({ latitude }) => latitude),
    longitude: Float64Array.from(route, ({ longitude }) => longitude),
  }
  const ranges = visibleRanges(columns, { hideStartEndMeters: 0, zones: [circle] })
  const end = route[(isReturn ? ranges.at(-1)?.last : ranges[0]?.first) ?? -1]
  if (end === undefined) throw new Error('nothing of the activity is visible')
  return end
}

/** Fits a circle to points by least squares (Kasa 1976): x^2 + y^2 = 2ax + 2by + c, from the normal equations about the mean. */
const fitCircle = (points: readonly Point[]): { readonly center: Point; readonly radiusMeters: number } => {
  const count = points.length
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / count
  const [mx, my] = [mean(({ east }) => east), mean(({ north }) => north)]
  const about = points.map(({ east, north }) => ({ u: east - mx, v: north - my }))
  const sum = (of: (u: number, v: number) => number) => about.reduce((total, { u, v }) => total + of(u, v), 0)
  const [uu, uv, vv] = [sum((u) => u * u), sum((u, v) => u * v), sum((_, v) => v * v)]
  const [zu, zv] = [sum((u, v) => u * (u * u + v * v)) / 2, sum((u, v) => v * (u * u + v * v)) / 2]
  const determinant = uu * vv - uv * uv
  const [a, b] = [(zu * vv - zv * uv) / determinant, (zv * uu - zu * uv) / determinant]
  return { center: { east: mx + a, north: my + b }, radiusMeters: Math.sqrt(a * a + b * b + (uu + vv) / count) }
}

const homeOf = (athlete: number): Place => {
  const random = randomFrom(athlete)
  return { latitude: -60 + 120 * random(), longitude: -180 + 360 * random() }
}
const circleOf = (athlete: number, home = homeOf(athlete), radiusMeters = 200): Circle =>
  circleAround(home, radiusMeters, zoneRandom(SECRET, `ath_${athlete}`))

describe('an attacker who fits a circle to the ends of hundreds of activities', () => {
  const attack = (athlete: number) => {
    const [home, circle, random] = [homeOf(athlete), circleOf(athlete), randomFrom(athlete + 1_000)]
    const activities = 300
    const ends = Array.from({ length: activities }, (_, n) =>
      cutEnd(home, circle, (2 * Math.PI * n) / activities, n % 2 === 0, random),
    )
    const fit = fitCircle(ends.map((end) => pointOf(home, end)))
    return { home, circle, ends, guess: placeOf(home, fit.center), radiusMeters: fit.radiusMeters }
  }

  it.each([1, 2, 3, 4, 5, 6])('finds the moved circle of athlete %i, but not the place', (athlete) => {
    const { home, circle, ends, guess, radiusMeters } = attack(athlete)
    expect(metersApart(guess, circle)).toBeLessThan(3)
    expect(Math.abs(radiusMeters - 450)).toBeLessThan(8)
    expect(Math.abs(metersApart(guess, home) - metersApart(circle, home))).toBeLessThan(3)
    for (const end of ends) expect(metersApart(end, home)).toBeGreaterThan(200)
  })
})

describe('the centre of the moved circle', () => {
  const athletes = Array.from({ length: 4_000 }, (_, n) => n)
  const offsets = athletes.map((athlete) => metersApart(circleOf(athlete), homeOf(athlete)))
  const shareWithin = (meters: number) => offsets.filter((offset) => offset <= meters).length / offsets.length

  it.each([25, 50, 100, 175, 225])('is within %i m of the place as often as in a uniform distribution over the disc', (meters) =>
    expect(shareWithin(meters)).toBeCloseTo((meters / OFFSET_MAX_METERS) ** 2, 1),
  )

  it('is never farther away than the circle allows, and lies in every direction', () => {
    expect(Math.max(...offsets)).toBeLessThanOrEqual(OFFSET_MAX_METERS + 0.1)
    expect(offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length).toBeCloseTo((2 / 3) * OFFSET_MAX_METERS, -1)
    const moves = athletes.map((athlete) => pointOf(homeOf(athlete), circleOf(athlete)))
    expect(Math.abs(moves.reduce((sum, { east }) => sum + east, 0) / moves.length)).toBeLessThan(10)
    expect(Math.abs(moves.reduce((sum, { north }) => sum + north, 0) / moves.length)).toBeLessThan(10)
  })
})

describe('a zone that is removed and added again', () => {
  it('reveals nothing more: the same place has the same circle, and the same centre with any radius', () => {
    const home = homeOf(1)
    const again = Array.from({ length: 50 }, (_, n) => circleOf(1, home, 50 + 39 * n))
    const [first] = again
    for (const circle of again) expect(circle).toMatchObject({ latitude: first?.latitude, longitude: first?.longitude })
    expect(circleOf(2, home)).not.toMatchObject({ latitude: first?.latitude })
  })

  it('at a hundred places close together is moved by four vectors at most, and their mean does not reveal the house', () => {
    const attempts = Array.from({ length: 400 }, (_, athlete) => {
      const [home, random] = [homeOf(athlete), randomFrom(athlete + 5_000)]
      const clicks = Array.from({ length: 100 }, () => ({ east: 30 * (random() - 0.5), north: 30 * (random() - 0.5) }))
      const centers = clicks.map((click) => pointOf(home, circleOf(athlete, placeOf(home, click))))
      const vectors = new Set(
        centers.map(
          ({ east, north }, n) => `${Math.round(east - (clicks[n]?.east ?? 0))}:${Math.round(north - (clicks[n]?.north ?? 0))}`,
        ),
      )
      const mean = (of: (point: Point) => number) => centers.reduce((sum, point) => sum + of(point), 0) / centers.length
      return {
        error: Math.hypot(
          mean(({ east }) => east),
          mean(({ north }) => north),
        ),
        vectors: vectors.size,
      }
    })
    expect(Math.max(...attempts.map(({ vectors }) => vectors))).toBeLessThanOrEqual(4)
    const errors = attempts.map(({ error }) => error).toSorted((a, b) => a - b)
    expect(errors[200]).toBeGreaterThan(120)
    expect(errors.filter((error) => error < 25).length / errors.length).toBeLessThan(0.04)
  })
})
