import { describe, expect, it } from 'vitest'
import { measure } from './measure/measure.ts'
import { firstOf } from './testing/fixtures.ts'

const FORMATS = ['ride-three-formats.gpx.gz', 'ride-three-formats-bare.gpx.gz', 'ride-three-formats.tcx.gz']

describe('one ride in three formats', () => {
  const fit = measure(firstOf('ride-three-formats.fit'))
  it.each(FORMATS)('%s measures like the FIT file', (name) => {
    const other = measure(firstOf(name))
    expect(other.elapsedSeconds).toBe(fit.elapsedSeconds)
    expect(Math.abs(other.distanceMeters / fit.distanceMeters - 1)).toBeLessThan(0.005)
    expect(Math.abs(other.movingSeconds / fit.movingSeconds - 1)).toBeLessThan(0.01)
    expect(other.averageHeartRateBpm).toBeCloseTo(fit.averageHeartRateBpm ?? 0, 6)
    expect(Math.abs((other.elevationGainMeters ?? 0) / (fit.elevationGainMeters ?? 1) - 1)).toBeLessThan(0.1)
    expect(Math.abs((other.maxSpeedMps ?? 0) / (fit.maxSpeedMps ?? 1) - 1)).toBeLessThan(0.05)
    expect(other.timeZone).toBe('Europe/Amsterdam')
    expect(other.splits.kilometers).toHaveLength(fit.splits.kilometers.length)
  })
})
