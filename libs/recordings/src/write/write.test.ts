import { readdirSync, readFileSync } from 'node:fs'
import { Decoder, Stream } from '@garmin/fitsdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { measure } from '../measure/measure.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import { at, type Channel, type Recording, SPORTS } from '../recording.ts'
import { sampleColumns } from '../store/chunks.ts'
import { parsed } from '../testing/fixtures.ts'
import { writeFit } from './write-fit.ts'
import { hasPositions, writeGpx } from './write-gpx.ts'
import { writeTcx } from './write-tcx.ts'
import type { WrittenRecording } from './written.ts'

const FOLDER = new URL('../../fixtures/', import.meta.url)
const schema = (fileName: string) => ({ fileName, contents: readFileSync(new URL(`schemas/${fileName}`, FOLDER), 'utf8') })
const SCHEMAS = {
  GPX: { schema: [schema('gpx-1.1.xsd')], preload: [schema('track-point-extension-v2.xsd'), schema('power-extension-v1.xsd')] },
  TCX: { schema: [schema('training-center-v2.xsd')], preload: [schema('activity-extension-v2.xsd')] },
}
const text = (pieces: Iterable<string>): string => [...pieces].join('')
const bytes = (written: string): Uint8Array => new TextEncoder().encode(written)

/** Returns the errors that libxml2 finds. */
const faults = async (format: 'GPX' | 'TCX', contents: string[]) => {
  const xml = contents.map((each, i) => ({ fileName: `${i}.xml`, contents: each }))
  const { errors } = await validateXML({ xml, ...SCHEMAS[format], maxMemoryPages: 4096 })
  return errors.slice(0, 3).map((error) => error.message)
}

const writtenOf = (recording: Recording): WrittenRecording => {
  const measured = measure(recording)
  return {
    ...recording,
    name: recording.name ?? 'Round the lake',
    utcOffsetSeconds: 7200,
    columns: sampleColumns(recording, measured),
    gaps: [],
    lapStarts: recording.laps.map((lap) => lap.startSeconds),
    elevationGainMeters: measured.elevationGainMeters,
    elevationLossMeters: measured.elevationLossMeters,
    caloriesKcal: 612.4,
  }
}
const readBack = (file: Uint8Array): Recording => {
  const result = parseRecording(file)
  if (!result.ok) throw new Error(result.message)
  expect(result.warnings).toEqual([])
  expect(result.recordings).toHaveLength(1)
  return result.recordings[0] as Recording
}

/** Returns the values of a column by their second, where they exist. */
const bySecond = ({ startedAtMs, columns }: WrittenRecording, channel: Channel): ReadonlyMap<number, number> => {
  const { timeSeconds = new Float64Array(0) } = columns
  const values = columns[channel] ?? new Float64Array(0)
  return new Map([...values].map((value, i) => [Math.round(startedAtMs / 1000 + at(timeSeconds, i)), value]))
}
/**
 * Returns the largest difference of a channel between the written and the parsed values. It is infinite when only one of them is
 * null.
 */
const furthest = (written: WrittenRecording, read: Recording, channel: Channel, isPlaced: boolean): number => {
  const wanted = bySecond(written, channel)
  const places = bySecond(written, 'latitude')
  const found = bySecond(
    { ...written, startedAtMs: read.startedAtMs, columns: { ...read.channels, timeSeconds: read.timeSeconds } },
    channel,
  )
  let most = 0
  for (const [second, value] of wanted) {
    if (Number.isNaN(value) || (isPlaced && Number.isNaN(places.get(second)))) continue
    const difference = Math.abs(value - (found.get(second) ?? Number.NaN))
    most = Math.max(most, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
  }
  return most
}

/** Returns the calories of each lap. */
const caloriesIn = (tcx: string): number[] => [...tcx.matchAll(/<Calories>(\d+)<\/Calories>/g)].map(([, kcal]) => Number(kcal))

const files = readdirSync(FOLDER).filter(
  (name) => /\.(fit|gpx|tcx)(\.gz)?$/.test(name) && !/^(bad|empty|not|route-without)/.test(name),
)
/** A longer recording would not test more. */
const MOST_SAMPLES = 12_000
const recordings = files.flatMap((name) =>
  parsed(name)
    .recordings.filter((recording) => recording.sampleCount <= MOST_SAMPLES)
    .map((recording, leg) => ({ name: `${name} ${leg}`, recording, written: writtenOf(recording) })),
)

describe.each(recordings)('$name, written and read back', ({ recording, written }) => {
  it('is the same in FIT, down to laps and pauses', () => {
    const file = writeFit(written)
    const read = readBack(file)
    for (const [channel, step] of [
      ['latitude', 1e-7],
      ['longitude', 1e-7],
      ['distanceMeters', 0.00501],
      ['altitudeMeters', 0.101],
      ['speedMps', 0.000501],
      ['heartRateBpm', 0],
      ['cadenceRpm', 0.5],
      ['powerWatts', 0.5],
      ['temperatureCelsius', 0.5],
    ] as const)
      expect(furthest(written, read, channel, false), channel).toBeLessThanOrEqual(step)
    expect(read).toMatchObject({ sport: recording.sport, device: recording.device, utcOffsetSeconds: 7200, hasTimerEvents: true })
    const whole = recording.pauses.filter((pause) => pause.endSeconds - pause.startSeconds >= 2)
    const back = read.pauses.filter((pause) => pause.endSeconds - pause.startSeconds >= 2)
    expect(back).toHaveLength(whole.length)
    for (const [i, pause] of back.entries())
      expect(Math.abs(pause.startSeconds - (whole[i]?.startSeconds ?? 0))).toBeLessThanOrEqual(1)
    expect(read.laps).toHaveLength(Math.max(1, recording.laps.length))
    const [before, after] = [measure(recording), measure(read)]
    expect(Math.abs(after.distanceMeters - before.distanceMeters)).toBeLessThanOrEqual(0.01)
    expect(Math.abs(after.elapsedSeconds - before.elapsedSeconds)).toBeLessThanOrEqual(1)
  })

  it("is whole and sound to Garmin's own decoder", () => {
    const file = writeFit(written)
    const decoder = new Decoder(Stream.fromByteArray([...file]))
    expect(decoder.isFIT()).toBe(true)
    expect(decoder.checkIntegrity()).toBe(true)
    const { messages, errors } = decoder.read()
    expect(errors).toEqual([])
    const [session] = messages.sessionMesgs ?? []
    expect(messages.fileIdMesgs?.[0]).toMatchObject({ type: 'activity', manufacturer: 'development' })
    expect(messages.activityMesgs).toMatchObject([{ numSessions: 1, type: 'manual', event: 'activity', eventType: 'stop' }])
    expect(messages.eventMesgs?.at(-1)).toMatchObject({ event: 'timer', eventType: 'stopAll' })
    expect(session).toMatchObject({ numLaps: messages.lapMesgs?.length, firstLapIndex: 0 })
    const measured = measure(recording)
    expect(Math.abs((session?.totalDistance ?? 0) - measured.distanceMeters)).toBeLessThanOrEqual(0.01)
    expect(Math.abs((session?.totalElapsedTime ?? 0) - measured.elapsedSeconds)).toBeLessThanOrEqual(0.001)
    if (measured.averagePowerWatts !== null) expect(session?.avgPower).toBe(Math.round(measured.averagePowerWatts))
    const differing = messages.recordMesgs?.filter(
      ({ speed, enhancedSpeed, altitude, enhancedAltitude }) => speed !== enhancedSpeed || altitude !== enhancedAltitude,
    )
    expect(differing).toEqual([])
    expect([session?.avgSpeed, session?.maxSpeed]).toEqual([session?.enhancedAvgSpeed, session?.enhancedMaxSpeed])
    expect(session?.totalCalories).toBe(612)
    expect(messages.lapMesgs?.reduce((sum, lap) => sum + (lap.totalCalories ?? 0), 0)).toBe(612)
    const laps = messages.lapMesgs?.reduce((sum, lap) => sum + (lap.totalDistance ?? 0), 0) ?? 0
    expect(Math.abs(laps - measured.distanceMeters)).toBeLessThanOrEqual(0.01 * (messages.lapMesgs?.length ?? 1))
  })

  it('is the same in TCX', () => {
    const tcx = text(writeTcx(written))
    expect(caloriesIn(tcx).reduce((sum, kcal) => sum + kcal, 0)).toBe(612)
    const read = readBack(bytes(tcx))
    for (const [channel, step] of [
      ['latitude', 1e-7],
      ['distanceMeters', 0.00501],
      ['altitudeMeters', 0.0501],
      ['speedMps', 0.000501],
      ['heartRateBpm', 0],
      ['cadenceRpm', 0.5],
      ['powerWatts', 0.5],
    ] as const)
      expect(furthest(written, read, channel, false), channel).toBeLessThanOrEqual(step)
    expect(read).toMatchObject({ startedAtMs: recording.startedAtMs, name: written.name, device: recording.device })
    expect(read.laps).toHaveLength(Math.max(1, recording.laps.length))
    expect([...read.timeSeconds]).toEqual([...recording.timeSeconds])
  })

  it.runIf(hasPositions(written.columns))('is the same in GPX, where it has positions', () => {
    const read = readBack(bytes(text(writeGpx(written))))
    for (const [channel, step] of [
      ['latitude', 1e-7],
      ['longitude', 1e-7],
      ['altitudeMeters', 0.0501],
      ['speedMps', 0.000501],
      ['heartRateBpm', 0],
      ['cadenceRpm', 0.5],
      ['powerWatts', 0.5],
      ['temperatureCelsius', 0.0501],
    ] as const)
      expect(furthest(written, read, channel, true), channel).toBeLessThanOrEqual(step)
    expect(read).toMatchObject({ sport: recording.sport, name: written.name, device: recording.device })
  })
})

/** Only the first samples, because the same elements repeat. */
const shortened = (written: WrittenRecording): WrittenRecording => ({
  ...written,
  columns: Object.fromEntries(Object.entries(written.columns).map(([name, column]) => [name, column.subarray(0, 200)])),
})

describe('schemas', () => {
  it('every GPX and TCX file is valid', async () => {
    const short = recordings.map(({ written }) => shortened(written))
    const placed = short.filter(({ columns }) => hasPositions(columns))
    expect(
      await faults(
        'GPX',
        placed.map((written) => text(writeGpx(written))),
      ),
    ).toEqual([])
    expect(
      await faults(
        'TCX',
        short.map((written) => text(writeTcx(written))),
      ),
    ).toEqual([])
  })

  it('the check finds what is wrong', async () => {
    const written = shortened((recordings[0] as (typeof recordings)[0]).written)
    expect(await faults('TCX', [text(writeTcx(written)).replace(/<Calories>\d+<\/Calories>/, '')])).not.toEqual([])
    expect(await faults('TCX', [text(writeTcx(written)).replace('<ax:Speed>', '<ax:Speed>fast')])).not.toEqual([])
  })
})

const CLEAN = `a<b>&amp;"c" ' ]]> 🚴 \u202e --> <!ENTITY`
/** With characters in between that XML cannot contain. */
const HOSTILE = CLEAN.replace('🚴', '\u0000\u0008\uffff\ud800🚴\udc00')
const small: WrittenRecording = {
  name: HOSTILE,
  sport: 'RUN',
  device: HOSTILE,
  startedAtMs: Date.UTC(2026, 4, 1, 10),
  utcOffsetSeconds: 0,
  columns: {
    timeSeconds: Float64Array.of(0, 1, 2, 60, 61),
    latitude: Float64Array.of(46.5, 46.5000001, Number.NaN, 46.6, 46.7),
    longitude: Float64Array.of(179.99999999, -1e-9, Number.NaN, 180, 8),
    heartRateBpm: Float64Array.of(100, Number.NaN, 254, 255, 140),
    powerWatts: Float64Array.of(0, 70_000, 200.4, 201, 202),
    cadenceRpm: Float64Array.of(0, 260, 90, 91, 92),
    altitudeMeters: Float64Array.of(-400, 0, 0.04, -0.04, 9000),
  },
  pauses: [],
  gaps: [],
  lapStarts: [0, 60],
  elevationGainMeters: null,
  elevationLossMeters: null,
  caloriesKcal: null,
}

describe('what is awkward', () => {
  it('hostile names come back without what XML cannot hold', async () => {
    const [gpx, tcx] = [text(writeGpx(small)), text(writeTcx(small))]
    expect(await faults('GPX', [gpx])).toEqual([])
    expect(await faults('TCX', [tcx])).toEqual([])
    expect(readBack(bytes(gpx)).name).toBe(CLEAN)
    expect(readBack(bytes(tcx)).name).toBe(CLEAN)
    expect(readBack(writeFit(small)).device).toContain('🚴')
  })

  it('any title and any values give valid files', async () => {
    const value = fc.double({ min: -1e6, max: 1e6 })
    const column = fc.array(value, { minLength: 5, maxLength: 5 }).map((values) => Float64Array.from(values))
    const place = (most: number) => fc.array(fc.double({ min: -most, max: most, noNaN: true }), { minLength: 5, maxLength: 5 })
    const any = fc.record({
      name: fc.string({ unit: 'binary', maxLength: 20 }),
      sport: fc.constantFrom(...SPORTS),
      latitude: place(90),
      longitude: place(180),
      columns: fc.dictionary(
        fc.constantFrom(
          'altitudeMeters',
          'heartRateBpm',
          'cadenceRpm',
          'powerWatts',
          'temperatureCelsius',
          'speedMps',
          'distanceMeters',
        ),
        column,
      ),
    })
    const samples = fc.sample(any, 40).map(({ name, sport, latitude, longitude, columns }) => ({
      ...small,
      name,
      sport,
      columns: {
        ...columns,
        timeSeconds: small.columns.timeSeconds as Float64Array,
        latitude: Float64Array.from(latitude),
        longitude: Float64Array.from(longitude),
      },
    }))
    expect(
      await faults(
        'GPX',
        samples.map((each) => text(writeGpx(each))),
      ),
    ).toEqual([])
    expect(
      await faults(
        'TCX',
        samples.map((each) => text(writeTcx(each))),
      ),
    ).toEqual([])
    for (const each of samples) expect(new Decoder(Stream.fromByteArray([...writeFit(each)])).checkIntegrity()).toBe(true)
  })

  it('every sport is read back from FIT and GPX', () => {
    for (const sport of SPORTS) {
      expect(readBack(writeFit({ ...small, sport })).sport).toBe(sport)
      expect(readBack(bytes(text(writeGpx({ ...small, sport })))).sport).toBe(sport)
    }
  })

  it('a track is broken at gaps, at pauses and at hidden stretches', () => {
    expect(text(writeGpx(small)).split('<trkseg>')).toHaveLength(3)
    const paused = { ...small, pauses: [{ startSeconds: 0, endSeconds: 1 }] }
    expect(text(writeGpx(paused)).split('<trkseg>')).toHaveLength(4)
    expect(text(writeTcx(paused)).split('<Track>')).toHaveLength(4)
    expect(text(writeGpx({ ...small, gaps: [1] })).split('<trkseg>')).toHaveLength(4)
  })

  it('calories are split by the time on the timer, and add up', () => {
    const paused = { ...small, pauses: [{ startSeconds: 2, endSeconds: 60 }], caloriesKcal: 100.4 }
    expect(caloriesIn(text(writeTcx(paused)))).toEqual([67, 33])
    const seconds = small.columns.timeSeconds as Float64Array
    const one = { ...paused, columns: { timeSeconds: seconds.subarray(0, 1) } }
    expect(caloriesIn(text(writeTcx(one)))).toEqual([100])
    expect(caloriesIn(text(writeTcx(small)))).toEqual([0, 0])
    expect(caloriesIn(text(writeTcx({ ...small, lapStarts: [], caloriesKcal: 70_000 })))).toEqual([65_535])
    const at = fc.array(fc.integer({ min: 0, max: 61 }), { maxLength: 8 })
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 30_000 }), (lapStarts, caloriesKcal) => {
        const laps = caloriesIn(text(writeTcx({ ...small, lapStarts, caloriesKcal })))
        expect(laps.reduce((sum, kcal) => sum + kcal, 0)).toBe(caloriesKcal)
      }),
      { numRuns: 50 },
    )
  })

  it('what the narrow fields of FIT have no room for is in the enhanced ones alone', () => {
    const columns = {
      timeSeconds: Float64Array.of(0, 1),
      altitudeMeters: Float64Array.of(8848, 12_700),
      speedMps: Float64Array.of(65.5, 66),
    }
    const { messages } = new Decoder(Stream.fromByteArray([...writeFit({ ...small, columns })])).read()
    expect(messages.recordMesgs).toMatchObject([
      { altitude: 8848, enhancedAltitude: 8848, speed: 65.5, enhancedSpeed: 65.5 },
      { enhancedAltitude: 12_700, enhancedSpeed: 66 },
    ])
    for (const field of ['altitude', 'speed'] as const) expect(messages.recordMesgs?.[1]).not.toHaveProperty(field)
  })

  it('totals are those of the written samples', () => {
    const columns = { ...small.columns, distanceMeters: Float64Array.of(500, 503, 506, 680, 683) }
    const shifted = columns.timeSeconds?.map((seconds) => seconds + 100) as Float64Array
    const cut = { ...small, columns: { ...columns, timeSeconds: shifted }, lapStarts: [0, 160] }
    const read = readBack(writeFit(cut))
    expect(read.totals).toMatchObject({ distanceMeters: 183, elapsedSeconds: 61 })
    expect(read.laps.map((lap) => lap.distanceMeters)).toEqual([180, 3])
  })
})
