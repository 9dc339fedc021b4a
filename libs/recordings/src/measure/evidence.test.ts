import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../parse/parse-recording.ts'
import type { Recording } from '../recording.ts'
import { countVehicleStarts } from './evidence.ts'
import { measure } from './measure.ts'

const startsOf = (speeds: readonly number[]): number =>
  countVehicleStarts(
    Float64Array.from(speeds, (_, second) => second),
    Float64Array.from(speeds),
  )

/** From a standstill to 18 m/s in so many seconds, then as fast for a while, and back. */
const start = (seconds: number, steadySeconds = 20): number[] => [
  ...[0, 0, 0],
  ...Array.from({ length: seconds }, (_, second) => (18 * second) / seconds),
  ...Array.from({ length: steadySeconds }, () => 18),
  ...[12, 6, 2],
]

describe('countVehicleStarts', () => {
  it('counts each start of a car, and none of a bicycle on its way down', () => {
    expect(startsOf([...start(8), ...start(9), ...start(10)])).toBe(3)
    expect(startsOf([...start(30), ...start(40)])).toBe(0)
    expect(startsOf([10, 12, 14, 16, 18, 18, 18, 18, 18, 18, 18])).toBe(0)
  })

  it('takes a jump of the receiver for nothing, and unknown speeds too', () => {
    expect(startsOf(start(2, 3))).toBe(0)
    expect(startsOf([0, Number.NaN, Number.NaN, 18, 18, Number.NaN, 18])).toBe(0)
    expect(startsOf([])).toBe(0)
  })
})

const recorded = (name: string): Recording => {
  const result = parseRecording(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)), { fileName: name })
  const recording = result.ok ? result.recordings[0] : undefined
  if (recording === undefined) throw new Error(`${name} is not a recording`)
  return recording
}

describe('measureEvidence', () => {
  it('finds nothing wrong with a real ride, and the same key for the same track alone', () => {
    const ride = recorded('ride-three-formats.tcx.gz')
    const { evidence } = measure(ride)
    expect(evidence).toMatchObject({ vehicleStarts: 0, fastestKilometerSeconds: expect.any(Number) })
    expect(evidence.trackKey).toMatch(/^[\w-]{22}$/)
    expect(measure({ ...ride, name: 'Mine' }).evidence.trackKey).toBe(evidence.trackKey)
    expect(measure({ ...ride, startedAtMs: ride.startedAtMs + 60_000 }).evidence.trackKey).not.toBe(evidence.trackKey)
    expect(measure({ ...ride, sport: 'VIRTUAL_RIDE' }).evidence.trackKey).toBeNull()
  })
})
