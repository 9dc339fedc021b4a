import { Decoder, Encoder, Profile, Stream } from '@garmin/fitsdk'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../parse/parse-recording.ts'
import type { ParseSuccess } from '../parse/parse-result.ts'
import { fixture, parsed } from '../testing/fixtures.ts'
import { fitCrc } from './fit-crc.ts'
import { garminProduct } from './garmin-products.ts'

const START = Date.UTC(2026, 4, 1, 10)
const MESG = Profile.MesgNum as Record<'FILE_ID' | 'RECORD' | 'SESSION' | 'EVENT' | 'ACTIVITY' | 'SPORT', number>
type Fields = Record<string, unknown>
const when = (second: number): Date => new Date(START + second * 1000)

/** Encodes a FIT file with Garmin's own encoder. */
function fit(messages: readonly (readonly [number, Fields])[]): Uint8Array {
  const encoder = new Encoder()
  const fileId = { type: 'activity', manufacturer: 'garmin', product: 1169, timeCreated: when(0) }
  encoder.onMesg(MESG.FILE_ID, fileId as never)
  for (const [number, fields] of messages) encoder.onMesg(number, fields as never)
  return encoder.close()
}
const record = (second: number, fields: Fields = {}): readonly [number, Fields] => [
  MESG.RECORD,
  { timestamp: when(second), heartRate: 120 + (second % 40), distance: second * 5, ...fields },
]
const records = (from: number, to: number): (readonly [number, Fields])[] =>
  Array.from({ length: to - from }, (_, i) => record(from + i))
const session = (start: number, elapsed: number, sport: string, subSport = 'generic'): readonly [number, Fields] => [
  MESG.SESSION,
  {
    timestamp: when(start + elapsed),
    startTime: when(start),
    totalElapsedTime: elapsed,
    totalTimerTime: elapsed,
    sport,
    subSport,
  },
]
const timer = (second: number, eventType: string): readonly [number, Fields] => [
  MESG.EVENT,
  { timestamp: when(second), event: 'timer', eventType },
]
const success = (bytes: Uint8Array): ParseSuccess => {
  const result = parseRecording(bytes)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result
}

describe('against the vendor’s own reader', () => {
  it.each([
    'ride-power-laps.fit',
    'run-smart-recording.fit',
    'ride-virtual.fit',
    'run-developer-fields.fit',
    'triathlon-multisport.fit',
  ])('%s has the same records, field by field', (name) => {
    const { messages } = new Decoder(Stream.fromByteArray([...fixture(name)])).read({ mergeHeartRates: true })
    const wanted = new Map<number, Fields>()
    for (const message of messages.recordMesgs ?? []) {
      const at = (message.timestamp as Date).getTime()
      wanted.set(at, { ...wanted.get(at), ...message })
    }
    for (const recording of parsed(name).recordings) {
      const { channels } = recording
      const base = (channels.distanceMeters?.[0] ?? 0) - Number(wanted.get(recording.startedAtMs)?.distance ?? 0)
      for (let i = 0; i < recording.sampleCount; i++) {
        const message = wanted.get(recording.startedAtMs + (recording.timeSeconds[i] ?? 0) * 1000) ?? {}
        const check = (column: Float64Array | undefined, theirs: unknown): void => {
          const ours = column?.[i]
          if (theirs === undefined || theirs === null || Number.isNaN(theirs)) expect(ours ?? Number.NaN).toBeNaN()
          else expect(ours).toBeCloseTo(Number(theirs), 6)
        }
        check(channels.powerWatts, message.power)
        check(channels.altitudeMeters, message.enhancedAltitude ?? message.altitude)
        check(channels.speedMps, message.enhancedSpeed ?? message.speed)
        check(channels.cadenceRpm, message.cadence)
        check(channels.temperatureCelsius, message.temperature)
        // Stored beats are merged: their mean is rounded, and the last beat is held when the heart beats more slowly than records
        // arrive.
        const theirBpm = Number(message.heartRate ?? 0)
        const ourBpm = channels.heartRateBpm?.[i] ?? Number.NaN
        if (theirBpm > 0) expect(Math.abs(ourBpm - theirBpm)).toBeLessThanOrEqual(2)
        if (message.distance !== undefined) check(channels.distanceMeters, Math.max(0, Number(message.distance) + base))
      }
    }
  })
  it('knows Garmin’s products by the numbers of the profile', () => {
    for (const [number, name] of [
      [1169, 'Edge 800'],
      [2697, 'Fenix 5'],
      [2691, 'Forerunner 935'],
      [3121, 'Edge 530'],
    ] as const)
      expect(garminProduct(number)).toBe(name)
    expect(garminProduct(1)).toBeNull()
  })
})

describe('sessions, laps and the timer', () => {
  it('reads device, sport and offset, and pauses between a stop and a start only', () => {
    const { recordings, warnings } = success(
      fit([
        timer(0, 'start'),
        ...records(0, 30),
        timer(30, 'stopAll'),
        timer(31, 'stopAll'),
        timer(90, 'start'),
        ...records(90, 100),
        record(180),
        timer(181, 'stopAll'),
        session(0, 181, 'cycling', 'gravelCycling'),
        [
          MESG.ACTIVITY,
          { timestamp: when(181), localTimestamp: (START + 181_000 + 19_800_000) / 1000 - 631_065_600, numSessions: 1 },
        ],
      ]),
    )
    expect(warnings).toEqual([])
    expect(recordings[0]).toMatchObject({
      sport: 'GRAVEL_RIDE',
      device: 'Garmin Edge 800',
      utcOffsetSeconds: 19_800,
      hasTimerEvents: true,
      pauses: [{ startSeconds: 30, endSeconds: 90 }],
      startedAtMs: START,
    })
  })
  it('takes gaps for pauses where no timer is written', () => {
    const { recordings } = success(fit([...records(0, 30), ...records(60, 90), session(0, 90, 'running')]))
    expect(recordings[0]?.pauses).toEqual([{ startSeconds: 29, endSeconds: 60 }])
  })
  it('cuts a multi-sport file at its sessions, each from 0, transitions left out', () => {
    const { recordings } = success(
      fit([
        ...records(0, 100),
        session(0, 60, 'swimming', 'openWater'),
        session(60, 10, 'transition'),
        session(70, 30, 'running', 'trail'),
      ]),
    )
    expect(recordings.map((each) => [each.sport, each.sampleCount, each.channels.distanceMeters?.[0]])).toEqual([
      // The sample at the end of the swim belongs to both legs: it ends the last step of the swim.
      ['OPEN_WATER_SWIM', 61, 0],
      ['TRAIL_RUN', 30, 0],
    ])
  })
  it('cuts a broken-off multi-sport file where the device changed its sport', () => {
    const whole = fit([
      [MESG.SPORT, { sport: 'swimming', subSport: 'openWater' }],
      ...records(0, 60),
      session(0, 60, 'swimming', 'openWater'),
      [MESG.SPORT, { sport: 'cycling', subSport: 'generic' }],
      ...records(60, 200),
    ])
    const { recordings, warnings } = success(whole.subarray(0, whole.length - 100))
    expect(warnings.length).toBeGreaterThan(0)
    expect(recordings.map((each) => each.sport)).toEqual(['OPEN_WATER_SWIM', 'RIDE'])
  })
})

describe('a multi-sport file without any session', () => {
  it('is cut at its sport messages, even when the first stands before any time', () => {
    const whole = fit([
      [MESG.SPORT, { sport: 'cycling', subSport: 'generic' }],
      ...records(0, 60),
      [MESG.SPORT, { sport: 'running', subSport: 'generic' }],
      ...records(60, 100),
    ])
    expect(success(whole.subarray(0, -9)).recordings.map((each) => [each.sport, each.sampleCount])).toEqual([
      ['RIDE', 59],
      ['RUN', 40],
    ])
  })
})

/** Writes a FIT file byte by byte, for contents that an encoder would refuse. */
function raw(data: readonly number[], header: { size?: number; dataSize?: number } = {}): Uint8Array {
  const size = header.dataSize ?? data.length
  const head = [
    header.size ?? 14,
    0x20,
    0x08,
    0x08,
    size & 0xff,
    (size >> 8) & 0xff,
    (size >> 16) & 0xff,
    0,
    0x2e,
    0x46,
    0x49,
    0x54,
    0,
    0,
  ]
  const body = Uint8Array.from([...head, ...data])
  const crc = fitCrc(body, 0, body.length)
  return Uint8Array.from([...body, crc & 0xff, crc >> 8])
}
const u32 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff]
const TIME = START / 1000 - 631_065_600
const FILE_ID = [0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 4]
const heartDefinition = (size = 1, base = 2): number[] => [0x41, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, size, base]
const heart = (second: number, bpm: number): number[] => [0x01, ...u32(TIME + second), bpm]

describe('the protocol', () => {
  it('rolls compressed timestamps over', () => {
    const compact = [0x42, 0, 0, 20, 0, 1, 3, 1, 2]
    const low = TIME & 0x1f
    const sample = (offset: number, bpm: number): number[] => [0x80 | (2 << 5) | ((low + offset) & 0x1f), bpm]
    const { recordings } = success(
      raw([
        ...FILE_ID,
        ...heartDefinition(),
        ...heart(0, 100),
        ...compact,
        ...sample(1, 101),
        ...sample(20, 102),
        ...sample(45, 103),
      ]),
    )
    expect([...(recordings[0]?.timeSeconds ?? [])]).toEqual([0, 1, 20, 45])
  })
  it('adds up the distance of compressed_speed_distance across its overflow', () => {
    const definition = [0x41, 0, 0, 20, 0, 2, 253, 4, 0x86, 8, 3, 0x0d]
    const sample = (second: number, speed: number, distance: number): number[] => [
      0x01,
      ...u32(TIME + second),
      speed & 0xff,
      (speed >> 8) | ((distance & 0x0f) << 4),
      (distance >> 4) & 0xff,
    ]
    const { recordings } = success(
      raw([
        ...FILE_ID,
        ...definition,
        ...sample(0, 500, 4000),
        ...sample(1, 510, 4080),
        ...sample(2, 520, 64),
        ...[0x01, ...u32(TIME + 3), 255, 255, 255],
      ]),
    )
    expect([...(recordings[0]?.channels.distanceMeters ?? [])]).toEqual([250, 255, 260, Number.NaN])
    expect(recordings[0]?.channels.speedMps?.[2]).toBeCloseTo(5.2)
  })
  it('skips a field whose size does not fit its type, and nothing else', () => {
    const odd = [0x41, 0, 0, 20, 0, 3, 253, 4, 0x86, 7, 3, 0x84, 3, 1, 2]
    const { recordings } = success(raw([...FILE_ID, ...odd, 0x01, ...u32(TIME), 1, 2, 3, 140]))
    expect(recordings[0]?.channels.heartRateBpm?.[0]).toBe(140)
    expect(recordings[0]?.channels.powerWatts).toBeUndefined()
  })
  it('reads big-endian definitions', () => {
    const big = [0x41, 0, 1, 0, 20, 2, 253, 4, 0x86, 7, 2, 0x84]
    const { recordings } = success(raw([...FILE_ID, ...big, 0x01, ...u32(TIME).reverse(), 1, 0x2c]))
    expect(recordings[0]?.channels.powerWatts?.[0]).toBe(300)
  })
  it('takes power from a developer field, by native number or by whole name, where the device has none', () => {
    const describe = (name: string, native: number): number[] => {
      const text = [...Buffer.from(name.padEnd(12, '\0'))]
      return [
        0x43,
        0,
        0,
        206,
        0,
        6,
        0,
        1,
        2,
        1,
        1,
        2,
        2,
        1,
        2,
        3,
        12,
        7,
        14,
        2,
        0x84,
        15,
        1,
        2,
        0x03,
        0,
        5,
        0x84,
        ...text,
        20,
        0,
        native,
      ]
    }
    const definition = [0x61, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 2, 1, 5, 2, 0]
    const sample = [0x01, ...u32(TIME), 120, 0x2c, 1]
    const watts = (name: string, native: number): number | undefined =>
      success(raw([...FILE_ID, ...describe(name, native), ...definition, ...sample])).recordings[0]?.channels.powerWatts?.[0]
    expect(watts('Anything', 7)).toBe(300)
    expect(watts('Power', 0xff)).toBe(300)
    expect(watts('Form Power', 0xff)).toBeUndefined()
  })
  it('reads chained files as one', () => {
    const [a, b] = [
      raw([...FILE_ID, ...heartDefinition(), ...heart(0, 100)]),
      raw([...FILE_ID, ...heartDefinition(), ...heart(1, 101)]),
    ]
    expect(success(Uint8Array.from([...a, ...b])).recordings[0]?.sampleCount).toBe(2)
  })
})

describe('broken files', () => {
  const data = [...FILE_ID, ...heartDefinition(), ...Array.from({ length: 50 }, (_, i) => heart(i, 100 + i)).flat()]
  it.each([
    ['claims to be longer', raw(data, { dataSize: 60_000 })],
    ['claims to be empty', raw(data, { dataSize: 0 })],
    ['claims to end early', raw(data, { dataSize: 40 })],
    ['has a strange header size', raw(data, { size: 99 })],
    ['ends without its checksum', raw(data).subarray(0, -2)],
  ])('one that %s is read to its end', (_, bytes) => {
    const { recordings } = success(bytes)
    expect(recordings[0]?.sampleCount).toBe(50)
  })
  it('saves what stands before a message nobody defined', () => {
    const { recordings, warnings } = success(raw([...data, 0x0e, 1, 2, 3]))
    expect(recordings[0]?.sampleCount).toBe(50)
    expect(warnings).toEqual([{ code: 'BREAKS_OFF', message: expect.stringMatching(/breaks off at byte \d+/) }])
  })
  it('drops samples with impossible dates and keeps a stray clock from stretching the ride', () => {
    const { recordings, warnings } = success(raw([...data, 0x01, ...u32(5), 90, 0x01, ...u32(TIME + 400 * 86_400), 91]))
    expect(recordings[0]?.sampleCount).toBe(50)
    expect(warnings).toEqual([
      { code: 'IMPOSSIBLE_DATES', message: '2 samples with an impossible date were left out.', count: 2 },
    ])
  })
  it('stops at the cap on samples', () => {
    expect(parseRecording(raw(data), { limits: { maxSamples: 49 } })).toMatchObject({ ok: false, code: 'TOO_LARGE' })
    expect(parseRecording(raw(data), { limits: { maxSamples: 50 } })).toMatchObject({ ok: true })
  })
  it('calls a header with nothing behind it what it is', () => {
    expect(parseRecording(raw([]))).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
    expect(parseRecording(raw(FILE_ID))).toMatchObject({ ok: false, code: 'EMPTY_RECORDING' })
    expect(parseRecording(raw([...FILE_ID, 0x0e, 1]))).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
  })
})
