import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { NO_TOTALS, type Recording } from '../recording.ts'
import { chunkSamples } from './chunks.ts'
import { canDrawSummaries, drawSummaries } from './draw-summaries.ts'

/** A day at 1 Hz: up for half of it, then down again. The power meter has no values in the last third. */
const DAY = 86_400
const day: Recording = {
  sport: 'RIDE',
  startedAtMs: 0,
  name: null,
  device: null,
  utcOffsetSeconds: null,
  sampleCount: DAY,
  timeSeconds: Float64Array.from({ length: DAY }, (_, i) => i),
  channels: {
    distanceMeters: Float64Array.from({ length: DAY }, (_, i) => i * 5),
    altitudeMeters: Float64Array.from({ length: DAY }, (_, i) => (i < DAY / 2 ? i : DAY - i) / 20),
    powerWatts: Float64Array.from({ length: DAY }, (_, i) => (i < 57_344 ? i % 300 : Number.NaN)),
  },
  pauses: [],
  hasTimerEvents: true,
  laps: [],
  totals: NO_TOTALS,
}
const chunks = chunkSamples(day, measure(day))
const names = ['timeSeconds', 'distanceMeters', 'altitudeMeters', 'powerWatts', 'heartRateBpm'] as const

describe('drawSummaries', () => {
  it('draws a day of two points a chunk, all of one length, first and last sample among them', () => {
    expect(chunks).toHaveLength(85)
    const drawn = drawSummaries(chunks, names, 170)
    if (!drawn) throw new Error('it can be drawn')
    const { timeSeconds, distanceMeters, altitudeMeters, powerWatts, heartRateBpm } = drawn
    for (const column of [timeSeconds, distanceMeters, altitudeMeters, powerWatts]) expect(column).toHaveLength(170)
    expect(heartRateBpm).toBeUndefined()
    expect([timeSeconds?.[0], timeSeconds?.[1], timeSeconds?.[2], timeSeconds?.[169]]).toEqual([0, 1023, 1024, DAY - 1])
    for (const [i, second] of (timeSeconds ?? []).entries()) {
      // Values that rise and fall evenly are drawn exactly.
      expect(distanceMeters?.[i]).toBe(second * 5)
      const isAtTop = Math.abs(second - DAY / 2) < 2048
      if (!isAtTop) expect(altitudeMeters?.[i]).toBeCloseTo((second < DAY / 2 ? second : DAY - second) / 20, 0)
    }
    expect(Math.max(...(altitudeMeters ?? []))).toBe(DAY / 40)
    expect([powerWatts?.[0], powerWatts?.[1]]).toEqual([0, 299])
    expect([powerWatts?.[112], powerWatts?.[169]]).toEqual([Number.NaN, Number.NaN])
  })

  it('puts chunks together for fewer points, and leaves more points to the samples', () => {
    for (const points of [2, 3, 9, 100, 169]) {
      const drawn = drawSummaries(chunks, names, points)
      expect(drawn?.timeSeconds).toHaveLength(Math.floor(points / 2) * 2)
      expect(drawn?.timeSeconds?.at(-1)).toBe(DAY - 1)
      expect([...(drawn?.timeSeconds ?? [])]).toEqual([...(drawn?.timeSeconds ?? [])].sort((a, b) => a - b))
    }
    expect(drawSummaries(chunks, names, 171)).toBeNull()
    expect(drawSummaries(chunks, names, 1)).toBeNull()
    expect(drawSummaries([], names, 2)).toBeNull()
  })

  it('knows what it can draw', () => {
    expect(canDrawSummaries(names)).toBe(true)
    expect(canDrawSummaries(['timeSeconds', 'latitude'])).toBe(false)
    expect(canDrawSummaries(['moving'])).toBe(false)
  })
})
