import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { jumpingPositions, manyTracks, noisyCounter } from '@gruppetto/recordings/fuzz'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const text = (content: string) => new TextEncoder().encode(content)
const entityBomb = () => {
  const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
  return text(`<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY e0 "lol">${levels}]><gpx><trk><name>&e12;</name></trk></gpx>`)
}
const outsideEntity = () =>
  text('<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><trk><name>&x;</name></trk></gpx>')
const gzipBomb = () => {
  const head = text('<gpx version="1.1"><trk><trkseg>')
  return new Uint8Array(gzipSync(Buffer.concat([head, Buffer.alloc(200 * 1024 * 1024, 0x20)])))
}
const lyingFit = () => {
  const bytes = recording('walk-tiny.fit').slice()
  new DataView(bytes.buffer).setUint32(4, 0xffff_fff0, true)
  return bytes
}
const fitHeaderAlone = () => recording('walk-tiny.fit').slice(0, 14)
const deepXml = () => text(`<gpx>${'<a>'.repeat(200_000)}`)
const endlessText = () => new Uint8Array(gzipSync(`<gpx version="1.1"><trk><name>${'é'.repeat(50_000_000)}</name></trk></gpx>`))

const anyOf = (...codes: string[]) => expect.stringMatching(new RegExp(`^(${codes.join('|')})$`))

describe('a hostile file', () => {
  it.each([
    ['entities that multiply', entityBomb, anyOf('CORRUPT_FILE', 'UNSUPPORTED_FORMAT')],
    ['an entity from outside', outsideEntity, anyOf('CORRUPT_FILE', 'UNSUPPORTED_FORMAT')],
    ['a gzip bomb', gzipBomb, anyOf('TOO_LARGE')],
    ['a FIT header that promises four gigabytes', lyingFit, null],
    ['a FIT header and nothing else', fitHeaderAlone, anyOf('CORRUPT_FILE', 'EMPTY_RECORDING', 'NOT_A_RECORDING')],
    ['elements without end', deepXml, anyOf('CORRUPT_FILE', 'TOO_LARGE', 'NOT_A_RECORDING')],
    ['a hundred megabytes of text', endlessText, anyOf('TOO_LARGE', 'CORRUPT_FILE', 'NOT_A_RECORDING')],
    ['thirty random megabytes', () => new Uint8Array(randomBytes(30_000_000)), anyOf('UNSUPPORTED_FORMAT')],
    ['a counter of metres that says anything', () => noisyCounter(1000), null],
    ['positions all over the globe', () => jumpingPositions(1000), null],
    ['more activities than one commit takes', () => manyTracks(501), anyOf('TOO_LARGE')],
    ['one byte', () => new Uint8Array(1), anyOf('UNSUPPORTED_FORMAT')],
  ])('%s ends quickly, in bounds, with a code', async (_title, make, code) => {
    const rider = await world.athlete()
    const bytes = make()
    const began = Date.now()
    const before = process.memoryUsage().rss
    const upload = await world.send(rider, bytes)
    expect(Date.now() - began).toBeLessThan(15_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(900 * 1024 * 1024)
    if (code === null) expect(upload).toMatchObject({ status: 'DONE', warnings: expect.arrayContaining([expect.any(String)]) })
    else expect(upload).toMatchObject({ status: 'FAILED', failure: { code }, activities: [] })
    expect(JSON.stringify(upload)).not.toMatch(/root:|\/work|node_modules|\.ts:/)
    // The next file in the queue is processed as usual.
    expect(await world.send(rider, recording('run-smart-recording.fit'))).toMatchObject({ status: 'DONE' })
  })

  it('that is larger than declared is not kept in memory', async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, new Uint8Array(10))
    await world.put(id, new Uint8Array(101 * 1024 * 1024))
    await world.settle()
    expect((await world.upload(rider, id)).failure.code).toBe('TOO_LARGE')
  })

  it('that takes too long fails, and the worker survives', async () => {
    const hasty = await openWorld({ pool: { threads: 1, timeoutMs: 5 } })
    try {
      const rider = await hasty.athlete()
      expect((await hasty.send(rider, recording('ride-long-lunch-break.fit'))).failure.code).toBe('TOO_LARGE')
      expect((await hasty.send(rider, text('no recording'))).failure.code).toMatch(/TOO_LARGE|UNSUPPORTED_FORMAT/)
    } finally {
      await hasty.close()
    }
  })
})
