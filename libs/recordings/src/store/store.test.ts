import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { firstOf, parsed } from '../testing/fixtures.ts'
import { chunkSamples, joinChunks, sampleColumns } from './chunks.ts'
import { COLUMN_VERSION, COLUMNS, type ColumnName, decodeColumn, encodeColumn } from './columns.ts'
import { downsample, largestTriangleThreeBuckets } from './downsample.ts'
import { fingerprint, isSameRecording } from './fingerprint.ts'

/** Half a step of each channel, the largest rounding error. */
const HALF_STEP: Record<ColumnName, number> = {
  timeSeconds: 0.0005,
  distanceMeters: 0.005,
  latitude: 0.5e-7,
  longitude: 0.5e-7,
  altitudeMeters: 0.05,
  speedMps: 0.0005,
  heartRateBpm: 0.5,
  cadenceRpm: 0.5,
  powerWatts: 0.5,
  temperatureCelsius: 0.05,
  gradient: 0.0005,
  moving: 0.5,
}
const value = fc.oneof(
  fc.constant(Number.NaN),
  fc.double({ min: -1e6, max: 1e8, noNaN: true }),
  fc.integer({ min: -200, max: 200 }),
)

function expectSame(actual: Float64Array, wanted: Float64Array, slack: number): void {
  expect(actual).toHaveLength(wanted.length)
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [actual[i] as number, wanted[i] as number]
    if (Number.isNaN(b)) expect(a).toBeNaN()
    else expect(Math.abs(a - b)).toBeLessThanOrEqual(slack * 1.0001 + Math.abs(b) * 1e-15)
  }
}

describe('columns', () => {
  it.each(COLUMNS)('%s comes back as it went, to half a step, nulls as nulls', (name) => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const column = Float64Array.from(values)
        expectSame(decodeColumn(name, encodeColumn(name, column)), column, HALF_STEP[name])
      }),
      { numRuns: 50 },
    )
  })
  it('are exact the second time', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const once = decodeColumn('latitude', encodeColumn('latitude', Float64Array.from(values)))
        expect(decodeColumn('latitude', encodeColumn('latitude', once))).toEqual(once)
      }),
    )
  })
  it('are the bytes they were when version 1 was written', () => {
    expect([...encodeColumn('heartRateBpm', Float64Array.of(120, 121, Number.NaN, 119))]).toEqual([1, 241, 1, 3, 0, 4])
    expect([...encodeColumn('distanceMeters', Float64Array.of(0, 2.5))]).toEqual([1, 1, 245, 3])
    expect(COLUMN_VERSION).toBe(1)
  })
  it('refuses a version it does not know', () => {
    expect(() => decodeColumn('powerWatts', Uint8Array.of(9, 1))).toThrow(/version 9/)
  })
  it('makes null of what cannot be written', () => {
    const back = decodeColumn(
      'distanceMeters',
      encodeColumn('distanceMeters', Float64Array.of(Number.POSITIVE_INFINITY, 1e300, 1)),
    )
    expect([...back]).toEqual([Number.NaN, Number.NaN, 1])
  })
})

describe('chunks', () => {
  it.each(['ride-power-laps.fit', 'swim-pool.fit', 'run-laps.fit', 'ski-nordic.tcx'])('%s joins to what was cut', (name) => {
    const recording = firstOf(name)
    const measured = measure(recording)
    const chunks = chunkSamples(recording, measured)
    expect(chunks.every((chunk) => chunk.n <= 1024)).toBe(true)
    expect(chunks.reduce((sum, chunk) => sum + chunk.n, 0)).toBe(recording.sampleCount)
    const columns = sampleColumns(recording, measured)
    const joined = joinChunks(chunks.toReversed())
    for (const column of COLUMNS) {
      const wanted = columns[column]
      if (!wanted || wanted.every(Number.isNaN)) expect(joined[column]).toBeUndefined()
      else expectSame(joined[column] ?? new Float64Array(0), wanted, HALF_STEP[column])
    }
  })
  it('summarizes each channel of each chunk and joins only what is asked for', () => {
    const recording = firstOf('ride-power-laps.fit')
    const chunks = chunkSamples(recording, measure(recording), 1000)
    expect(chunks).toHaveLength(5)
    const watts = [...(recording.channels.powerWatts?.subarray(0, 1000) ?? [])].filter((each) => !Number.isNaN(each))
    expect(chunks[0]?.summary.powerWatts).toEqual({
      min: Math.min(...watts),
      max: Math.max(...watts),
      mean: watts.reduce((sum, each) => sum + each, 0) / watts.length,
    })
    expect(chunks[1]?.startSeconds).toBe(1000)
    expect(Object.keys(joinChunks(chunks, ['powerWatts']))).toEqual(['powerWatts'])
    const bytes = chunks.flatMap((chunk) => Object.values(chunk.columns)).reduce((sum, column) => sum + column.length, 0)
    expect(bytes / recording.sampleCount).toBeLessThan(18)
  })
})

describe('downsample', () => {
  const recording = firstOf('ride-power-laps.fit')
  const columns = sampleColumns(recording, measure(recording))
  it.each([2, 3, 100, 1000, 4699])('keeps %i points, first and last among them, all channels aligned', (points) => {
    const drawn = downsample(columns, points)
    for (const name of COLUMNS) if (columns[name]) expect(drawn[name]).toHaveLength(points)
    expect(drawn.timeSeconds?.[0]).toBe(0)
    expect(drawn.timeSeconds?.at(-1)).toBe(4699)
    for (const [i, time] of (drawn.timeSeconds ?? []).entries())
      expect(drawn.powerWatts?.[i]).toEqual(recording.channels.powerWatts?.[time])
  })
  it('gives back what already fits', () => {
    expect(downsample(columns, 4700)).toBe(columns)
  })
  it('chooses rising indices from any columns', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 3, maxLength: 300 }), fc.integer({ min: 0, max: 120 }), (values, points) => {
        const indices = largestTriangleThreeBuckets({ powerWatts: Float64Array.from(values) }, values.length, points)
        if (!indices) return
        expect(indices[0]).toBe(0)
        expect(indices.at(-1)).toBe(values.length - 1)
        for (let i = 1; i < indices.length; i++) expect(indices[i]).toBeGreaterThan(indices[i - 1] as number)
      }),
    )
  })
  it('keeps the one peak of a flat line', () => {
    const flat = Float64Array.from({ length: 1000 }, (_, i) => (i === 617 ? 900 : 100))
    expect([...(downsample({ powerWatts: flat }, 50).powerWatts ?? [])]).toContain(900)
  })
})

describe('fingerprints', () => {
  const groups = [
    ['ride-three-formats.fit', 'ride-three-formats.gpx.gz', 'ride-three-formats-bare.gpx.gz', 'ride-three-formats.tcx.gz'],
    ['bad-crc.fit', 'bad-truncated-tiny.fit', 'bad-second-header.fit'],
    ['ride-short-pauses.tcx', 'ride-short-pauses.gpx'],
    ...[
      ['bad-truncated-ride.fit', 'hike-two-tracks.gpx', 'paddle.tcx', 'ride-indoor-trainer.fit', 'ride-long-lunch-break.fit'],
      ['ride-power-laps.fit', 'ride-virtual.fit', 'ride-with-pauses.fit', 'row-indoor.fit', 'run-developer-fields.fit'],
      ['run-laps.fit', 'run-smart-recording.fit', 'ski-nordic.tcx', 'swim-pool.fit', 'triathlon-multisport.fit', 'walk-tiny.fit'],
    ]
      .flat()
      .map((name) => [name]),
  ]
  const prints = groups.flatMap((names, group) =>
    names.flatMap((name) =>
      parsed(name).recordings.map((recording, leg) => ({
        name,
        // As it is read from a database.
        print: JSON.parse(JSON.stringify(fingerprint(recording, measure(recording)))),
        key: `${group} ${leg}`,
      })),
    ),
  )
  it('match within one activity and nowhere else, both ways round', () => {
    for (const a of prints)
      for (const b of prints) expect(isSameRecording(a.print, b.print), `${a.name} and ${b.name}`).toBe(a.key === b.key)
  })
  it('do not match legs that follow each other at once', () => {
    const leg = { startedAtMs: 0, elapsedSeconds: 20, distanceMeters: 100, start: [47, 8] as const, end: [47, 8] as const }
    expect(isSameRecording(leg, { ...leg, startedAtMs: 20_000 })).toBe(false)
    expect(isSameRecording(leg, { ...leg, startedAtMs: 5_000 })).toBe(true)
  })
  it('match indoors by distance', () => {
    const leg = { startedAtMs: 0, elapsedSeconds: 3600, distanceMeters: 30_000, start: null, end: null }
    expect(isSameRecording(leg, { ...leg, elapsedSeconds: 3650, distanceMeters: 30_400 })).toBe(true)
    expect(isSameRecording(leg, { ...leg, distanceMeters: 32_000 })).toBe(false)
    expect(isSameRecording(leg, { ...leg, elapsedSeconds: 3700 })).toBe(false)
  })
})
