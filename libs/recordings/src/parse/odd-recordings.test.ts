import { describe, expect, it } from 'vitest'
import { longFit, longGpx, longTcx, wideFit } from '../fuzz/huge-files.ts'
import { keepsPromises } from '../fuzz/promises.ts'
import { measure } from '../measure/measure.ts'
import { timeZoneAt } from '../measure/route.ts'
import type { Recording } from '../recording.ts'
import { chunkSamples } from '../store/chunks.ts'
import { parseNumber } from '../xml/values.ts'
import { parseRecording } from './parse-recording.ts'
import type { ParseSuccess } from './parse-result.ts'

const success = (content: string | Uint8Array): ParseSuccess => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const result = parseRecording(bytes)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  keepsPromises(bytes)
  return result
}
const first = (content: string | Uint8Array): Recording => {
  const [recording] = success(content).recordings
  if (!recording) throw new Error('no recording')
  return recording
}
const START = Date.UTC(2026, 4, 1, 10)
const trackpoint = (ms: number, inner: string): string =>
  `<Trackpoint><Time>${new Date(ms).toISOString()}</Time>${inner}</Trackpoint>`
const tcx = (points: string, laps = ''): string =>
  `<TrainingCenterDatabase><Activities><Activity Sport="Biking">${laps}<Lap><Track>${points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`
/** One sample per second, 6 m each. `clock` returns the time of each second. */
const ride = (seconds: number, clock: (second: number) => number): string =>
  tcx(Array.from({ length: seconds }, (_, i) => trackpoint(clock(i), `<DistanceMeters>${100 + i * 6}</DistanceMeters>`)).join(''))

describe('a wrong clock', () => {
  it.each([
    ['1989', Date.UTC(1989, 11, 31)],
    ['1970', 0],
    ['2100', Date.UTC(2100, 5)],
  ])('in %s is refused, and said to be the reason', (_, startMs) => {
    const wanted = { ok: false, code: 'EMPTY_RECORDING', message: expect.stringMatching(/clock/) }
    const text = ride(50, (i) => startMs + i * 1000)
    expect(parseRecording(new TextEncoder().encode(text))).toMatchObject(wanted)
    const gpx = `<gpx><trk><trkpt lat="47" lon="8"><time>${new Date(startMs).toISOString()}</time></trkpt></trk></gpx>`
    expect(parseRecording(new TextEncoder().encode(gpx))).toMatchObject(wanted)
  })
  it('ahead of the day it is read is refused where that day is given', () => {
    const bytes = new TextEncoder().encode(ride(50, (i) => Date.UTC(2099, 0) + i * 1000))
    expect(parseRecording(bytes)).toMatchObject({ ok: true })
    const limits = { latestMs: START }
    expect(parseRecording(bytes, { limits })).toMatchObject({ ok: false, code: 'EMPTY_RECORDING' })
  })
  it('that is set back on the way costs nothing: the metres tell the order', () => {
    const right = measure(first(ride(600, (i) => START + i * 1000)))
    const { recordings, warnings } = success(ride(600, (i) => START + i * 1000 + (i < 200 ? 3_600_000 : 0)))
    const mended = measure(recordings[0] as Recording)
    expect(recordings[0]?.startedAtMs).toBe(START)
    expect(mended.derived.distanceMeters).toEqual(right.derived.distanceMeters)
    expect([mended.elapsedSeconds, mended.movingSeconds]).toEqual([right.elapsedSeconds, right.movingSeconds])
    expect(warnings).toEqual([{ code: 'CLOCK_SET', message: expect.stringMatching(/clock of the device was set/) }])
  })
  it('is believed where a late record only stands in the wrong place', () => {
    const swapped = ride(100, (i) => START + (i === 50 ? 40 : i) * 1000)
    expect(success(swapped).warnings).toEqual([])
  })
})

describe('several records in one second', () => {
  it('are one sample, of which the later value that is there wins', () => {
    const points = [
      trackpoint(START, '<HeartRateBpm><Value>120</Value></HeartRateBpm><Watts>200</Watts>'),
      trackpoint(START, '<Cadence>90</Cadence><Watts>210</Watts>'),
      trackpoint(START, '<HeartRateBpm><Value>0</Value></HeartRateBpm>'),
      trackpoint(START + 1000, '<Watts>220</Watts>'),
    ]
    const { channels, sampleCount } = first(tcx(points.join('')))
    expect(sampleCount).toBe(2)
    expect([channels.heartRateBpm?.[0], channels.cadenceRpm?.[0], channels.powerWatts?.[0]]).toEqual([120, 90, 210])
  })
})

describe('nonsense of sensors', () => {
  it('is null: 65,534 and 65,535 W, -1 W, 300 bpm, 0, 0', () => {
    const values = ['65534', '65535', '-1', '300'].map((watts, i) =>
      trackpoint(
        START + i * 1000,
        `<Position><LatitudeDegrees>0</LatitudeDegrees><LongitudeDegrees>0</LongitudeDegrees></Position><Watts>${watts}</Watts><HeartRateBpm><Value>300</Value></HeartRateBpm>`,
      ),
    )
    const recording = first(tcx(values.join('')))
    expect([...(recording.channels.powerWatts ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN, 300])
    expect(recording.channels.heartRateBpm).toBeUndefined()
    expect(measure(recording)).toMatchObject({ route: null, maxPowerWatts: 300, timeZone: null })
  })
  it('keeps 0 W, which is coasting, in the mean', () => {
    const points = [0, 0, 300, 300].map((watts, i) => trackpoint(START + i * 1000, `<Watts>${watts}</Watts>`))
    expect(measure(first(tcx(points.join(''))))).toMatchObject({ averagePowerWatts: 150, energyKilojoules: 0.6 })
  })
  it('reads a decimal comma for what it means, and two of them for nothing', () => {
    expect([parseNumber('12,5'), parseNumber('-0,25'), parseNumber('1.234,5'), parseNumber('1,2,3')]).toEqual([
      12.5,
      -0.25,
      Number.NaN,
      Number.NaN,
    ])
  })
})

describe('laps', () => {
  const lap = (second: number): string =>
    `<Lap StartTime="${new Date(START + second * 1000).toISOString()}"><TotalTimeSeconds>20</TotalTimeSeconds></Lap>`
  it('out of order are put in order, and empty ones are empty', () => {
    const points = Array.from({ length: 60 }, (_, i) => trackpoint(START + i * 1000, `<DistanceMeters>${i * 6}</DistanceMeters>`))
    const recording = first(tcx(points.join(''), [40, 20, 20, 0].map(lap).join('')))
    const { laps, distanceMeters } = measure(recording)
    expect(laps.map((each) => [each.startSeconds, each.distanceMeters])).toEqual([
      [0, 120],
      [20, 0],
      [20, 120],
      [40, 114],
    ])
    expect(laps[1]).toMatchObject({ movingSeconds: 0, averageSpeedMps: null })
    expect(laps.reduce((sum, each) => sum + each.distanceMeters, 0)).toBe(distanceMeters)
  })
})

describe('long and short', () => {
  it('measures one sample', () => {
    expect(keepsPromises(longFit(1))).toBe(1)
    expect(keepsPromises(longGpx(1))).toBe(1)
    expect(keepsPromises(longTcx(1))).toBe(1)
  })
  it('measures a day, second by second', () => {
    const recording = first(longFit(86_400))
    const measurement = measure(recording)
    expect([measurement.elapsedSeconds, measurement.timerSeconds]).toEqual([86_399, 86_399])
    expect(measurement.distanceMeters).toBeCloseTo(86_399 * 7, 6)
    expect(chunkSamples(recording, measurement)).toHaveLength(Math.ceil(86_400 / 1024))
  })
  it('reads 500,000 samples and refuses one more', () => {
    expect(parseRecording(longFit(500_000)).ok).toBe(true)
    expect(parseRecording(longFit(500_001))).toMatchObject({ ok: false, code: 'TOO_LARGE' })
  })
  it('passes over developer fields of 65 kB a record', () => {
    expect(first(wideFit(2)).sampleCount).toBe(30)
  })
})

describe('the time zone of a place', () => {
  it.each([
    [47.55, 7.59, 'Europe/Zurich'],
    [32.5, -117.03, 'America/Tijuana'],
    [32.56, -117.03, 'America/Los_Angeles'],
    [-17.8, 177.4, 'Pacific/Fiji'],
    [71, 25.8, 'Europe/Oslo'],
  ])('at %d, %d is %s', (latitude, longitude, zone) => expect(timeZoneAt([latitude, longitude])).toBe(zone))
  it.each([
    [0, -30],
    [-60, 100],
    [30, 179.9],
    [90, 0],
    [-90, 180],
  ])('at sea and at the poles, %d, %d, is one that exists', (latitude, longitude) => {
    const zone = timeZoneAt([latitude, longitude])
    expect(zone === null || new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).toBeTruthy()
  })
})
