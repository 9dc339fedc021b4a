import { measure, parseRecording } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { cutFit, repeatFit } from './long-fit.ts'
import { benchFile } from './recordings.ts'

const measured = (bytes: Uint8Array) => {
  const result = parseRecording(bytes)
  const recording = result.ok ? result.recordings[0] : undefined
  if (!result.ok || recording === undefined) throw new Error('the file does not parse')
  return { ...measure(recording), warnings: result.warnings, samples: recording.sampleCount }
}

describe('longer and shorter rides', () => {
  const ride = benchFile('ride-power-laps.fit')
  const once = measured(ride)
  it('repeats a ride, with time and distance going on', () => {
    const thrice = measured(repeatFit(ride, 3))
    expect(thrice.warnings).toEqual([])
    expect(thrice.samples).toBe(3 * once.samples)
    expect(thrice.elapsedSeconds).toBe(3 * once.elapsedSeconds + 2)
    expect(thrice.distanceMeters / once.distanceMeters).toBeCloseTo(3, 3)
    expect(thrice.averagePowerWatts).toBeCloseTo(once.averagePowerWatts ?? 0, 6)
  })
  it('cuts a ride after an hour', () => {
    const hour = measured(cutFit(ride, 3600))
    expect([hour.warnings, hour.samples, hour.elapsedSeconds]).toEqual([[], 3600, 3599])
  })
})
