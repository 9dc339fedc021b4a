import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jumpingPositions, longActivities, manySessions, manyTracks, noisyCounter } from '../fuzz/huge-files.ts'
import { keepsPromises } from '../fuzz/promises.ts'
import { measure } from '../measure/measure.ts'
import { fixture } from '../testing/fixtures.ts'
import { parseRecording } from './parse-recording.ts'

describe('parseRecording', () => {
  it('never throws on random bytes behind a header', () => {
    const header = [14, 32, 8, 8, 255, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        keepsPromises(bytes)
        keepsPromises(Uint8Array.from([...header, ...bytes]))
        keepsPromises(Uint8Array.from([0x1f, 0x8b, 8, ...bytes]))
        keepsPromises(new TextEncoder().encode(`<gpx><trk><trkpt lat="1" lon="2">${String.fromCharCode(...bytes)}`))
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
  const activity = `<Activity Sport="Biking"><Lap><Track><Trackpoint><Time>2026-05-01T10:00:00Z</Time></Trackpoint></Track></Lap></Activity>`
  it.each([
    ['tracks', manyTracks],
    ['sessions', (count: number) => manySessions(count, 2 * count)],
    ['activities', (count: number) => text(activity, count, ['<TrainingCenterDatabase>', '</TrainingCenterDatabase>'])],
  ])('%s of a file are as many as go into one commit, and one more is refused by its reason', (_, make) => {
    const most = parseRecording(make(500))
    expect(most.ok && most.recordings).toHaveLength(500)
    const wanted = { ok: false, code: 'TOO_LARGE', message: expect.stringMatching(/500 activities/) }
    expect(parseRecording(make(501))).toMatchObject(wanted)
  })
  it('laps and events over the limit are left out, and said to be', () => {
    const result = parseRecording(manySessions(30, 10), { limits: { maxParts: 20 } })
    expect(result.ok && result.warnings).toContainEqual({
      code: 'TOO_MANY_PARTS',
      message: expect.stringMatching(/^10 laps, events or the like/),
      count: 10,
      max: 20,
    })
  })
  it.each([
    ['a tag name', `<gpx><${'x'.repeat(3_000_000)}`],
    ['an attribute', `<gpx a="${'x'.repeat(3_000_000)}`],
    ['a comment', `<gpx><!--${'x'.repeat(3_000_000)}`],
    ['an entity', `<gpx><trk><name>&${'x'.repeat(3_000_000)}`],
    ['bare ampersands', `<gpx><trk><name>${'& '.repeat(100_000)}</name></trk></gpx>`],
  ])('%s without end is not gathered', (_, content) => {
    expect(parseRecording(text(content, 1, ['', '']))).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
  })
  it('activities of years are not measured one after the other', () => {
    expect(parseRecording(longActivities(20))).toMatchObject({ ok: true, recordings: { length: 20 } })
    const wanted = { ok: false, code: 'TOO_LARGE', message: expect.stringMatching(/200 days/) }
    expect(parseRecording(longActivities(21))).toMatchObject(wanted)
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

describe('a small file whose numbers are large', () => {
  it.each([
    ['a counter that says anything', noisyCounter(1000)],
    ['positions all over the globe', jumpingPositions(1000)],
  ])('%s is measured into no more than its time allows', (_, bytes) => {
    expect(keepsPromises(bytes)).toBe(1)
    const result = parseRecording(bytes)
    const measured = result.ok && result.recordings[0] ? measure(result.recordings[0]) : null
    expect(measured?.distanceMeters).toBeLessThan(102_000)
    expect(measured?.splits.kilometers.length).toBeLessThan(103)
    expect(measured?.warnings).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/nobody can have (covered|reached)/) }),
    ])
  })
})

describe('a small .gz that opens to much', () => {
  const point = '<trkpt lat="47" lon="8"><time>2026-05-01T10:00:00Z</time></trkpt>'
  const padded = (megabytes: number) =>
    new Uint8Array(gzipSync(`<gpx><trk><trkseg>${point}${' '.repeat(megabytes * 1e6)}${point}</trkseg></trk></gpx>`))

  it('is refused, whatever it holds', () => {
    for (const bytes of [padded(9), padded(90), new Uint8Array(gzipSync(`<gpx>${'<a/>'.repeat(20_000_000)}</gpx>`))])
      expect(parseRecording(bytes)).toMatchObject({ ok: false, code: 'TOO_LARGE' })
  })

  it('opens where it is as large as a recording that compresses well', () => {
    // A watch that lies still for three hours: only the time changes.
    const still = Array.from({ length: 10_800 }, (_, second) => {
      const time = new Date(Date.UTC(2026, 4, 1, 10) + second * 1000).toISOString()
      return `<trkpt lat="47.1234567" lon="8.1234567"><ele>440.0</ele><time>${time}</time><extensions><hr>60</hr></extensions></trkpt>`
    })
    const text = `<gpx><trk><trkseg>${still.join('\n')}</trkseg></trk></gpx>`
    const bytes = new Uint8Array(gzipSync(text, { level: 9 }))
    expect(text.length / bytes.length).toBeGreaterThan(20)
    expect(parseRecording(bytes)).toMatchObject({ ok: true, recordings: [{ sampleCount: 10_800 }] })
  })
})
