import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position } from '../geometry/polyline.ts'
import { segmentAttempt } from '../segments/segment-attempt.ts'
import { prepareSegment, type SegmentLine } from '../segments/segment-line.ts'
import { type LivePoint, trackOf, within } from './track.ts'
import { ownPlaces } from './view.ts'
import { attemptsOnWay, goOverSegments, newestPlaceSeconds, type WayOverSegments } from './way-over-segments.ts'

const DEGREE = 111_195.08
const place = (meters: number, aside = 0): Position => [47 + meters / DEGREE, 8 + aside / DEGREE]
const lineOf = (...points: Position[]): SegmentLine => {
  const line = prepareSegment(points)
  if (line === null) throw new Error('no line')
  return line
}
const lines = new Map([
  ['there', lineOf(place(100), place(300), place(500))],
  ['back', lineOf(place(500), place(100))],
  ['lap', lineOf(place(0), place(200), place(200, 100), place(0, 100), place(0, 20))],
  ['elsewhere', lineOf(place(90_000), place(90_500))],
])

/** A position: the step from the one before, its duration, and whether the position is false. */
const step = fc.record({
  meters: fc.oneof({ weight: 4, arbitrary: fc.constant(20) }, fc.integer({ min: -40, max: 40 })),
  aside: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -15, max: 15 })),
  seconds: fc.integer({ min: 1, max: 4 }),
  says: fc.oneof(
    { weight: 20, arbitrary: fc.constant('the place') },
    { weight: 4, arbitrary: fc.constantFrom('nonsense', 'another nonsense') },
    fc.constantFrom('nothing', 'turn'),
  ),
})
const ride = fc.array(step, { maxLength: 160 }).map((steps): LivePoint[] => {
  let [meters, aside, seconds, direction] = [0, 0, 0, 1]
  return steps.map((next) => {
    if (next.says === 'turn') direction = -direction
    meters += direction * next.meters
    aside += next.aside
    seconds += next.seconds
    const far = next.says === 'nonsense' ? 50_000 : next.says === 'another nonsense' ? 90_000 : 0
    const [latitude, longitude] = place(meters + far, aside)
    return next.says === 'nothing' ? { seconds, heartRateBpm: 140 } : { seconds, latitude, longitude }
  })
})

/** The state as it is stored between two calls. */
const kept = (way: WayOverSegments): WayOverSegments => JSON.parse(JSON.stringify(way))

describe('a way over segments', () => {
  it('in parts of any size stands at each of them where the whole track does', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1 })
    fc.assert(
      fc.property(ride, sizes, (points, parts) => {
        let way: WayOverSegments | null = null
        for (let done = 0, part = 0; done < points.length; part++) {
          const from = Math.max(0, done - 3)
          done += parts[part % parts.length] as number
          // The last three positions are passed in twice.
          way = kept(goOverSegments(way, 'RIDE', trackOf(points.slice(from, done)), lines))
          const places = ownPlaces('RIDE', trackOf(points.slice(0, done)))
          const attempts = attemptsOnWay(way, 'RIDE', lines)
          for (const [id, line] of lines) expect(attempts.get(id) ?? null).toEqual(segmentAttempt(places, line))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what it needs and no more, however long it is', () => {
    const north = Array.from({ length: 4000 }, (_, i): LivePoint => {
      const [latitude, longitude] = place(i / 2)
      return { seconds: i, latitude, longitude }
    })
    const way = goOverSegments(null, 'RIDE', trackOf(north), lines)
    expect(newestPlaceSeconds(way)).toBe(3999)
    expect(way.segments).toMatchObject({
      there: { attempts: [], last: { startSeconds: 200, endSeconds: 1000 } },
      elsewhere: null,
    })
    expect(JSON.stringify(way).length).toBeLessThan(1000)
    expect(goOverSegments(way, 'RIDE', within(trackOf(north), 3000, 4000), lines)).toEqual(way)
    expect(newestPlaceSeconds(goOverSegments(null, 'RIDE', trackOf([]), lines))).toBe(0)
  })
})
