import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { cellToParent, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { DEGREE_METERS, haversineMeters } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { measure } from '../measure/measure.ts'
import { type SampleColumns, sampleColumns } from '../store/chunks.ts'
import { parsed } from '../testing/fixtures.ts'
import { areasOf, cellAt, cellsAlong, cellsAround, regionOf } from './cells.ts'
import { cutSegment } from './cut-segment.ts'
import { matchSegment, type SegmentCrossing } from './match-segment.ts'
import { meanBetween } from './mean-between.ts'
import { prepareSegment, type SegmentLine } from './segment-line.ts'
import { prepareTrack, type Track } from './track.ts'

interface RealSegment {
  readonly name: string
  readonly why: string
  readonly points: readonly Position[]
  readonly crossings: readonly { readonly file: string; readonly startedAt: string; readonly elapsedSeconds: number }[]
  readonly lengthMeters: number
}
const { segments, tolerances } = JSON.parse(readFileSync(new URL('../../fixtures/segments.json', import.meta.url), 'utf8')) as {
  segments: readonly RealSegment[]
  tolerances: { elapsedSeconds: number }
}
const files = [...new Set(segments.flatMap((segment) => segment.crossings.map((crossing) => crossing.file)))]

const lineOf = (points: readonly Position[]): SegmentLine => {
  const line = prepareSegment(points)
  if (line === null) throw new Error('no line')
  return line
}
const recordings = files.map((file) => {
  const [recording] = parsed(file).recordings
  if (!recording) throw new Error(file)
  const columns: SampleColumns = sampleColumns(recording, measure(recording))
  return { file, startedAtMs: recording.startedAtMs, columns, track: prepareTrack(columns) }
})
const elapsed = ({ startSeconds, endSeconds }: SegmentCrossing): number => endSeconds - startSeconds

describe('real segments and real recordings', () => {
  it.each(segments)('$name: every crossing found, none invented ($why)', ({ points, crossings, lengthMeters }) => {
    const line = lineOf(points)
    expect(Math.abs(line.lengthMeters - lengthMeters)).toBeLessThan(lengthMeters * 0.002)
    const near = cellsAround(points[0] as Position)
    for (const { file, startedAtMs, track } of recordings) {
      const wanted = crossings.filter((crossing) => crossing.file === file)
      const found = matchSegment(track, line)
      expect(found, file).toHaveLength(wanted.length)
      for (const [index, { startedAt, elapsedSeconds }] of wanted.entries()) {
        const crossing = found[index] as SegmentCrossing
        const startMs = startedAtMs + crossing.startSeconds * 1000
        expect(Math.abs(startMs - Date.parse(startedAt)) / 1000).toBeLessThanOrEqual(tolerances.elapsedSeconds)
        expect(Math.abs(elapsed(crossing) - elapsedSeconds)).toBeLessThanOrEqual(tolerances.elapsedSeconds)
      }
      if (wanted.length > 0) expect(cellsAlong(track).some((cell) => near.includes(cell))).toBe(true)
    }
  })
})

/** A course without sharp turns: the heading changes by at most one radian between 40 m stretches. */
const course = fc
  .array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 12, maxLength: 40 })
  .map((turns): Position[] => {
    const points: Position[] = [[46.5, 7.5]]
    let heading = 0
    for (const turn of turns) {
      // Limited, so that a course never returns to itself.
      heading = Math.max(-0.8, Math.min(0.8, heading + turn))
      const [latitude, longitude] = points.at(-1) as Position
      points.push([latitude + moved(Math.cos(heading)), longitude + moved(Math.sin(heading)) / Math.cos(0.8116)])
    }
    return points
  })
const moved = (share: number): number => (40 * share) / DEGREE_METERS

/** A ride along a course at 8 m/s, with a position at each of the given moments. */
const ride = (points: readonly Position[], seconds: readonly number[], shiftMeters = 0): Track => {
  const along = (moment: number): Position => {
    const place = Math.min(points.length - 1.0001, Math.max(0, (moment * 8) / 40))
    const [a, b] = [points[Math.floor(place)] as Position, points[Math.floor(place) + 1] as Position]
    const share = place - Math.floor(place)
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  }
  const places = seconds.map(along)
  return prepareTrack({
    timeSeconds: Float64Array.from(seconds),
    latitude: Float64Array.from(places, (place) => place[0]),
    longitude: Float64Array.from(places, (place) => place[1] + shiftMeters / DEGREE_METERS / Math.cos(0.8116)),
  })
}
const everySecond = (points: readonly Position[]): number[] => Array.from({ length: (points.length - 1) * 5 }, (_, i) => i)
/** The part of a course between its third point and its third last point. */
const middle = (points: readonly Position[]): SegmentLine => lineOf(points.slice(2, -2))

describe('any segment', () => {
  it('is matched once by a ride over it, whatever the moments of its samples, within a second', () => {
    const moments = fc.array(fc.double({ min: 0.3, max: 2, noNaN: true }), { minLength: 400, maxLength: 400 })
    fc.assert(
      fc.property(course, moments, (points, gaps) => {
        const line = middle(points)
        const whole = matchSegment(ride(points, everySecond(points)), line)
        expect(whole).toHaveLength(1)
        let now = 0
        const irregular = gaps.map((gap) => (now += gap)).filter((moment) => moment < (points.length - 1) * 5)
        const other = matchSegment(ride(points, [0, ...irregular]), line)
        expect(other).toHaveLength(1)
        const [a, b] = [whole[0] as SegmentCrossing, other[0] as SegmentCrossing]
        expect(Math.abs(elapsed(a) - elapsed(b))).toBeLessThan(1)
        expect(Math.abs(elapsed(a) - line.lengthMeters / 8)).toBeLessThan(1)
      }),
      { numRuns: 100 },
    )
  })

  it('is never matched the other way round, nor from a road 60 m beside it, nor by part of it', () => {
    fc.assert(
      fc.property(course, (points) => {
        const line = middle(points)
        const seconds = everySecond(points)
        expect(matchSegment(ride(points.toReversed(), seconds), line)).toEqual([])
        // On a course within 46 degrees of north, an offset of 60 m to the east is at least 41 m from the line.
        expect(matchSegment(ride(points, seconds, 60), line)).toEqual([])
        expect(matchSegment(ride(points, seconds, -60), line)).toEqual([])
        expect(matchSegment(ride(points, seconds.slice(0, -15)), line)).toEqual([])
        expect(matchSegment(ride(points, seconds.slice(15)), line)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

describe('a straight kilometre', () => {
  const north = (meters: number): Position => [46.5 + meters / DEGREE_METERS, 7.5]
  const line = lineOf([north(0), north(500), north(1000)])
  const track = (places: readonly (readonly [meters: number, aside?: number])[]): Track =>
    prepareTrack({
      timeSeconds: Float64Array.from(places, (_, i) => i),
      latitude: Float64Array.from(places, ([meters]) => north(meters)[0]),
      longitude: Float64Array.from(places, ([, aside = 0]) => 7.5 + aside / DEGREE_METERS / Math.cos((46.5 * Math.PI) / 180)),
    })
  const steps = (from: number, to: number, by = 10, aside = 0): [number, number][] =>
    Array.from({ length: Math.floor(Math.abs(to - from) / by) + 1 }, (_, i) => [from + Math.sign(to - from) * by * i, aside])

  it('is ridden from its very first metre to its very last', () => {
    expect(matchSegment(track(steps(0, 1000)), line)).toEqual([{ startSeconds: 0, endSeconds: 100 }])
  })
  it('60 m beside is another road, 20 m beside the same', () => {
    expect(matchSegment(track(steps(-100, 1100, 10, 60)), line)).toEqual([])
    expect(matchSegment(track(steps(-100, 1100, 10, 20)), line)).toHaveLength(1)
  })
  it('keeps the time of a pause inside', () => {
    const still = Array.from({ length: 60 }, (): [number, number] => [500, 0])
    const [crossing] = matchSegment(track([...steps(-100, 500), ...still, ...steps(500, 1100)]), line)
    expect(crossing && elapsed(crossing)).toBe(161)
  })
  it('begins again with who turns back at its start', () => {
    const found = matchSegment(track([...steps(-50, 40), ...steps(30, -50), ...steps(-40, 1100)]), line)
    expect(found.map(elapsed)).toEqual([100])
  })
  it('is not ridden by who turns back within it, or leaves it for a while', () => {
    expect(matchSegment(track([...steps(-50, 500), ...steps(490, 400), ...steps(410, 1100)]), line)).toEqual([])
    expect(matchSegment(track([...steps(-50, 500), [505, 35], ...steps(510, 1100)]), line)).toEqual([])
  })
  it('is found across the 180th meridian', () => {
    const points = [-100, 0, 500, 1000, 1100].map((meters): Position => [10, 179.998 + meters / DEGREE_METERS])
    const wrapped = points.map(([latitude, longitude]): Position => [latitude, longitude > 180 ? longitude - 360 : longitude])
    const found = matchSegment(
      prepareTrack({
        timeSeconds: Float64Array.from([0, 10, 60, 110, 120]),
        latitude: Float64Array.from(wrapped, (point) => point[0]),
        longitude: Float64Array.from(wrapped, (point) => point[1]),
      }),
      lineOf(wrapped.slice(1, -1)),
    )
    expect(found.map((crossing) => Math.round(elapsed(crossing)))).toEqual([100])
  })
  it('costs a track that only crosses its start little', () => {
    const restless = Array.from({ length: 200_000 }, (_, i): [number, number] => [i % 2 === 0 ? -0.001 : 0.001, 0])
    expect(matchSegment(track(restless), line)).toEqual([])
  })
  it('has so many cells at most, and draws only so many of its gaps', () => {
    // Points 4.9 km apart: 49 samples for each gap, and about 14 cells.
    const cellsOf = (count: number, place: (i: number) => [number, number]) =>
      cellsAlong(track(Array.from({ length: count }, (_, i) => place(i)))).length
    const far = cellsOf(4500, (i) => [(i % 800) * 4900, Math.floor(i / 800) * 10_000])
    expect(far).toBeGreaterThan(45_000)
    expect(far).toBeLessThan(50_100)
    const thereAndOn = (times: number) => cellsOf(times + 2, (i) => [i < times ? (i % 2) * 4900 : 1e6 + (i - times) * 4900, 0])
    const [drawn, notDrawn] = [thereAndOn(10), thereAndOn(4200)]
    expect(drawn).toBeGreaterThan(25)
    expect(notDrawn).toBeLessThan(drawn - 10)
  })
  it('knows no line without a length, and no track without positions', () => {
    expect(prepareSegment([])).toBeNull()
    expect(prepareSegment([north(0), north(0)])).toBeNull()
    expect(matchSegment(prepareTrack({}), line)).toEqual([])
    expect(cellsAlong(prepareTrack({}))).toEqual([])
  })
})

describe('a road of hairpins', () => {
  type Place = readonly [x: number, y: number]
  const RADIUS = 5
  /** From the west, up and down between six hairpins with a radius of 5 m, and on to the east, with a point every half metre. */
  const road: readonly Place[] = (() => {
    const places: Place[] = []
    let [x, y, heading] = [0, 0, 0]
    const go = (meters: number, turn: number): void => {
      for (let along = 0; along < meters; along += 0.5) {
        places.push([x, y])
        heading += (turn / meters) * 0.5
        x += 0.5 * Math.cos(heading)
        y += 0.5 * Math.sin(heading)
      }
    }
    go(150, 0)
    go(RADIUS * (Math.PI / 2), Math.PI / 2)
    for (let hairpin = 0; hairpin < 6; hairpin++) {
      go(200, 0)
      go(RADIUS * Math.PI, hairpin % 2 === 0 ? -Math.PI : Math.PI)
    }
    go(200, 0)
    go(RADIUS * (Math.PI / 2), -Math.PI / 2)
    go(150, 0)
    return places
  })()
  const position = ([x, y]: Place): Position => [46.5 + y / DEGREE_METERS, 7.5 + x / DEGREE_METERS / Math.cos(0.8116)]
  const line = lineOf(road.slice(100, -100).map(position))

  /** Pseudo-random numbers in (0, 1), always the same for a seed. */
  const chance = (seed: number) => {
    let state = seed
    return (): number => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
      return (state + 0.5) / 2 ** 32
    }
  }
  /** Errors that drift like those of a receiver, about `meters` large, one per second. */
  const drift = (random: () => number, count: number, meters: number): number[] => {
    let [pull, off] = [0, 0]
    return Array.from({ length: count }, () => {
      const push = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
      pull += 0.1 * (push - pull)
      off += 0.1 * (pull - off)
      // After two smoothings, a spread of 1 has become 0.1625.
      return (off / 0.1625) * meters
    })
  }
  /** A ride at 4 m/s through the given places of the road, with a position each second and an error of 4 m. */
  const ridden = (places: readonly Place[], seed: number): Track => {
    const seconds = Array.from({ length: Math.floor(places.length / 8) }, (_, i) => i)
    const random = chance(seed)
    const [east, north] = [drift(random, seconds.length, 4), drift(random, seconds.length, 4)]
    const seen = seconds.map((i): Position => {
      const [x, y] = places[i * 8] as Place
      return position([x + (east[i] ?? 0), y + (north[i] ?? 0)])
    })
    return prepareTrack({
      timeSeconds: Float64Array.from(seconds),
      latitude: Float64Array.from(seen, (place) => place[0]),
      longitude: Float64Array.from(seen, (place) => place[1]),
    })
  }
  const rides = Array.from({ length: 40 }, (_, seed) => seed)

  it('is found ridden, though the positions are nearer to the other leg now and then', () => {
    const lost = rides.filter((seed) => matchSegment(ridden(road, seed), line).length !== 1)
    expect(lost).toEqual([])
  })
  it('is not ridden the other way round, nor by who turns back for 75 m on one of its legs', () => {
    const half = Math.floor(road.length / 2)
    const turnedBack = [...road.slice(0, half), ...road.slice(half - 150, half).reverse(), ...road.slice(half - 150)]
    for (const seed of rides) {
      expect(matchSegment(ridden(road.toReversed(), seed), line)).toEqual([])
      expect(matchSegment(ridden(turnedBack, seed), line)).toEqual([])
    }
  })
})

describe('a segment cut from a ride', () => {
  const columnsOf = (file: string): SampleColumns => recordings.find((recording) => recording.file === file)?.columns ?? {}

  it.each(recordings.map(({ file, columns, track }) => [file, columns, track] as const))(
    'of %s is ridden by it, at the moments it was cut at',
    (_file, columns, track) => {
      const last = columns.timeSeconds?.at(-1) ?? 0
      const span: [number, number] = [Math.round(last * 0.1), Math.round(last * 0.3)]
      const cut = cutSegment(columns, ...span)
      const found = matchSegment(track, lineOf(cut?.points ?? []))
      const own = found.find((crossing) => Math.abs(crossing.startSeconds - span[0]) < 60)
      expect(own?.startSeconds).toBeGreaterThanOrEqual(span[0])
      expect(own?.endSeconds).toBeLessThanOrEqual(span[1])
    },
  )
  it('is as long as it is on the globe, however far it leads north', () => {
    const count = 1000
    const up = (i: number): number => 69 + (i / count) * 0.6
    const across = (i: number): number => 20 + (i / count) * 1.2
    const columns = {
      timeSeconds: Float64Array.from({ length: count + 1 }, (_, i) => i),
      latitude: Float64Array.from({ length: count + 1 }, (_, i) => up(i)),
      longitude: Float64Array.from({ length: count + 1 }, (_, i) => across(i)),
    }
    let meters = 0
    for (let i = 1; i <= count; i++) meters += haversineMeters(up(i - 1), across(i - 1), up(i), across(i))
    const cut = cutSegment(columns, 0, count)
    expect(Math.abs((cut?.distanceMeters ?? 0) - meters)).toBeLessThan(meters / 10_000)
    expect(matchSegment(prepareTrack(columns), lineOf(cut?.points ?? [])).map(elapsed)).toEqual([count])
  })
  it('is as steep as its ramp to its very ends, wherever it is cut', () => {
    // 3 m per second, 300 m at 10 % between two flat parts of 300 m. Only the ends of the ramp are rounded off.
    const ramp = (meters: number): number => 500 + Math.min(30, Math.max(0, (meters - 300) / 10))
    const columns = {
      timeSeconds: Float64Array.from({ length: 301 }, (_, i) => i),
      latitude: Float64Array.from({ length: 301 }, (_, i) => 46.5 + (i * 3) / DEGREE_METERS),
      longitude: new Float64Array(301).fill(7.5),
      distanceMeters: Float64Array.from({ length: 301 }, (_, i) => i * 3),
      altitudeMeters: Float64Array.from({ length: 301 }, (_, i) => ramp(i * 3)),
    }
    const inner = cutSegment(columns, 110, 190)
    expect(inner?.averageGradePercent).toBeCloseTo(10, 1)
    expect(inner?.elevationGainMeters).toBeCloseTo(24, 6)
    const around = cutSegment(columns, 90, 210)
    expect(around?.elevationGainMeters).toBeCloseTo(30, 6)
  })
  it('measures what it climbs, and knows nothing of what the recording does not say', () => {
    const climb = cutSegment(columnsOf('ride-three-formats.fit'), 600, 1200)
    expect(climb?.elevationGainMeters).toBeGreaterThan(0)
    expect(Math.abs(climb?.averageGradePercent ?? Number.NaN)).toBeLessThan(15)
    const { altitudeMeters: _altitude, ...flat } = columnsOf('ride-three-formats.fit')
    expect(cutSegment(flat, 600, 1200)).toMatchObject({ elevationGainMeters: 0, averageGradePercent: 0 })
    expect(cutSegment({}, 0, 100)).toBeNull()
    expect(cutSegment(flat, 600, 600)).toBeNull()
    expect(cutSegment(flat, 1e9, 2e9)).toBeNull()
  })
  it('has the means of its samples', () => {
    const time = Float64Array.from([0, 1, 2, 3])
    const heartRate = Float64Array.from([100, Number.NaN, 110, 200])
    expect(meanBetween(time, heartRate, 0, 2)).toBe(105)
    expect(meanBetween(time, heartRate, 1, 1.5)).toBeNull()
    expect(meanBetween(time, undefined, 0, 3)).toBeNull()
  })
})

it('larger cells contain the smaller ones, as H3 says', () => {
  const place = fc.tuple(fc.double({ min: -89, max: 89, noNaN: true }), fc.double({ min: -179, max: 179, noNaN: true }))
  const digits = (index: string, resolution: number) =>
    Math.floor(Number.parseInt(index.slice(2), 16) / 2 ** (18 + 3 * (9 - resolution)))
  fc.assert(
    fc.property(place, ([latitude, longitude]) => {
      const cell = latLngToCell(latitude, longitude, 9)
      const [area] = areasOf([cellAt(latitude, longitude)])
      expect(area).toBe(digits(cellToParent(cell, 7), 7))
      expect(regionOf(area ?? 0)).toBe(digits(cellToParent(cell, 4), 4))
    }),
  )
  expect(areasOf([64, 65, 0])).toEqual([0, 1])
})
