import { describe, expect, it } from 'vitest'
import { fitCrc } from '../fit/fit-crc.ts'
import { keepsPromises } from '../fuzz/promises.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import { fitFile, type Message, measured, START_MS, spanned, sums, when } from '../testing/fit-file.ts'
import { firstOf } from '../testing/fixtures.ts'
import { measure } from './measure.ts'

const records = (seconds: number, step: number, fields: (second: number) => Record<string, unknown>): Message[] =>
  Array.from({ length: seconds / step + 1 }, (_, i) => [
    'RECORD',
    { timestamp: when(i * step), heartRate: 130, ...fields(i * step) },
  ])
const session = (seconds: number, meters: number | null, sport = 'running', subSport = 'treadmill') =>
  spanned('SESSION', 0, seconds, meters, { sport, subSport })

interface TcxLap {
  readonly start: number
  readonly seconds: number
  readonly meters: number
  readonly points?: string
}
const time = (second: number): string => new Date(START_MS + second * 1000).toISOString()
const point = (second: number, inner = ''): string => `<Trackpoint><Time>${time(second)}</Time>${inner}</Trackpoint>`
const meters = (value: number): string => `<DistanceMeters>${value}</DistanceMeters>`
const tcx = (laps: readonly TcxLap[], sport = 'Biking'): string =>
  `<TrainingCenterDatabase><Activities><Activity Sport="${sport}">${laps
    .map(
      (lap) =>
        `<Lap StartTime="${time(lap.start)}"><TotalTimeSeconds>${lap.seconds}</TotalTimeSeconds>${meters(lap.meters)}${lap.points ? `<Track>${lap.points}</Track>` : ''}</Lap>`,
    )
    .join('')}</Activity></Activities></TrainingCenterDatabase>`
const beats = (from: number, to: number, step = 5): string =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) =>
    point(from + i * step, '<HeartRateBpm><Value>130</Value></HeartRateBpm>'),
  ).join('')

describe('a recording whose samples have a speed and no metres', () => {
  it.each([1, 5, 20])('a sample every %i s, is the speed over the time', (step) => {
    for (const total of [5040, null, 0]) {
      const bytes = fitFile([...records(1800, step, () => ({ enhancedSpeed: 2.8 })), session(1800, total)])
      expect(keepsPromises(bytes)).toBe(1)
      const { first } = measured(bytes)
      expect(first.distanceMeters).toBeCloseTo(5040, 3)
      expect(first.movingSeconds).toBe(1800)
      expect(first.bestEfforts.find((effort) => effort.distanceMeters === 1000)?.elapsedSeconds).toBeCloseTo(357.14, 1)
      expect(first.splits.kilometers).toHaveLength(6)
    }
  })
  it('is held against its laps, by which a treadmill is put right afterwards', () => {
    const bytes = fitFile([
      ...records(1200, 1, (second) => ({ enhancedSpeed: second < 600 ? 3 : 2 })),
      spanned('LAP', 0, 600, 1900),
      spanned('LAP', 600, 600, 1250),
      session(1200, 3150),
    ])
    const { first } = measured(bytes)
    expect(first.distanceMeters).toBeCloseTo(3150, 3)
    expect(sums(first.laps).map(([each]) => Math.round(each ?? 0))).toEqual([1900, 1250])
  })
  it('stands where the speed is 0, and in pauses', () => {
    const bytes = fitFile([
      ['EVENT', { timestamp: when(0), event: 'timer', eventType: 'start' }],
      ...records(300, 1, (second) => ({ enhancedSpeed: second < 100 || second >= 200 ? 3 : 0 })),
      ['EVENT', { timestamp: when(300), event: 'timer', eventType: 'stopAll' }],
      ['EVENT', { timestamp: when(900), event: 'timer', eventType: 'start' }],
      ['RECORD', { timestamp: when(900), enhancedSpeed: 3 }],
      ['RECORD', { timestamp: when(960), enhancedSpeed: 3 }],
      session(960, null),
    ])
    const { first } = measured(bytes)
    expect(Math.abs(first.distanceMeters - 780)).toBeLessThan(5)
    expect(Math.abs(first.movingSeconds - 260)).toBeLessThan(6)
  })
  it('a speed that says less than half of the laps has missed the most of it', () => {
    const bytes = fitFile([
      ...records(600, 1, (second) => (second < 60 ? { enhancedSpeed: 0.1 } : {})),
      spanned('LAP', 0, 600, 1800),
      session(600, 1800),
    ])
    expect(measured(bytes).first.distanceMeters).toBeCloseTo(1800, 3)
  })
})

describe('a recording whose metres stand in its laps', () => {
  it('goes evenly through each, and stands in one without', () => {
    for (const content of [
      tcx([
        { start: 0, seconds: 900, meters: 6500, points: beats(0, 900) },
        { start: 900, seconds: 120, meters: 0, points: beats(905, 1020) },
        { start: 1020, seconds: 780, meters: 6000, points: beats(1025, 1800) },
      ]),
      fitFile([
        ...records(1800, 5, () => ({})),
        spanned('LAP', 0, 900, 6500),
        spanned('LAP', 900, 120, 0),
        spanned('LAP', 1020, 780, 6000),
        session(1800, 12_500, 'cycling', 'indoorCycling'),
      ]),
    ]) {
      const { first } = measured(content)
      expect(first).toMatchObject({ distanceMeters: 12_500, movingSeconds: 1680, elapsedSeconds: 1800 })
      expect(sums(first.laps)).toEqual([
        [6500, 900],
        [0, 0],
        [6000, 780],
      ])
    }
  })
  it('or in its session alone, or in both where the last lap was never written', () => {
    const alone = fitFile([...records(600, 5, () => ({})), session(600, 3000, 'rowing', 'indoorRowing')])
    expect(measured(alone).first).toMatchObject({ distanceMeters: 3000, movingSeconds: 600, averageSpeedMps: 5 })
    const both = fitFile([
      ...records(600, 5, () => ({})),
      spanned('LAP', 0, 400, 2000),
      session(600, 2600, 'rowing', 'indoorRowing'),
    ])
    const { first } = measured(both)
    expect(first.distanceMeters).toBeCloseTo(2600, 6)
    expect(first.laps[0]?.distanceMeters).toBeCloseTo(2000, 6)
  })
  it('without any sample is what its laps say', () => {
    const laps = tcx(
      [
        { start: 0, seconds: 480, meters: 2000 },
        { start: 480, seconds: 490, meters: 2000 },
      ],
      'Other',
    )
    for (const content of [
      laps,
      fitFile([spanned('LAP', 0, 480, 2000), spanned('LAP', 480, 490, 2000), session(970, 4000, 'rowing', 'indoorRowing')]),
    ]) {
      expect(keepsPromises(typeof content === 'string' ? new TextEncoder().encode(content) : content)).toBe(1)
      const { result, first } = measured(content)
      expect(result.recordings[0]?.startedAtMs).toBe(START_MS)
      expect(first).toMatchObject({ distanceMeters: 4000, elapsedSeconds: 970, movingSeconds: 970 })
      expect(sums(first.laps)).toEqual([
        [2000, 480],
        [2000, 490],
      ])
    }
  })
  it('without any sample or metre is none', () => {
    const nothing = { ok: false, code: 'EMPTY_RECORDING' }
    expect(parseRecording(fitFile([session(600, 0)]))).toMatchObject(nothing)
    expect(parseRecording(new TextEncoder().encode(tcx([{ start: 0, seconds: 60, meters: 0 }])))).toMatchObject(nothing)
  })
  it('beside positions that lead nowhere, but not of a ride of which these are a part', () => {
    const near = (second: number) => ({ positionLat: 560_000_000 + (second % 3) * 20, positionLong: 95_000_000 })
    const indoors = fitFile([
      ...records(1200, 5, near),
      spanned('LAP', 0, 1200, 9600),
      session(1200, 9600, 'cycling', 'indoorCycling'),
    ])
    expect(measured(indoors).first.distanceMeters).toBeCloseTo(9600, 3)
    const outdoors = (second: number) => ({ positionLat: 560_000_000 + second * 500, positionLong: 95_000_000 })
    const part = fitFile([
      ...records(1200, 5, outdoors),
      spanned('LAP', 0, 12_000, 90_000),
      session(12_000, 90_000, 'cycling', 'road'),
    ])
    expect(measured(part).first.distanceMeters).toBeLessThan(6000)
  })
})

describe('the counter of a leg that was saved alone', () => {
  const leg = (carried: number, lapMeters: number, first = 0): string =>
    tcx([
      {
        start: 0,
        seconds: 1200,
        meters: lapMeters,
        points: Array.from({ length: 241 }, (_, i) => point(i * 5, meters(carried + first + i * 40))).join(''),
      },
    ])
  it.each([40, 300, 760.5, 1500, 90_000])('goes on from %i m, which are not its own', (carried) => {
    expect(measured(leg(carried, 9600)).first.distanceMeters).toBeCloseTo(9600, 3)
  })
  it.each([0, 8, 300, 3000])('that has already gone %i m at its first sample keeps them', (first) => {
    expect(measured(leg(0, 9600 + first, first)).first.distanceMeters).toBeCloseTo(9600 + first, 3)
  })
})

describe('a counter that begins anew with each lap', () => {
  const laps = (lengths: readonly number[], step: number): string => {
    let start = 0
    return tcx(
      lengths.map((length) => {
        const seconds = length / 3
        const begin = start
        start += seconds
        const moments = [...Array.from({ length: Math.ceil(seconds / step) - 1 }, (_, i) => (i + 1) * step), seconds - 1]
        const points = moments.map((moment) => point(begin + moment, meters(Math.min(length, moment * 3)))).join('')
        return { start: begin, seconds, meters: length, points }
      }),
      'Running',
    )
  }
  it.each([
    ['kilometres', [999, 999, 999], 40],
    ['short laps before long ones', [99, 900, 300, 999], 40],
    ['a sample a second', [600, 600, 600], 1],
    ['track laps', [399, 399, 399, 399, 399], 10],
  ])('adds up: %s', (_, lengths, step) => {
    const { first } = measured(laps(lengths, step))
    const total = lengths.reduce((sum, length) => sum + length, 0)
    expect(Math.abs(first.distanceMeters - total)).toBeLessThanOrEqual(5)
    for (const [i, length] of lengths.entries()) expect(Math.abs((first.laps[i]?.distanceMeters ?? 0) - length)).toBeLessThan(15)
  })
  it('adds up where no lap has a total', () => {
    const { first } = measured(
      laps([999, 999, 999], 40).replaceAll(
        '<DistanceMeters>999</DistanceMeters><Track>',
        '<DistanceMeters>0</DistanceMeters><Track>',
      ),
    )
    // Without totals, the second between the last sample of a lap and the next lap belongs to neither.
    expect(Math.abs(first.distanceMeters - 2997)).toBeLessThanOrEqual(9)
  })
  it('is not one that goes on, and whose laps the device measured a little longer', () => {
    const whole = Array.from({ length: 601 }, (_, i) => point(i, meters(i * 3)))
    const halves = [whole.slice(0, 301), whole.slice(301)].map((points, i) => ({
      start: i * 301,
      seconds: 300,
      meters: 920,
      points: points.join(''),
    }))
    expect(measured(tcx(halves, 'Running')).first.distanceMeters).toBeCloseTo(1800, 3)
  })
})

describe('a developer’s distance', () => {
  const u32 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff]
  const text = (value: string, size: number): number[] => [...Buffer.from(value.padEnd(size, '\0'))]
  const TIME = START_MS / 1000 - 631_065_600
  /** Records with a native distance (null for none) and a developer field of type uint32 that overrides field `native`, in a unit. */
  const file = (native: number, unit: string, values: readonly (readonly [own: number | null, theirs: number])[]): Uint8Array => {
    const described = [0x43, 0, 0, 206, 0, 7, 0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 8, 7, 8, 6, 7, 14, 2, 0x84, 15, 1, 2]
    const description = [0x03, 0, 5, 0x86, ...text('Metres', 8), ...text(unit, 6), 20, 0, native]
    const definition = [0x61, 0, 0, 20, 0, 2, 253, 4, 0x86, 5, 4, 0x86, 1, 5, 4, 0]
    const samples = values.flatMap(([own, theirs], i) => [
      0x01,
      ...u32(TIME + i),
      ...u32(own === null ? 0xffffffff : own * 100),
      ...u32(theirs),
    ])
    const data = [0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 4, ...described, ...description, ...definition, ...samples]
    const body = Uint8Array.from([14, 0x20, 8, 8, ...u32(data.length), 0x2e, 0x46, 0x49, 0x54, 0, 0, ...data])
    const crc = fitCrc(body, 0, body.length)
    return Uint8Array.from([...body, crc & 0xff, crc >> 8])
  }
  const rising = (own: (i: number) => number | null) => Array.from({ length: 601 }, (_, i) => [own(i), i * 3] as const)
  const far = (...args: Parameters<typeof file>): number => measured(file(...args)).first.distanceMeters
  it('counts where the device has none, or one that stays 0', () => {
    expect(
      far(
        5,
        'm',
        rising(() => null),
      ),
    ).toBe(1800)
    expect(
      far(
        5,
        'meters',
        rising(() => 0),
      ),
    ).toBe(1800)
    expect(
      far(
        5,
        '',
        rising(() => 0),
      ),
    ).toBe(1800)
    expect(
      far(
        5,
        'cm',
        rising(() => 0),
      ),
    ).toBe(18)
  })
  it('does not mix with one of the device, nor count in a unit nobody knows or for another field', () => {
    expect(
      far(
        5,
        'm',
        rising((i) => (i % 2 === 0 ? i * 2 : null)),
      ),
    ).toBe(1200)
    expect(
      far(
        5,
        'laps',
        rising(() => 0),
      ),
    ).toBe(0)
    expect(
      far(
        9,
        'm',
        rising(() => 0),
      ),
    ).toBe(0)
  })
  it('is what an app on a rower’s watch counted, and its laps are the app’s own', () => {
    const { distanceMeters, laps } = measure(firstOf('row-indoor.fit'))
    expect(distanceMeters).toBe(6163)
    for (const [i, wanted] of [1000, 811, 1000, 769, 1002, 561, 1003].entries())
      expect(Math.abs((laps[i]?.distanceMeters ?? 0) - wanted)).toBeLessThan(6)
  })
})
