import { Decoder, Encoder, Profile, Stream } from '@garmin/fitsdk'
import { describe, expect, it } from 'vitest'
import { channelNamed, isUnitOf } from '../fit/developer-names.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import type { Recording } from '../recording.ts'
import { type Measurement, measure } from './measure.ts'

const START = Date.UTC(2026, 4, 1, 10)
const DEGREE = 111_195.08
const LATITUDE = 47.5

interface Point {
  readonly second: number
  /** Metres to the north of the start. */
  readonly meters?: number
  readonly at?: readonly [number, number]
  readonly altitude?: number
  readonly inner?: string
}
const along = (seconds: number, of: (second: number) => Omit<Point, 'second'>, step = 1): Point[] =>
  Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => ({ second: i * step, ...of(i * step) }))

function gpx(points: readonly Point[], { type = 'running', creator = 'Watch' } = {}): Uint8Array {
  const point = ({ second, meters = second * 3, at, altitude, inner = '' }: Point): string => {
    const [latitude, longitude] = at ?? [LATITUDE + meters / DEGREE, 8.5]
    const ele = altitude === undefined ? '' : `<ele>${altitude}</ele>`
    return `<trkpt lat="${latitude}" lon="${longitude}">${ele}<time>${new Date(START + second * 1000).toISOString()}</time>${inner}</trkpt>`
  }
  const body = points.map(point).join('')
  return new TextEncoder().encode(`<gpx creator="${creator}"><trk><type>${type}</type><trkseg>${body}</trkseg></trk></gpx>`)
}

type Fields = Record<string, unknown>
const MESG = Profile.MesgNum as Record<'FILE_ID' | 'RECORD' | 'SESSION', number>
const HR = 132
const when = (second: number): Date => new Date(START + second * 1000)

interface Written {
  readonly sport?: string
  readonly subSport?: string
  readonly manufacturer?: string
  readonly others?: readonly (readonly [number, Fields])[]
}
function fit(
  seconds: number,
  of: (second: number) => Fields,
  { sport = 'running', subSport = 'generic', manufacturer = 'garmin', others = [] }: Written = {},
): Uint8Array {
  const encoder = new Encoder()
  encoder.onMesg(MESG.FILE_ID, { type: 'activity', manufacturer, timeCreated: when(0) } as never)
  for (let second = 0; second <= seconds; second++)
    encoder.onMesg(MESG.RECORD, { timestamp: when(second), distance: second * 3, ...of(second) } as never)
  for (const [number, fields] of others) encoder.onMesg(number, fields as never)
  const session = {
    timestamp: when(seconds),
    startTime: when(0),
    totalElapsedTime: seconds,
    totalTimerTime: seconds,
    sport,
    subSport,
  }
  encoder.onMesg(MESG.SESSION, session as never)
  return encoder.close()
}
const semicircles = (degrees: number): number => Math.round((degrees / 180) * 2 ** 31)
const north = (meters: number): Fields => ({
  positionLat: semicircles(LATITUDE + meters / DEGREE),
  positionLong: semicircles(8.5),
})

const recordingOf = (bytes: Uint8Array): Recording => {
  const result = parseRecording(bytes)
  const [recording] = result.ok ? result.recordings : []
  if (!recording) throw new Error(JSON.stringify(result))
  return recording
}
const measured = (bytes: Uint8Array): Measurement => measure(recordingOf(bytes))

describe('heart rate that a strap stored', () => {
  /** Beats at one rate from a second on: eight per message after the first one, with event times of twelve bits. */
  const beats = (from: number, bpm: number, count: number): (readonly [number, Fields])[] => {
    const first = 3_481_000
    const ticks = Array.from({ length: count }, (_, i) => Math.round((i + 1) * (60 / bpm) * 1024) + Math.round(first * 1024))
    const messages: (readonly [number, Fields])[] = [
      [HR, { timestamp: when(from), fractionalTimestamp: 0, filteredBpm: [bpm], eventTimestamp: [first] }],
    ]
    for (let i = 0; i < count; i += 8) {
      const bytes: number[] = []
      for (let k = i; k < i + 8; k += 2) {
        const [a, b] = [(ticks[k] ?? 0) & 0xfff, (ticks[k + 1] ?? 0) & 0xfff]
        bytes.push(a & 0xff, (a >> 8) | ((b & 0x0f) << 4), b >> 4)
      }
      const rates = Array.from({ length: 8 }, (_, k) => (i + k < count ? bpm : 0xff))
      messages.push([HR, { filteredBpm: rates, eventTimestamp12: bytes }])
    }
    return messages
  }
  it.each([40, 76, 131, 190])('gives records their beats, at %d a minute', (bpm) => {
    const bytes = fit(120, () => ({}), { others: beats(0, bpm, Math.floor((120 * bpm) / 60)) })
    const { averageHeartRateBpm, maxHeartRateBpm } = measured(bytes)
    expect(averageHeartRateBpm).toBeCloseTo(bpm, 0)
    expect(maxHeartRateBpm).toBe(bpm)
    const { messages } = new Decoder(Stream.fromByteArray([...bytes])).read({ mergeHeartRates: true })
    const theirs = (messages.recordMesgs ?? []).map(({ heartRate }) => heartRate).filter((each) => Number(each) > 0)
    expect(theirs.every((each) => each === bpm)).toBe(true)
  })
  it('leaves what the record says itself', () => {
    const bytes = fit(60, () => ({ heartRate: 150 }), { others: beats(0, 100, 96) })
    expect(measured(bytes).averageHeartRateBpm).toBe(150)
  })
  it('invents nothing where no beat was heard', () => {
    const bytes = fit(100, () => ({}), { others: beats(20, 120, 40) })
    const bpm = recordingOf(bytes).channels.heartRateBpm ?? new Float64Array(0)
    expect(Number.isNaN(bpm[10])).toBe(true)
    expect(bpm[30]).toBe(120)
    expect(Number.isNaN(bpm[60])).toBe(true)
  })
})

describe('a developer field by its name', () => {
  it.each([
    'Power',
    'RP_Power',
    'rp_power',
    'RS_Power_AVG',
    'Stryd Power',
    'Running Power',
    'runPower',
    'COROS power',
    'Run Power',
  ])('%s is power', (name) => expect(channelNamed(name)).toBe('powerWatts'))
  it.each([
    'Form Power',
    'Air Power',
    'Lap Power',
    'RP_AvgPower',
    'Avg Power',
    'Power Zone',
    'Target Power',
    'Vertical Power',
    '3s Power',
    'Leg Spring Stiffness',
  ])('%s is something else', (name) => expect(channelNamed(name)).toBeNull())
  it('knows heart rate and cadence too, and what their units are not', () => {
    expect(channelNamed('Heart_Rate')).toBe('heartRateBpm')
    expect(channelNamed('Cadence')).toBe('cadenceRpm')
    expect(isUnitOf('powerWatts', 'W')).toBe(true)
    expect(isUnitOf('powerWatts', 'Watts')).toBe(true)
    expect(isUnitOf('powerWatts', 'W/kg')).toBe(false)
    expect(isUnitOf('powerWatts', '%')).toBe(false)
    expect(isUnitOf('powerWatts', undefined)).toBe(true)
  })
})

describe('altitude', () => {
  const climb = (points: readonly Point[], type?: string): readonly [number, number] => {
    const { elevationGainMeters, elevationLossMeters } = measured(gpx(points, type ? { type } : {}))
    return [elevationGainMeters ?? -1, elevationLossMeters ?? -1]
  }
  it.each([
    [0, 420, 15],
    [0, 30, 5],
    [0, -420, 40],
    [-500, 300, 20],
    [300, 420, 30],
  ])('that reads %d m and is %d m after %d s was no climb', (wrong, right, seconds) => {
    expect(climb(along(600, (second) => ({ altitude: second < seconds ? wrong : right })))).toEqual([0, 0])
  })
  it.each([
    ['falls to 0 for a while', (second: number) => (second > 200 && second < 220 ? 0 : 300)],
    ['stands out for a while', (second: number) => (second > 200 && second < 203 ? 900 : 300)],
    ['is set on the way', (second: number) => (second < 200 ? 300 : 480)],
    ['is lost at the end', (second: number) => (second > 590 ? 0 : 300)],
  ])('that %s was no climb', (_, altitude) => {
    const points = along(600, (second) => ({ altitude: altitude(second) }))
    expect(climb(points)).toEqual([0, 0])
    expect(measured(gpx(points)).splits.kilometers.map(({ elevationChangeMeters }) => elevationChangeMeters)).toEqual([0, 0])
  })
  it('is null while it is not known, and otherwise as it was recorded', () => {
    const { derived } = measured(gpx(along(600, (second) => ({ altitude: second < 15 ? 0 : 420 }))))
    expect(Number.isNaN(derived.altitudeMeters?.[3])).toBe(true)
    expect(derived.altitudeMeters?.[300]).toBe(420)
  })
  it('of a cable car and a via ferrata is climbed', () => {
    const car = along(600, (second) => ({ meters: second * 6, altitude: 1000 + second * 4 }))
    expect(climb(car, 'other')[0]).toBeCloseTo(2400, -2)
    const ferrata = along(6000, (second) => ({ meters: second * 0.1, altitude: 1000 + second * 0.1 }), 10)
    expect(climb(ferrata)[0]).toBeCloseTo(600, -2)
  })
  it('of the Dead Sea and of the shore stays', () => {
    const [gain, loss] = climb(along(1200, (second) => ({ altitude: -430 + 20 * Math.sin(second / 100) })))
    expect(gain).toBeGreaterThan(60)
    expect(loss).toBeGreaterThan(60)
    const up = along(1200, (second) => ({ altitude: Math.max(0, Math.round((second - 100) / 10)) }))
    expect(climb(up)[0]).toBeCloseTo(110, -1)
  })
})

describe('heart rate of a GPX point', () => {
  it.each([
    '<extensions><bpm>130</bpm></extensions>',
    '<extensions><heart_rate>130</heart_rate></extensions>',
    '<extensions><x:HeartRate xmlns:x="x">130</x:HeartRate></extensions>',
    '<extensions><hrm>130</hrm></extensions>',
    '<extensions><pulse>130</pulse></extensions>',
    '<extensions><HeartRateBpm><Value>130</Value></HeartRateBpm></extensions>',
    '<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>130</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions>',
  ])('is read from %s', (inner) => {
    expect(measured(gpx(along(60, () => ({ inner })))).averageHeartRateBpm).toBe(130)
  })
})

describe('positions that nobody was at', () => {
  it.each([
    ['-1', -1],
    ['0', 0],
  ])('%s semicircles are no place', (_, semicircle) => {
    const none = { positionLat: semicircle, positionLong: semicircle }
    const { route, timeZone } = measured(fit(300, (second) => (second < 20 ? none : north(second * 3))))
    expect(timeZone).toBe('Europe/Zurich')
    expect(route?.start[0]).toBeCloseTo(LATITUDE + 60 / DEGREE, 5)
  })
  it.each([2, 3, 10, 45])('%d in a row off the way count for nothing', (count) => {
    const off = (second: number): readonly [number, number] => [LATITUDE + (second * 3) / DEGREE, 8.5 + 800 / (DEGREE * 0.675)]
    const points = along(1200, (second) => (second >= 600 && second < 600 + count ? { at: off(second) } : {}))
    const { distanceMeters, bestEfforts } = measured(gpx(points))
    expect(distanceMeters).toBeCloseTo(3600, 0)
    expect(bestEfforts[0]?.elapsedSeconds).toBeCloseTo(133.3, 0)
  })
  it('scattered ones count for nothing either, and sparse ones', () => {
    const away = (second: number): readonly [number, number] => [
      LATITUDE + ((second % 7) - 3) / 50,
      8.5 + ((second % 5) - 2) / 40,
    ]
    const scattered = along(1200, (second) => (second >= 600 && second < 606 ? { at: away(second) } : {}))
    expect(measured(gpx(scattered)).distanceMeters).toBeCloseTo(3600, 0)
    const sparse = along(1200, (second) => (second === 600 || second === 610 ? { at: [48, 8.5] } : {}), 10)
    expect(measured(gpx(sparse)).distanceMeters).toBeCloseTo(3600, 0)
  })
  it.each([5, 20, 120])('a stale fix of %d s is not where it began', (seconds) => {
    const points = along(1200, (second) => (second < seconds ? { at: [38.72, -9.14] } : {}))
    const { route, timeZone, distanceMeters } = measured(gpx(points))
    expect(timeZone).toBe('Europe/Zurich')
    expect(route?.start[0]).toBeCloseTo(LATITUDE + (seconds * 3) / DEGREE, 5)
    expect(distanceMeters).toBeCloseTo((1200 - seconds) * 3, 0)
  })
  it('leaves who stood at the start, turned back, or was carried in a pause', () => {
    const stood = along(600, (second) => ({ meters: Math.max(0, second - 120) * 3 }))
    const back = along(600, (second) => ({ meters: second < 300 ? second * 3 : (600 - second) * 3 }))
    const carried = [
      ...along(300, () => ({})),
      ...along(300, (second) => ({ meters: 20_000 + second * 3 })).map((point) => ({ ...point, second: point.second + 4000 })),
    ]
    for (const points of [stood, back, carried]) expect(measured(gpx(points)).warnings).toEqual([])
  })
})

describe('virtual places', () => {
  const watopia = (second: number): Fields => ({
    positionLat: semicircles(-11.64 + second / 50_000),
    positionLong: semicircles(166.95),
  })
  it.each([
    ['cycling', 'virtualActivity', 'garmin', 'VIRTUAL_RIDE'],
    ['running', 'virtualActivity', 'garmin', 'VIRTUAL_RUN'],
    ['cycling', 'generic', 'zwift', 'VIRTUAL_RIDE'],
    ['running', 'treadmill', 'zwift', 'VIRTUAL_RUN'],
    ['cycling', 'generic', 'bkool', 'VIRTUAL_RIDE'],
    ['cycling', 'indoorCycling', 'virtualtraining', 'VIRTUAL_RIDE'],
  ])('%s, %s by %s has no time zone of its own', (sport, subSport, manufacturer, wanted) => {
    const recording = recordingOf(fit(300, watopia, { sport, subSport, manufacturer }))
    expect(recording.sport).toBe(wanted)
    expect(measure(recording)).toMatchObject({ timeZone: null, route: { start: expect.anything() } })
  })
  it('are told by a file’s creator, and a watch’s places are real', () => {
    const ride = along(60, () => ({ at: [-11.64, 166.95] as const }))
    expect(measured(gpx(ride, { type: 'cycling', creator: 'Zwift' })).timeZone).toBeNull()
    expect(measured(gpx(ride, { type: 'VirtualRide', creator: 'StravaGPX' })).timeZone).toBeNull()
    for (const creator of ['Garmin Edge 530', 'MiFit', 'Amazfit Elite', 'Polar Vantage'])
      expect(measured(gpx(ride, { type: 'cycling', creator })).timeZone).toBe('Pacific/Guadalcanal')
  })
})

describe('an open-water swim whose metres come in bursts', () => {
  const swim = (seconds: number, metersAt: (second: number) => number) =>
    measured(fit(seconds, (second) => ({ distance: metersAt(second) }), { sport: 'swimming', subSport: 'openWater' }))
  /** The counter stands still, then catches up in the last three seconds of each period. */
  const bursts = (mps: number, period: number, catching: number) => (second: number) => {
    const into = second % period
    return mps * (second - into + (into > period - catching ? ((into - period + catching) / catching) * period : 0))
  }
  it.each([
    [0.9, 12, 3],
    [0.5, 12, 3],
    [1.3, 20, 2],
    [0.9, 8, 3],
    [0.7, 30, 1],
    [0.9, 40, 4],
  ])('at %d m/s every %d s in %d s was swum all the time', (mps, period, catching) => {
    const { movingSeconds, maxSpeedMps } = swim(1200, bursts(mps, period, catching))
    expect(movingSeconds).toBeGreaterThan(1140)
    expect(maxSpeedMps).toBeLessThan(3 * mps)
  })
  it('leaves a rest out, as before', () => {
    const rested = (second: number): number => 0.9 * (second < 300 ? second : Math.max(300, second - 120))
    expect(swim(900, rested).movingSeconds).toBeGreaterThan(770)
    expect(swim(900, rested).movingSeconds).toBeLessThan(790)
  })
})

describe('cadence', () => {
  const cadence = (of: (second: number) => number, sport = 'cycling') =>
    measured(fit(600, (second) => ({ cadence: of(second) }), { sport })).averageCadenceRpm
  it('leaves coasting out of the mean', () => {
    expect(cadence((second) => (second % 3 === 0 ? 0 : 90))).toBe(90)
    expect(cadence(() => 0)).toBe(0)
    expect(cadence((second) => (second % 3 === 0 ? 0 : 130))).toBe(130)
  })
  it('is of one foot, whoever counted', () => {
    expect(cadence(() => 84, 'running')).toBe(84)
    expect(cadence(() => 105, 'running')).toBe(105)
    expect(cadence(() => 168, 'running')).toBe(84)
    expect(cadence((second) => (second % 2 === 0 ? 112 : 150), 'running')).toBeCloseTo(65.5, 0)
    expect(cadence(() => 58, 'walking')).toBe(58)
    expect(cadence(() => 112, 'walking')).toBe(56)
  })
  it('is stored and drawn on that scale too', () => {
    expect(measured(fit(100, () => ({ cadence: 170 }))).derived.cadenceRpm?.[5]).toBe(85)
  })
})

describe('points that all bear one time', () => {
  it('are a route and no recording, while one point and one place are kept', () => {
    const route = along(300, () => ({})).map((point) => ({ ...point, meters: point.second * 3, second: 0 }))
    expect(parseRecording(gpx(route))).toMatchObject({ ok: false, code: 'EMPTY_RECORDING' })
    const trackpoint = (meters: number) =>
      `<Trackpoint><Time>2026-05-01T10:00:00Z</Time><Position><LatitudeDegrees>${47 + meters / DEGREE}</LatitudeDegrees><LongitudeDegrees>8</LongitudeDegrees></Position></Trackpoint>`
    const tcx = `<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Lap><Track>${trackpoint(0)}${trackpoint(9)}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`
    expect(parseRecording(new TextEncoder().encode(tcx))).toMatchObject({ ok: false })
    expect(parseRecording(gpx([{ second: 0 }]))).toMatchObject({ ok: true })
    expect(parseRecording(gpx([{ second: 0 }, { second: 0, meters: 0 }]))).toMatchObject({ ok: true })
  })
})
