import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measure } from './measure/measure.ts'
import { parseRecording } from './parse/parse-recording.ts'
import { fixture, parsed } from './testing/fixtures.ts'

interface ExpectedActivity {
  startedAt: string
  records: number
  elapsedSeconds: number
  timerSeconds: number | null
  longestGapSeconds: number
  hasPosition: boolean
  distanceMeters: number | null
  avgHeartRate?: number
  maxHeartRate?: number
  avgPower?: number
  maxPower?: number
  normalizedPower?: number
  mmp?: Record<string, number>
  avgCadence?: number
  minAltitude?: number
  maxAltitude?: number
  start?: [number, number]
  end?: [number, number]
  laps?: number
  deviceAscentMeters?: number
  deviceNormalizedPower?: number
}
interface ExpectedFile {
  file: string
  format: string
  outcome: string
  failure?: string
  activities: ExpectedActivity[]
}
const { files, tolerances } = JSON.parse(readFileSync(new URL('../fixtures/EXPECTED.json', import.meta.url), 'utf8')) as {
  files: ExpectedFile[]
  tolerances: Record<string, number>
}
const tolerance = (name: string): number => tolerances[name] as number

function near(actual: number | null | undefined, wanted: number, slack: number, what: string): void {
  expect(actual, what).not.toBeNull()
  expect(Math.abs((actual ?? Number.NaN) - wanted), `${what}: ${actual} for ${wanted}`).toBeLessThanOrEqual(slack)
}

describe.each(files)('$file', (file) => {
  if (file.failure) {
    it(`is refused as ${file.failure}`, () => {
      expect(parseRecording(fixture(file.file))).toMatchObject({ ok: false, code: file.failure })
    })
    return
  }
  const { recordings, warnings, format } = parsed(file.file)

  it('has the expected activities, and a warning where it is broken', () => {
    expect(format).toBe(file.format.toUpperCase())
    expect(recordings).toHaveLength(file.activities.length)
    if (file.outcome === 'partial') expect(warnings.length).toBeGreaterThan(0)
  })

  it.each(file.activities.map((wanted, i) => [i, wanted] as const))(
    'activity %i agrees with the independent reader',
    (i, wanted) => {
      const recording = recordings[i]
      if (!recording) throw new Error('missing')
      const measured = measure(recording)
      near(recording.startedAtMs / 1000, Date.parse(wanted.startedAt) / 1000, tolerance('startSeconds'), 'start')
      expect(recording.sampleCount).toBe(wanted.records)
      near(measured.elapsedSeconds, wanted.elapsedSeconds, tolerance('elapsedSeconds'), 'elapsed')
      // The expected metres are rounded to a tenth. For a recording of six metres that is more than the tolerance.
      const meters = wanted.distanceMeters ?? 0
      near(measured.distanceMeters, meters, meters * tolerance('distanceShare') + 0.05, 'distance')
      expect(measured.route !== null).toBe(wanted.hasPosition)
      if (wanted.laps !== undefined) expect(measured.laps).toHaveLength(wanted.laps)
      if (wanted.timerSeconds !== null) near(measured.timerSeconds, wanted.timerSeconds, 1, 'timer')
      expect(measured.movingSeconds).toBeLessThanOrEqual(measured.elapsedSeconds)

      if (wanted.avgHeartRate === undefined) expect(measured.averageHeartRateBpm).toBeNull()
      else {
        near(measured.averageHeartRateBpm, wanted.avgHeartRate, tolerance('avgHeartRate'), 'heart rate')
        expect(measured.maxHeartRateBpm).toBe(wanted.maxHeartRate)
      }
      if (wanted.avgPower !== undefined) {
        near(measured.averagePowerWatts, wanted.avgPower, wanted.avgPower * tolerance('avgPowerShare'), 'power')
        expect(measured.maxPowerWatts).toBe(wanted.maxPower)
      }
      for (const wantedWatts of [wanted.normalizedPower, wanted.deviceNormalizedPower])
        if (wantedWatts !== undefined)
          near(measured.normalizedPowerWatts, wantedWatts, wantedWatts * tolerance('normalizedPowerShare'), 'normalized power')
      for (const [seconds, watts] of Object.entries(wanted.mmp ?? {}))
        near(
          measured.powerCurve?.find((point) => point.seconds === Number(seconds))?.value,
          watts,
          watts * tolerance('mmpShare'),
          `best ${seconds} s`,
        )
      if (wanted.avgCadence !== undefined) near(measured.averageCadenceRpm, wanted.avgCadence, 0.5, 'cadence')
      const altitudes = recording.channels.altitudeMeters?.filter((value) => !Number.isNaN(value))
      if (wanted.minAltitude !== undefined) near(altitudes && Math.min(...altitudes), wanted.minAltitude, 0.11, 'lowest')
      if (wanted.maxAltitude !== undefined) near(altitudes && Math.max(...altitudes), wanted.maxAltitude, 0.11, 'highest')
      if (wanted.deviceAscentMeters !== undefined && recording.channels.altitudeMeters) {
        const slack = Math.max(tolerance('deviceAscentMeters'), wanted.deviceAscentMeters * tolerance('deviceAscentShare'))
        near(measured.elevationGainMeters, wanted.deviceAscentMeters, slack, 'ascent')
      }
      for (const [ours, theirs] of [
        [measured.route?.start, wanted.start],
        [measured.route?.end, wanted.end],
      ])
        if (theirs) {
          near(ours?.[0], theirs[0] as number, 2e-5, 'latitude')
          near(ours?.[1], theirs[1] as number, 2e-5, 'longitude')
        }
    },
  )
})
