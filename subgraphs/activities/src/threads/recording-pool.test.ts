import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { HIDES_NOTHING } from '../domain/viewer-privacy.ts'
import { openRecordingPool } from './recording-pool.ts'

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../libs/recordings/fixtures/${name}`, import.meta.url)))
const pool = openRecordingPool({ threads: 2 })
afterAll(() => pool.close())

describe('the recording pool', () => {
  it('reads and measures more files at once than it has threads', async () => {
    const names = ['walk-tiny.fit', 'ride-short-pauses.tcx', 'ride-short-pauses.gpx', 'triathlon-multisport.fit', 'swim-pool.fit']
    const results = await Promise.all(names.map((name) => pool.measure(fixture(name), name, HIDES_NOTHING)))
    expect(results.map((result) => (result.ok ? result.legs.length : result.code))).toEqual([1, 1, 1, 3, 1])
    const walk = results[0]?.ok ? results[0].legs[0] : undefined
    expect(walk?.chunks[0]?.columns.heartRateBpm).toBeInstanceOf(Uint8Array)
  })

  it('returns what is wrong with a file', async () => {
    expect(await pool.measure(fixture('empty-recording.fit'), 'x.fit', HIDES_NOTHING)).toMatchObject({
      ok: false,
      code: 'EMPTY_RECORDING',
    })
    expect(await pool.measure(new TextEncoder().encode('hello'), 'x.fit', HIDES_NOTHING)).toMatchObject({
      ok: false,
      code: 'UNSUPPORTED_FORMAT',
    })
  })

  it('refuses a recording of more pieces than an activity can hold', async () => {
    // Three samples a second apart, then a gap of about a quarter of a minute: each gap is a pause.
    const point = (second: number): string => `<trkpt><time>${new Date(1.7e12 + second * 1000).toISOString()}</time></trkpt>`
    const gpx = (pauses: number): Uint8Array =>
      new TextEncoder().encode(
        `<gpx><trk>${Array.from({ length: 3 * pauses + 3 }, (_, i) => point(Math.floor(i / 3) * 15 + (i % 3))).join('')}</trk></gpx>`,
      )
    expect(await pool.measure(gpx(30_001), 'a.gpx', HIDES_NOTHING)).toMatchObject({ ok: false, code: 'TOO_LARGE' })
    expect(await pool.measure(gpx(30_000), 'a.gpx', HIDES_NOTHING)).toMatchObject({
      ok: true,
      legs: [{ pauses: { length: 30_000 } }],
    })
  })

  it('gives up a file that takes too long, and works on', async () => {
    const hasty = openRecordingPool({ threads: 1, timeoutMs: 30 })
    try {
      const slow = await Promise.all(
        [1, 2].map(() => hasty.measure(fixture('ride-long-lunch-break.fit'), 'long.fit', HIDES_NOTHING)),
      )
      expect(slow.map((result) => !result.ok && result.code)).toEqual(['TOO_LARGE', 'TOO_LARGE'])
    } finally {
      await hasty.close()
    }
  })

  it('gives up a file that needs too much memory, and works on', async () => {
    const point = '<trkpt lat="47" lon="8"><time>2026-05-01T10:00:00Z</time><hr>100</hr><cad>90</cad><power>200</power></trkpt>'
    const gpx = gzipSync(`<gpx version="1.1">${`<trk><name>${'n'.repeat(200)}</name>${point}</trk>`.repeat(9_900)}</gpx>`)
    const small = openRecordingPool({ threads: 1, maxHeapMegabytes: 24, limits: { maxRecordings: 10_000 } })
    try {
      expect(await small.measure(new Uint8Array(gpx), 'big.gpx', HIDES_NOTHING)).toMatchObject({ ok: false, code: 'TOO_LARGE' })
      expect(await small.measure(fixture('walk-tiny.fit'), 'walk.fit', HIDES_NOTHING)).toMatchObject({
        ok: true,
        legs: [{ sport: 'WALK' }],
      })
    } finally {
      await small.close()
    }
  })

  it('refuses work once it is closed', async () => {
    const shut = openRecordingPool({ threads: 1 })
    await shut.close()
    await expect(shut.measure(fixture('walk-tiny.fit'), 'walk.fit', HIDES_NOTHING)).rejects.toThrow('closed')
  })
})
