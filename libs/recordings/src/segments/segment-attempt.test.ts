import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEGREE_METERS } from '../geometry/distance.ts'
import type { Position } from '../geometry/polyline.ts'
import { measure } from '../measure/measure.ts'
import { sampleColumns } from '../store/chunks.ts'
import { parsed } from '../testing/fixtures.ts'
import { matchSegment, type SegmentCrossing } from './match-segment.ts'
import { effortProfile, type SegmentAttempt, secondsAhead, segmentAttempt } from './segment-attempt.ts'
import { prepareSegment, type SegmentLine } from './segment-line.ts'
import { prepareTrack, type Track, type TrackColumns } from './track.ts'

const north = (meters: number): Position => [46.5 + meters / DEGREE_METERS, 7.5]
const lineOf = (points: readonly Position[]): SegmentLine => {
  const line = prepareSegment(points)
  if (line === null) throw new Error('no line')
  return line
}
const kilometre = lineOf([north(0), north(500), north(1000)])
/** A ride along the kilometre, one position per second. */
const ride = (meters: readonly number[]): Track =>
  prepareTrack({
    timeSeconds: Float64Array.from(meters, (_, i) => i),
    latitude: Float64Array.from(meters, (place) => north(place)[0]),
    longitude: Float64Array.from(meters, () => 7.5),
  })
const steps = (from: number, to: number, by: number): number[] =>
  Array.from({ length: Math.floor(Math.abs(to - from) / by) + 1 }, (_, i) => from + Math.sign(to - from) * by * i)
const before = ({ timeSeconds, latitude, longitude }: TrackColumns, end: number): Track =>
  prepareTrack({
    ...(timeSeconds && { timeSeconds: timeSeconds.slice(0, end) }),
    ...(latitude && { latitude: latitude.slice(0, end) }),
    ...(longitude && { longitude: longitude.slice(0, end) }),
  })
const profileOf = (track: Track, line: SegmentLine) => effortProfile(track, line, matchSegment(track, line)[0] as SegmentCrossing)

describe('segmentAttempt', () => {
  it('is under way between the gates, and finished behind them', () => {
    expect(segmentAttempt(ride(steps(-100, -10, 10)), kilometre)).toBeNull()
    const half = segmentAttempt(ride(steps(-100, 500, 10)), kilometre) as SegmentAttempt
    expect(half).toMatchObject({ startSeconds: 10, elapsedSeconds: 50, isFinished: false })
    expect(half.progress).toBeCloseTo(0.5, 6)
    const done = { startSeconds: 10, progress: 1, elapsedSeconds: 100, isFinished: true, quickest: null }
    expect(segmentAttempt(ride(steps(-100, 1500, 10)), kilometre)).toEqual(done)
  })
  it('ends for who leaves the line, and stands still for who does', () => {
    const away = ride([...steps(-100, 500, 10), ...steps(490, 300, 10)])
    expect(segmentAttempt(away, kilometre)).toBeNull()
    const still = segmentAttempt(ride([...steps(-100, 500, 10), 500, 500, 490, 500]), kilometre)
    expect(still).toMatchObject({ elapsedSeconds: 54 })
    expect(still?.progress).toBeCloseTo(0.5, 6)
  })
  it('is the new one for who rides it again', () => {
    const again = ride([...steps(-100, 1100, 10), ...steps(1090, -100, 10), ...steps(-90, 200, 10)])
    const earlier = { startSeconds: 10, endSeconds: 110 }
    expect(segmentAttempt(again, kilometre)).toMatchObject({ isFinished: false, elapsedSeconds: 20, quickest: earlier })
  })
  it('has the quickest passage before it beside it, never itself', () => {
    const back = steps(1090, -100, 10)
    const laps = ride([...steps(-100, 1100, 10), ...back, ...steps(-100, 1100, 20), ...back, ...steps(-100, 1100, 5)])
    const attempt = segmentAttempt(laps, kilometre) as SegmentAttempt
    expect(attempt).toMatchObject({ isFinished: true, elapsedSeconds: 200 })
    const { startSeconds, endSeconds } = attempt.quickest as SegmentCrossing
    expect(endSeconds - startSeconds).toBe(50)
  })
})

describe('secondsAhead', () => {
  const steady = profileOf(ride(steps(-100, 1100, 10)), kilometre)

  it.each([
    ['twice as fast', 20, 25],
    ['as fast', 10, 0],
    ['half as fast', 5, -50],
  ])('is told half way by who is %s', (_who, speed, ahead) => {
    const attempt = segmentAttempt(ride(steps(-100, 500, speed)), kilometre) as SegmentAttempt
    expect(secondsAhead(attempt, steady)).toBeCloseTo(ahead, 3)
  })

  it('of any two paces is at each moment the difference of their times there, and at the end that of their efforts', () => {
    const pace = fc.double({ min: 3, max: 20, noNaN: true })
    fc.assert(
      fc.property(pace, pace, pace, fc.integer({ min: 1, max: 99 }), (mine, first, second, percent) => {
        // The other effort rides each half at another pace.
        const half = 600 / first
        const place = (moment: number) => (moment < half ? -100 + first * moment : 500 + second * (moment - half))
        const other = ride(steps(0, Math.ceil(half + 600 / second), 1).map(place))
        const profile = profileOf(other, kilometre)
        const whole = ride(steps(-100, 1100, mine))
        const part = segmentAttempt(before(whole, Math.ceil((100 + 10 * percent) / mine) + 1), kilometre) as SegmentAttempt
        const meters = part.progress * 1000
        const theirs = Math.min(meters, 500) / first + Math.max(0, meters - 500) / second
        if (!part.isFinished) expect(Math.abs(secondsAhead(part, profile) - (theirs - meters / mine))).toBeLessThan(1)
        const done = segmentAttempt(whole, kilometre) as SegmentAttempt
        const [crossing] = matchSegment(other, kilometre) as [SegmentCrossing]
        expect(secondsAhead(done, profile)).toBeCloseTo(crossing.endSeconds - crossing.startSeconds - done.elapsedSeconds, 6)
      }),
      { numRuns: 200 },
    )
  })
})

describe('real segments and real recordings', () => {
  interface RealSegment {
    readonly name: string
    readonly points: readonly Position[]
    readonly crossings: readonly { readonly file: string }[]
  }
  const text = readFileSync(new URL('../../fixtures/segments.json', import.meta.url), 'utf8')
  const { segments } = JSON.parse(text) as { segments: readonly RealSegment[] }

  it('a ride over each is level with itself all along, and ends with its own time', () => {
    for (const { name, points, crossings } of segments) {
      const line = lineOf(points)
      for (const file of new Set(crossings.map((crossing) => crossing.file))) {
        const [recording] = parsed(file).recordings
        if (!recording) throw new Error(file)
        const track = prepareTrack(sampleColumns(recording, measure(recording)))
        for (const crossing of matchSegment(track, line)) {
          const profile = effortProfile(track, line, crossing)
          expect(profile.progress.every((share, i) => i === 0 || share > (profile.progress[i - 1] as number))).toBe(true)
          expect(profile.seconds.at(-1)).toBe(crossing.endSeconds - crossing.startSeconds)
          const inside = track.timeSeconds.filter((moment) => moment > crossing.startSeconds && moment < crossing.endSeconds)
          for (const moment of inside.filter((_, i, all) => i % Math.ceil(all.length / 6) === 0)) {
            const part = segmentAttempt(before(track, track.timeSeconds.indexOf(moment) + 1), line)
            // On a lap that is ridden twice, an older attempt may be farther ahead; then it is a different one.
            if (part === null || part.startSeconds !== crossing.startSeconds) continue
            expect(secondsAhead(part, profile), `${name} of ${file} at ${moment} s`).toBeLessThanOrEqual(0.001)
            expect(secondsAhead(part, profile)).toBeGreaterThan(-15)
          }
        }
      }
    }
  })
})
