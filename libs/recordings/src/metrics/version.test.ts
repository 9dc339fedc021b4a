import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import { deriveMetrics } from './derive-metrics.ts'
import type { AthleteProfile } from './profile.ts'
import { MEASURE_VERSION } from './version.ts'

const folder = new URL('../../fixtures/', import.meta.url)
const SOMEBODY: AthleteProfile = {
  ageYears: 38,
  sex: 'FEMALE',
  weightKg: 61,
  maxHeartRateBpm: 186,
  restingHeartRateBpm: 48,
  lactateThresholdHeartRateBpm: 168,
  functionalThresholdPowerWatts: 240,
  runningThresholdPowerWatts: 260,
  thresholdSpeedMps: 4,
}

/** Numbers to six digits: what is beyond them differs between processors. */
const sixDigits = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)

/** All that is kept of a recording but its samples. */
const measured = (name: string): unknown => {
  const result = parseRecording(readFileSync(new URL(name, folder)), { fileName: name })
  if (!result.ok) return result.code
  return result.recordings.map((recording) => {
    const { derived: _columns, stretches: _stretches, warnings, ...rest } = measure(recording)
    const measurement = { ...rest, warnings: warnings.map(({ message }) => message) }
    return [measurement, deriveMetrics(measurement.statistics, { ...measurement, sport: recording.sport }, SOMEBODY)]
  })
}

it('measures real recordings as this version did: where it finds something else, MEASURE_VERSION must rise', async () => {
  const names = readdirSync(folder).filter((name) => /\.(fit|gpx|tcx)(\.gz)?$/.test(name))
  const hashes = names.sort().map((name) => [
    name,
    createHash('sha256')
      .update(JSON.stringify(measured(name), sixDigits))
      .digest('hex')
      .slice(0, 16),
  ])
  const kept = { measureVersion: MEASURE_VERSION, recordings: Object.fromEntries(hashes) }
  // After raising the version: npx vitest run libs/recordings/src/metrics/version.test.ts -u
  await expect(`${JSON.stringify(kept, null, 2)}\n`).toMatchFileSnapshot('../../fixtures/measured.json')
})
