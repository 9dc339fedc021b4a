import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { at } from '../recording.ts'
import { chunkSamples } from '../store/chunks.ts'
import { fixture } from '../testing/fixtures.ts'
import { parseRecording } from './parse-recording.ts'

const SEEDS = [
  'walk-tiny.fit',
  'run-smart-recording.fit',
  'bad-crc.fit',
  'triathlon-multisport.fit',
  'ride-indoor-trainer.fit',
  'ride-short-pauses.tcx',
  'ride-short-pauses.gpx',
  'hike-two-tracks.gpx',
]

/** Whatever the bytes: no throw, and what is read holds what every recording promises. */
function survive(bytes: Uint8Array): void {
  const result = parseRecording(bytes)
  if (!result.ok) return
  expect(result.recordings.length).toBeGreaterThan(0)
  for (const recording of result.recordings) {
    expect(recording.sampleCount).toBe(recording.timeSeconds.length)
    expect(recording.timeSeconds[0]).toBe(0)
    for (let i = 1; i < recording.sampleCount; i++)
      if (!(at(recording.timeSeconds, i) > at(recording.timeSeconds, i - 1))) throw new Error(`time stands still at ${i}`)
    const measured = measure(recording)
    for (const [key, value] of Object.entries(measured))
      if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) throw new Error(`${key} is ${value}`)
    expect(measured.movingSeconds).toBeLessThanOrEqual(measured.elapsedSeconds + 1e-6)
    chunkSamples(recording, measured)
  }
}

describe('parseRecording', () => {
  it('never throws on real files with bytes changed, cut and moved', () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom('set', 'cut', 'repeat'), fc.nat(255), fc.nat(200))
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), fc.array(change, { minLength: 1, maxLength: 12 }), (name, changes) => {
        let bytes = Uint8Array.from(fixture(name))
        for (const [place, kind, value, length] of changes) {
          const offset = bytes.length === 0 ? 0 : place % bytes.length
          if (kind === 'set') bytes[offset] = value
          else if (kind === 'cut') bytes = Uint8Array.from([...bytes.subarray(0, offset), ...bytes.subarray(offset + length)])
          else bytes = Uint8Array.from([...bytes.subarray(0, offset + length), ...bytes.subarray(offset)])
        }
        survive(bytes)
      }),
      { numRuns: 300 },
    )
  }, 60_000)
  it('never throws on random bytes behind a header', () => {
    const header = [14, 32, 8, 8, 255, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        survive(bytes)
        survive(Uint8Array.from([...header, ...bytes]))
        survive(Uint8Array.from([0x1f, 0x8b, 8, ...bytes]))
        survive(new TextEncoder().encode(`<gpx><trk><trkpt lat="1" lon="2">${String.fromCharCode(...bytes)}`))
      }),
      { numRuns: 200 },
    )
  })
  it.each([
    ['nothing', new Uint8Array(0)],
    ['100 MB of zeros', new Uint8Array(100_000_000)],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a web page', new TextEncoder().encode('<!doctype html><html><body>gpx</body></html>')],
    ['half a gzip header', Uint8Array.from([0x1f, 0x8b, 8])],
  ])('calls %s UNSUPPORTED_FORMAT', (_, bytes) => {
    expect(parseRecording(bytes, { fileName: 'ride.fit' })).toMatchObject({ ok: false, code: 'UNSUPPORTED_FORMAT' })
  })
  it('refuses a file over the limit before it reads it', () => {
    const bytes = new Uint8Array(2_000_000)
    bytes.set(fixture('walk-tiny.fit'))
    expect(parseRecording(bytes, { limits: { maxBytes: 1_000_000 } })).toMatchObject({ ok: false, code: 'TOO_LARGE' })
  })
  it('does not look at the name', () => {
    expect(parseRecording(fixture('ride-short-pauses.tcx'), { fileName: 'x.fit' })).toMatchObject({ ok: true, format: 'TCX' })
  })
})

describe('small things in great number', () => {
  const text = (piece: string, count: number, around = ['<gpx>', '</gpx>']): Uint8Array =>
    new TextEncoder().encode(around.join(piece.repeat(count)))
  it.each([
    ['tracks', text('<trk/>', 200_000), 'TOO_LARGE'],
    [
      'laps',
      text('<Lap/>', 200_000, ['<TrainingCenterDatabase><Activity>', '</Activity></TrainingCenterDatabase>']),
      'TOO_LARGE',
    ],
    [
      'attributes',
      new TextEncoder().encode(`<gpx ${Array.from({ length: 5000 }, (_, i) => `a${i}=""`).join(' ')}>`),
      'CORRUPT_FILE',
    ],
  ])('too many %s are refused', (_, bytes, code) => {
    expect(parseRecording(bytes)).toMatchObject({ ok: false, code })
  })
  it('a million empty FIT messages and chained empty files cost little', () => {
    const header = [14, 32, 8, 8, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]
    for (const message of [19, 20, 21]) {
      const definition = [0x40, 0, 0, message, 0, 0]
      const bytes = new Uint8Array(1_000_000)
      bytes.set([...header, ...definition])
      expect(parseRecording(bytes).ok).toBe(false)
    }
    const chain = new Uint8Array(1_600_000)
    for (let i = 0; i < chain.length; i += 16) chain.set(header, i)
    expect(parseRecording(chain).ok).toBe(false)
  })
})
