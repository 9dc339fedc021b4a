import { readFileSync } from 'node:fs'
import { openModel } from '@gruppetto/graph'
import {
  isDrivenBetween,
  measure,
  otherPropulsion,
  parseRecording,
  propulsionOf,
  propulsionQuestion,
  type Recording,
  sampleColumns,
} from '@gruppetto/recordings'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MeasuredLeg } from './measured-leg.ts'
import { asksForPropulsion, PROPULSION_MODEL, type PropulsionModel, withPropulsion } from './propulsion.ts'

const silent = { info: () => undefined, warn: () => undefined }
const open = (file: string, now = () => Date.parse('2026-12-01')) =>
  openModel(new URL(`../../models/${file}`, import.meta.url), PROPULSION_MODEL, { now, log: silent })

let model: PropulsionModel
beforeAll(async () => {
  const opened = (await open('propulsion.json')).current()
  if (opened === null) throw new Error('the model is refused')
  model = opened
})

const fixtures = new URL('../../../../libs/recordings/fixtures/', import.meta.url)
const legOf = (recording: Recording) => {
  const measured = measure(recording)
  const asks = asksForPropulsion(recording.sport, measured.evidence)
  return {
    evidence: measured.evidence,
    propulsion: asks ? propulsionQuestion(sampleColumns(recording, measured)) : null,
  } as MeasuredLeg
}
const recordingsOf = (fileName: string): readonly Recording[] => {
  const result = parseRecording(readFileSync(new URL(fileName, fixtures)), { fileName })
  return result.ok ? result.recordings : []
}

/** Town traffic for so many seconds: to 14 m/s within six seconds, a minute of it, and a halt of ten. */
const inTraffic = (seconds: number): number[] =>
  Array.from({ length: seconds }, (_, second) => Math.max(0, Math.min(14, 2.3 * (second % 75), 2 * (65 - (second % 75)))))

/** On the flat, along a meridian. */
const recordingOf = (speeds: readonly number[]): Recording => {
  let meters = 0
  const latitude = Float64Array.from(speeds, (speed) => {
    meters += speed
    return meters / 111_195
  })
  const none = { elapsedSeconds: null, timerSeconds: null, distanceMeters: null, ascentMeters: null, descentMeters: null }
  return {
    sport: 'RIDE',
    startedAtMs: 0,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: speeds.length,
    timeSeconds: Float64Array.from(speeds, (_, second) => second),
    channels: {
      latitude,
      longitude: new Float64Array(speeds.length).fill(7),
      altitudeMeters: new Float64Array(speeds.length).fill(400),
    },
    pauses: [],
    hasTimerEvents: false,
    laps: [],
    totals: none,
  }
}

describe('what moved an athlete', () => {
  it.each([
    'ride-long-lunch-break.fit',
    'ride-power-laps.fit',
    'ride-three-formats-bare.gpx.gz',
    'triathlon-multisport.fit',
    'run-developer-fields.fit',
    'hike-two-tracks.gpx',
  ])('is in %s what its athlete says, with each model that is shipped', (name) => {
    const recordings = recordingsOf(name)
    expect(recordings.length).toBeGreaterThan(0)
    for (const recording of recordings) {
      const { propulsion } = withPropulsion(legOf(recording), model).evidence
      const asked = recording.sport === 'OTHER' ? 'RIDE' : recording.sport
      expect([otherPropulsion(asked, propulsion), propulsion?.drives]).toEqual([null, undefined])
    }
  })

  it('is a vehicle in traffic, although no rule of speed finds it', () => {
    const { evidence } = withPropulsion(legOf(recordingOf(inTraffic(1500))), model)
    expect(otherPropulsion('RIDE', evidence.propulsion)).toBe('MOTOR_VEHICLE')
    expect(evidence.propulsion?.model).toMatch(/^propulsion@\d+$/)
  })

  it('is a vehicle on the way home alone', () => {
    const ride = Array.from({ length: 3600 }, (_, second) => 7 + Math.sin(second / 40) + 0.3 * Math.sin(second / 7))
    const { propulsion } = withPropulsion(legOf(recordingOf([...ride, ...inTraffic(1200)])), model).evidence
    expect([isDrivenBetween('RIDE', propulsion, 600, 1200), isDrivenBetween('RIDE', propulsion, 4000, 4300)]).toEqual([
      false,
      true,
    ])
  })

  it('is more likely an e-bike where the hill needs watts of which neither the heart nor the power meter knows', () => {
    // Fifty minutes at 25 km/h on the flat and at 22 uphill.
    const speeds = Array.from({ length: 3000 }, (_, second) => {
      const wanted = (second % 600 < 300 ? 6.95 : 6.1) + 0.1 * Math.sin(second / 9) + 0.1 * Math.sin(second / 2.3)
      // A halt in ten minutes, and off again.
      return Math.max(0.1, Math.min(wanted, 1.3 * Math.max(0, (second % 600) - 20), 1.5 * Math.max(0, 600 - (second % 600))))
    })
    const recording = recordingOf(speeds)
    let height = 400
    const altitudeMeters = Float64Array.from(speeds, (speed, second) => {
      height += second % 600 < 300 ? -0.01 * speed : 0.06 * speed
      return height
    })
    const ridden = (heartRateBpm: number, watts: (second: number) => number) => {
      const channels = {
        ...recording.channels,
        altitudeMeters,
        heartRateBpm: new Float64Array(speeds.length).fill(heartRateBpm),
        powerWatts: Float64Array.from(speeds, (_, second) => watts(second)),
        cadenceRpm: new Float64Array(speeds.length).fill(75),
      }
      const { propulsion } = withPropulsion(legOf({ ...recording, channels }), model).evidence
      return propulsion?.eBike ?? Number.NaN
    }
    expect(ridden(108, (second) => (second % 600 < 300 ? 60 : 130))).toBeGreaterThan(0.7)
    // The same by legs alone.
    expect(ridden(168, (second) => (second % 600 < 300 ? 130 : 430))).toBeLessThan(0.2)
  })

  it('is said again in the same way by the same file', () => {
    const leg = legOf(recordingOf(inTraffic(900)))
    expect(withPropulsion(leg, model)).toEqual(withPropulsion(leg, model))
    expect(Object.keys(withPropulsion(leg, model))).toEqual(['evidence'])
  })

  it('is not said without a model, in a game, indoors, and in other sports', async () => {
    const leg = legOf(recordingOf(inTraffic(900)))
    const absent = await open('none.json')
    expect(withPropulsion(leg, absent.current()).evidence).toEqual({ ...leg.evidence, propulsion: null })
    const old = await open('propulsion.json', () => Date.parse('2030-01-01'))
    expect(withPropulsion(leg, old.current()).evidence.propulsion).toBeNull()
    for (const name of ['ride-virtual.fit', 'ride-indoor-trainer.fit', 'swim-pool.fit', 'row-indoor.fit'])
      for (const recording of recordingsOf(name)) expect(withPropulsion(legOf(recording), model).evidence.propulsion).toBeNull()
    expect(asksForPropulsion('SKI', { trackKey: 'k' })).toBe(false)
  })

  it('is kept in thousandths', () => {
    expect(propulsionOf({ whole: [1], pieces: [] }, 'propulsion@1', () => [0.12345, 0.2, 0.3, 0.37655])).toEqual({
      model: 'propulsion@1',
      foot: 0.123,
      bike: 0.2,
      eBike: 0.3,
      vehicle: 0.377,
    })
  })
})
