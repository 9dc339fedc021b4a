import { isDeepStrictEqual } from 'node:util'
import {
  advance,
  attemptsOnWay,
  goOverSegments,
  joinTracks,
  type LivePoint,
  type LiveTrack,
  prepareSegment,
  type SegmentLine,
  trackOf,
  without,
} from '@gruppetto/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrivedSince,
  expectLatePositions,
  FUTURE_SLACK_MS,
  finishRemeasure,
  isAllNew,
  type LiveSessionRow,
  newLiveSession,
  takePositions,
} from '../../domain/live-session.ts'
import type { StoredMatch } from '../../stores/live-segment-matches.ts'
import { matchLiveSegments } from './match-live-segments.ts'

const DEGREE = 111_195.08
const lineOf = (from: number, to: number): SegmentLine => {
  const line = prepareSegment([from, to].map((meters) => [47 + meters / DEGREE, 8]))
  if (line === null) throw new Error('no line')
  return line
}
const lines = new Map([
  ['there', lineOf(100, 500)],
  ['back', lineOf(500, 100)],
])
const STARTED_MS = 1_000_000

/** A session, its positions, and what is kept of its way, as the platform has them; `record` does what recordPositions does. */
const openSession = () => {
  let row: LiveSessionRow = newLiveSession('live_1', 'ath_1', { sport: 'RIDE', visibility: 'EVERYONE' }, STARTED_MS)
  let nowMs = STARTED_MS
  const kept: { text: string | null } = { text: null }
  const written: { readonly atMs: number; readonly track: LiveTrack }[] = []
  const reads: number[] = []
  const read = (sinceMs = 0): LiveTrack => joinTracks(written.filter(({ atMs }) => atMs >= sinceMs).map(({ track }) => track))
  const stores = {
    livePositions: {
      read: async (_id: string, sinceMs?: number) => {
        const track = read(sinceMs)
        reads.push(track.timeSeconds.length)
        return track
      },
    },
    liveSegmentMatches: {
      write: async (_id: string, way: StoredMatch) => {
        kept.text = JSON.stringify(way)
      },
    },
  }
  return {
    reads,
    /** Kept nothing any more. */
    lose(): void {
      kept.text = null
    },
    record(points: readonly LivePoint[], delayMs = 0): void {
      const newest = Math.max(...points.map(({ seconds }) => seconds))
      nowMs = Math.max(nowMs, STARTED_MS + newest * 1000 - FUTURE_SLACK_MS) + delayMs
      const track = trackOf(points)
      const fresh = without(track, read(arrivedSince(row, track.timeSeconds[0] ?? 0)))
      const isLate = !isAllNew(row, fresh)
      if (fresh.timeSeconds.length > 0) written.push({ atMs: nowMs, track: fresh })
      const progress = isLate ? advance(null, read(), 40) : advance(row.progress, fresh, 40)
      if (isDeepStrictEqual(progress, row.progress)) return
      row = takePositions(row, progress, isLate ? 1 : 0, nowMs)
      if (isLate) row = finishRemeasure(row, row, progress) ?? row
    },
    /** Late positions that are to come into the way some time later. */
    expectLate(points: readonly LivePoint[]): void {
      written.push({ atMs: nowMs, track: trackOf(points) })
      row = expectLatePositions(row, points.length)
    },
    remeasureTrack(): void {
      row = finishRemeasure(row, row, advance(null, read(), 40)) ?? row
    },
    count: () => row.progress?.count ?? 0,
    stored: () => read().timeSeconds.length,
    found: (on = lines) => matchLiveSegments({ stores }, row, kept.text === null ? null : JSON.parse(kept.text), on),
    whole: (on = lines) => attemptsOnWay(goOverSegments(null, 'RIDE', read(), on), 'RIDE', on),
  }
}

/** There and back again between 0 and 600 m, twenty metres every other second, with a place now and then that is none. */
const ride = Array.from({ length: 150 }, (_, i): LivePoint => {
  const place = (i * 20) % 1200
  const meters = i % 37 === 36 ? 70_000 : Math.min(place, 1200 - place)
  return { seconds: i * 2, latitude: 47 + meters / DEGREE, longitude: 8 }
})

describe('the segments of a session', () => {
  it('are those of the whole track, whatever comes late, twice, with a delay, or after what was kept is lost', async () => {
    const batch = fc.record({
      size: fc.integer({ min: 1, max: 12 }),
      what: fc.oneof(
        { weight: 6, arbitrary: fc.constant('next' as const) },
        fc.constantFrom('later' as const, 'again' as const, 'lost' as const),
      ),
      delayMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 400_000 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 5, maxLength: 40 }), async (batches) => {
        const session = openSession()
        let [next, heldBack]: [number, readonly LivePoint[]] = [0, []]
        for (const { size, what, delayMs } of batches) {
          const points = what === 'again' ? ride.slice(Math.max(0, next - size), next + 2) : ride.slice(next, next + size)
          next = Math.max(next, ...points.map(({ seconds }) => seconds / 2 + 1))
          if (what === 'lost') session.lose()
          if (what === 'later') {
            heldBack = points
            continue
          }
          const sent = what === 'next' && size % 4 === 0 ? [...points, ...heldBack] : points
          if (sent.length === 0) continue
          session.record(sent, delayMs)
          expect(await session.found()).toEqual(session.whole())
          expect(session.count()).toBe(session.stored())
        }
      }),
      { numRuns: 150 },
    )
  })

  it('go on without what came late as long as the way does, and are those of the whole track then', async () => {
    const session = openSession()
    for (let i = 10; i < 100; i += 5) {
      session.record(ride.slice(i, i + 5), FUTURE_SLACK_MS / 20)
      await session.found()
    }
    session.reads.length = 0
    session.expectLate(ride.slice(0, 10))
    for (let i = 100; i < 120; i += 5) {
      session.record(ride.slice(i, i + 5), FUTURE_SLACK_MS / 20)
      await session.found()
    }
    expect(session.reads).toHaveLength(4)
    expect(Math.max(...session.reads)).toBeLessThan(80)
    session.remeasureTrack()
    expect(await session.found()).toEqual(session.whole())
    expect(session.reads.at(-1)).toBe(120)
  })

  it('cost what is new, until something comes late: then the whole once', async () => {
    const session = openSession()
    for (let i = 0; i < 100; i += 5) {
      session.record(ride.slice(i, i + 5), i === 0 ? 0 : FUTURE_SLACK_MS / 20)
      await session.found()
    }
    expect(session.reads).toHaveLength(20)
    expect(Math.max(...session.reads.slice(-5))).toBeLessThan(80)
    session.reads.length = 0
    await session.found()
    expect(session.reads).toEqual([])
    session.record([{ seconds: 101, latitude: 47, longitude: 8 }])
    await session.found()
    await session.found()
    expect(session.reads).toEqual([101])
  })

  it('may be others than before', async () => {
    const session = openSession()
    session.record(ride.slice(0, 20))
    await session.found()
    session.record(ride.slice(20, 25))
    const more = new Map([...lines, ['between', lineOf(200, 400)]])
    const found = await session.found(more)
    expect(found).toEqual(session.whole(more))
    expect(found.has('between')).toBe(true)
    expect(await session.found()).toEqual(session.whole())
  })
})
