import { gzipSync } from 'node:zlib'

/** A file of the largest permitted size or density, to measure its cost. */
export interface HugeFile {
  readonly name: string
  make(): Uint8Array
}

const SAMPLES = 500_000
const START_SECONDS = Date.UTC(2026, 4, 1, 10) / 1000
const FIT_EPOCH_SECONDS = 631_065_600
const HEADER_BYTES = 14

/** Wraps messages in a FIT file without a checksum (0 means that there is none to check). */
function fitFile(messages: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + messages.length + 2)
  bytes.set([HEADER_BYTES, 32, 8, 8, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0])
  new DataView(bytes.buffer).setUint32(4, messages.length, true)
  bytes.set(messages, HEADER_BYTES)
  return bytes
}

const FILE_ID = [0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 4]
/** timestamp, latitude, longitude, distance, altitude, speed, power, heart rate, cadence, temperature */
const RECORD = [
  ...[0x41, 0, 0, 20, 0, 10, 253, 4, 0x86, 0, 4, 0x85, 1, 4, 0x85, 5, 4, 0x86],
  ...[2, 2, 0x84, 6, 2, 0x84, 7, 2, 0x84, 3, 1, 2, 4, 1, 2, 13, 1, 1],
]
const RECORD_BYTES = 1 + 4 * 4 + 3 * 2 + 3

/** A FIT file of `count` samples with every channel, `everySeconds` apart. */
export function longFit(count: number, everySeconds = 1): Uint8Array {
  const messages = new Uint8Array(FILE_ID.length + RECORD.length + count * RECORD_BYTES)
  messages.set([...FILE_ID, ...RECORD])
  const view = new DataView(messages.buffer)
  let offset = FILE_ID.length + RECORD.length
  for (let i = 0; i < count; i++) {
    view.setUint8(offset, 1)
    view.setUint32(offset + 1, START_SECONDS - FIT_EPOCH_SECONDS + i * everySeconds, true)
    view.setInt32(offset + 5, Math.round((47 + Math.sin(i / 3000) * 0.4) * (2 ** 31 / 180)), true)
    view.setInt32(offset + 9, Math.round((8 + Math.cos(i / 3000) * 0.4) * (2 ** 31 / 180)), true)
    view.setUint32(offset + 13, i * 700 * everySeconds, true)
    view.setUint16(offset + 17, Math.round((800 + Math.sin(i / 500) * 300) * 5), true)
    view.setUint16(offset + 19, 7000, true)
    view.setUint16(offset + 21, 200 + ((i * 7919) % 300), true)
    view.setUint8(offset + 23, 120 + (i % 60))
    view.setUint8(offset + 24, 80 + (i % 20))
    view.setInt8(offset + 25, 20)
    offset += RECORD_BYTES
  }
  return fitFile(messages)
}

const instant = (i: number): string => new Date((START_SECONDS + i) * 1000).toISOString()
const repeated = (head: string, piece: (i: number) => string, count: number, tail: string): Uint8Array =>
  Buffer.from([head, ...Array.from({ length: count }, (_, i) => piece(i)), tail].join(''))

/** A GPX file of `count` points, one per second. */
export const longGpx = (count: number): Uint8Array =>
  repeated(
    '<gpx creator="x"><trk><trkseg>',
    (i) =>
      `<trkpt lat="${(47 + i * 1e-5).toFixed(6)}" lon="8.0"><ele>${400 + (i % 90)}</ele><time>${instant(i)}</time><power>${i % 400}</power></trkpt>`,
    count,
    '</trkseg></trk></gpx>',
  )

/** A TCX file of `count` points, one per second. */
export const longTcx = (count: number): Uint8Array =>
  repeated(
    '<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Lap><Track>',
    (i) =>
      `<Trackpoint><Time>${instant(i)}</Time><DistanceMeters>${i * 7}</DistanceMeters><HeartRateBpm><Value>${100 + (i % 80)}</Value></HeartRateBpm></Trackpoint>`,
    count,
    '</Track></Lap></Activity></Activities></TrainingCenterDatabase>',
  )

/** Records whose definition has 255 developer fields of 255 bytes, as many as fit into the size. */
export function wideFit(megabytes: number): Uint8Array {
  const wide = Array.from({ length: 255 }, (_, i) => [i, 255, 0]).flat()
  const definition = [0x61, 0, 0, 20, 0, 1, 253, 4, 0x86, 255, ...wide]
  const size = 1 + 4 + 255 * 255
  const count = Math.floor((megabytes * 1e6) / size)
  const messages = new Uint8Array(FILE_ID.length + definition.length + count * size)
  messages.set([...FILE_ID, ...definition])
  const view = new DataView(messages.buffer)
  for (let i = 0, offset = FILE_ID.length + definition.length; i < count; i++, offset += size) {
    view.setUint8(offset, 1)
    view.setUint32(offset + 1, START_SECONDS - FIT_EPOCH_SECONDS + i, true)
  }
  return fitFile(messages)
}

/** As many definitions as fit, each with another shape. */
const definitions = (megabytes: number): Uint8Array => {
  const one = [0x41, 0, 0, 20, 0, 255, ...Array.from({ length: 255 }, (_, i) => [i, 1, 2]).flat()]
  const messages = new Uint8Array(Math.floor((megabytes * 1e6) / one.length) * one.length)
  for (let offset = 0; offset < messages.length; offset += one.length) messages.set(one, offset)
  return fitFile(messages)
}

/** Messages that are kept whole (sessions, laps, events) in their largest form, with text in each field. */
const widestMessages = (message: number, megabytes: number): Uint8Array => {
  const fields = Array.from({ length: 255 }, (_, i) => [i, 255, 7]).flat()
  const definition = [0x40, 0, 0, message, 0, 255, ...fields]
  const size = 1 + 255 * 255
  const count = Math.floor((megabytes * 1e6) / size)
  const messages = new Uint8Array(definition.length + count * size).fill(0x41)
  messages.set(definition)
  for (let i = 0; i < count; i++) messages[definition.length + i * size] = 0
  return fitFile(messages)
}

/** The largest permitted number of messages of every kept kind, each with 255 numbers. */
function manyMessages(): Uint8Array {
  const fields = Array.from({ length: 255 }, (_, i) => [i, 1, 2]).flat()
  const messages = [0, 12, 18, 19, 21, 23, 34, 206].flatMap((message) => {
    const definition = [0x40, 0, 0, message, 0, 255, ...fields]
    const data = new Uint8Array(10_000 * 256).fill(7)
    for (let offset = 0; offset < data.length; offset += 256) data[offset] = 0
    return [Uint8Array.from(definition), data]
  })
  return fitFile(new Uint8Array(Buffer.concat(messages)))
}

/** A FIT file of `sessions` legs over `count` samples. Each leg scans every sample. */
export function manySessions(sessions: number, count: number): Uint8Array {
  const file = longFit(count)
  const definition = [0x42, 0, 0, 18, 0, 3, 2, 4, 0x86, 5, 1, 0, 7, 4, 0x86]
  const data = new Uint8Array(sessions * 10)
  const view = new DataView(data.buffer)
  const seconds = Math.floor(count / sessions)
  for (let i = 0; i < sessions; i++) {
    view.setUint8(i * 10, 2)
    view.setUint32(i * 10 + 1, START_SECONDS - FIT_EPOCH_SECONDS + i * seconds, true)
    view.setUint8(i * 10 + 5, 2)
    view.setUint32(i * 10 + 6, seconds * 1000, true)
  }
  return fitFile(new Uint8Array(Buffer.concat([file.subarray(HEADER_BYTES, -2), Uint8Array.from(definition), data])))
}

/** A TCX file whose distance counter has random values, one sample per second. */
export const noisyCounter = (count: number): Uint8Array =>
  repeated(
    '<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Lap><Track>',
    (i) =>
      `<Trackpoint><Time>${instant(i)}</Time><DistanceMeters>${((i * 2_654_435_761) % 2 ** 32) / 100}</DistanceMeters></Trackpoint>`,
    count,
    '</Track></Lap></Activity></Activities></TrainingCenterDatabase>',
  )

/** A GPX file whose position jumps around the globe every other second, or by `kilometers`. */
export const jumpingPositions = (count: number, kilometers = 13_000): Uint8Array =>
  repeated(
    '<gpx><trk><trkseg>',
    // In pairs, so that each position has a plausible neighbour.
    (i) => `<trkpt lat="${(i % 4 < 2 ? 1 : -1) * (kilometers / 222)}" lon="8"><time>${instant(i)}</time></trkpt>`,
    count,
    '</trkseg></trk></gpx>',
  )

/** A TCX file of activities of ten days each, at 90 m/s, whose samples are just close enough not to be pauses. */
export function longActivities(count: number): Uint8Array {
  const point = (i: number, k: number): string =>
    `<Trackpoint><Time>${instant((k - 40 * count + i * 40) * 21_600)}</Time><DistanceMeters>${k * 21_600 * 90}</DistanceMeters><Watts>200</Watts></Trackpoint>`
  return repeated(
    '<TrainingCenterDatabase><Activities>',
    (i) =>
      `<Activity Sport="Biking"><Lap><Track>${Array.from({ length: 40 }, (_, k) => point(i, k)).join('')}</Track></Lap></Activity>`,
    count,
    '</Activities></TrainingCenterDatabase>',
  )
}

/** The tracks of a GPX file, each with one point that has every value. */
export const manyTracks = (count: number): Uint8Array =>
  repeated(
    '<gpx>',
    (i) =>
      `<trk><name>${'n'.repeat(200)}</name><trkseg><trkpt lat="47" lon="8"><ele>1</ele><time>${instant(i * 60)}</time><hr>100</hr><cad>90</cad><power>200</power><atemp>20</atemp><speed>5</speed></trkpt></trkseg></trk>`,
    count,
    '</gpx>',
  )

export const HUGE_FILES: readonly HugeFile[] = [
  { name: 'FIT of 500,000 samples', make: () => longFit(SAMPLES) },
  { name: 'FIT of 89,000 samples a minute apart, two months', make: () => longFit(89_000, 60) },
  { name: 'GPX of 500,000 points', make: () => longGpx(SAMPLES) },
  { name: 'GPX of 500,000 points, gzipped', make: () => new Uint8Array(gzipSync(longGpx(SAMPLES), { level: 1 })) },
  { name: 'TCX of 500,000 points', make: () => longTcx(SAMPLES) },
  { name: 'FIT of 90 MB with developer fields of 65 kB', make: () => wideFit(90) },
  { name: 'FIT of 90 MB of definitions', make: () => definitions(90) },
  { name: 'FIT of 90 MB of laps with 255 texts each', make: () => widestMessages(19, 90) },
  { name: 'FIT of 90 MB of field descriptions', make: () => widestMessages(206, 90) },
  { name: 'FIT of 10,000 messages of each kind that is kept', make: manyMessages },
  { name: 'FIT of 500 sessions over 500,000 samples', make: () => manySessions(500, SAMPLES) },
  { name: 'FIT of 9,000 sessions over 500,000 samples', make: () => manySessions(9000, SAMPLES) },
  { name: 'TCX of 1,000 samples whose counter says anything', make: () => noisyCounter(1000) },
  { name: 'TCX of 500,000 samples whose counter says anything', make: () => noisyCounter(SAMPLES) },
  { name: 'GPX of 1,000 points all over the globe', make: () => jumpingPositions(1000) },
  { name: 'GPX of 500,000 points all over the globe', make: () => jumpingPositions(SAMPLES) },
  { name: 'GPX of 500,000 points there and back over 4.9 km', make: () => jumpingPositions(SAMPLES, 4.9) },
  { name: 'TCX of 20 activities of ten days', make: () => longActivities(20) },
  { name: 'TCX of 500 activities of ten days', make: () => longActivities(500) },
  { name: 'GPX of 500 tracks', make: () => manyTracks(500) },
  { name: 'GPX of 9,999 tracks', make: () => manyTracks(9_999) },
  { name: 'GPX of 99 MB of one text', make: () => Buffer.from(`<gpx><trk><name>${'x'.repeat(99_000_000)}</name></trk></gpx>`) },
  { name: 'GPX of 99 MB of one attribute', make: () => Buffer.from(`<gpx a="${'x'.repeat(99_000_000)}"/>`) },
  { name: 'GPX of 99 MB of one tag name', make: () => Buffer.from(`<gpx><${'x'.repeat(99_000_000)}/></gpx>`) },
  { name: 'GPX of 99 MB of one comment', make: () => Buffer.from(`<gpx><!--${'x'.repeat(99_000_000)}--></gpx>`) },
  { name: 'GPX of 99 MB of one CDATA', make: () => Buffer.from(`<gpx><name><![CDATA[${'x'.repeat(99_000_000)}]]></name></gpx>`) },
  { name: 'GPX of 99 MB of one entity', make: () => Buffer.from(`<gpx><name>&${'x'.repeat(99_000_000)};</name></gpx>`) },
  { name: 'GPX of 99 MB of one instruction', make: () => Buffer.from(`<?xml ${'x'.repeat(99_000_000)}?><gpx/>`) },
  { name: 'GPX of 24 million empty elements', make: () => Buffer.from(`<gpx>${'<a/>'.repeat(24_000_000)}</gpx>`) },
  { name: 'GPX of 24 million ampersands', make: () => Buffer.from(`<gpx><name>${'& '.repeat(24_000_000)}</name></gpx>`) },
  {
    name: 'GPX in UTF-16 of 49 million characters',
    make: () => Buffer.from(`\ufeff<gpx>${'x'.repeat(49_000_000)}</gpx>`, 'utf16le'),
  },
  {
    name: '.gz that opens to 1 GB',
    make: () => new Uint8Array(gzipSync(Buffer.concat([Buffer.from('<gpx>'), Buffer.alloc(1_000_000_000, 32)]), { level: 1 })),
  },
]
