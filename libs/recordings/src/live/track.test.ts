import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { joinTracks, type LivePoint, liveRecording, packTrack, partsOf, trackOf, unpackTrack, within, without } from './track.ts'

const points = fc.array(
  fc.record(
    {
      seconds: fc.integer({ min: 0, max: 500_000 }).map((milliseconds) => milliseconds / 1000),
      latitude: fc.option(fc.integer({ min: -900_000_000, max: 900_000_000 }).map((steps) => steps / 1e7)),
      distanceMeters: fc.option(fc.integer({ min: 0, max: 900_000 }).map((steps) => steps / 100)),
      powerWatts: fc.option(fc.integer({ min: 0, max: 2000 })),
    },
    { requiredKeys: ['seconds'] },
  ),
  { maxLength: 60 },
)

describe('a live track', () => {
  it('has each moment once, in order, whatever order the positions come in: the first given counts', () => {
    const track = trackOf([
      { seconds: 2, powerWatts: 200 },
      { seconds: 1, heartRateBpm: 120 },
      { seconds: 2, powerWatts: 999 },
    ])
    expect([...track.timeSeconds]).toEqual([1, 2])
    expect([...(track.powerWatts ?? [])]).toEqual([Number.NaN, 200])
    expect(track.latitude).toBeUndefined()
  })

  it('is read as it was packed', () => {
    fc.assert(
      fc.property(points, (given) => {
        const track = trackOf(given)
        expect(unpackTrack(packTrack(track))).toEqual(track)
      }),
    )
  })

  it('is the same joined of parts, twice over and in any order', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const [left, right] = [trackOf(a), trackOf(b)]
        const joined = joinTracks([left, right])
        expect(joined).toEqual(trackOf([...a, ...b]))
        expect(joinTracks([joined, right, left])).toEqual(joined)
        expect(joinTracks([right, left]).timeSeconds).toEqual(joined.timeSeconds)
        expect(joinTracks([])).toEqual(trackOf([]))
        expect(without(right, joined).timeSeconds).toHaveLength(0)
      }),
    )
  })

  it('is cut by time, both ends included', () => {
    const track = trackOf([0, 1, 2, 3].map((seconds) => ({ seconds, powerWatts: seconds })))
    expect([...(within(track, 1, 2).powerWatts ?? [])]).toEqual([1, 2])
    expect(within(track, 4, 9)).toEqual(trackOf([]))
    expect(within(track, 2, 1)).toEqual(trackOf([]))
  })

  it('is the same in parts of any length', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 50 }), (given, most) => {
        const track = trackOf(given)
        const parts = [...partsOf(track, most)]
        expect(joinTracks(parts)).toEqual(track)
        expect(parts).toHaveLength(Math.ceil(track.timeSeconds.length / most))
      }),
    )
  })
})

describe('liveRecording', () => {
  const ride = (seconds: number): LivePoint => ({ seconds, latitude: 47 + seconds * 5e-5, longitude: 8, powerWatts: 200 })
  const minute = Array.from({ length: 61 }, (_, i) => ride(i + 5))

  it('begins at the first position and measures as any recording', () => {
    const recording = liveRecording('RIDE', 1_000_000, trackOf(minute), [])
    expect(recording).toMatchObject({ startedAtMs: 1_005_000, sampleCount: 61, hasTimerEvents: false, pauses: [] })
    const measured = recording && measure(recording)
    expect(measured).toMatchObject({ elapsedSeconds: 60, movingSeconds: 60, averagePowerWatts: 200 })
    expect(measured?.distanceMeters).toBeCloseTo(60 * 5.56, 0)
  })

  it('counts what the athlete pressed as pauses, and no gap beside it', () => {
    const gap = [...minute, ...minute.map(({ seconds }) => ride(seconds + 200))]
    expect(liveRecording('RIDE', 0, trackOf(gap), [])?.pauses).toEqual([{ startSeconds: 60, endSeconds: 200 }])
    const pressed = liveRecording('RIDE', 0, trackOf(gap), [{ startSeconds: 0, endSeconds: 15 }])
    expect(pressed?.pauses).toEqual([{ startSeconds: 0, endSeconds: 10 }])
    expect(liveRecording('RIDE', 0, trackOf([]), [])).toBeNull()
  })
})
