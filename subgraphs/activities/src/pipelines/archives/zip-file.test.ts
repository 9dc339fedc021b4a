import { Readable } from 'node:stream'
import { writeZip, type ZippedFile } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { sortEntries, type ZipEntry } from '../../domain/archives/members.ts'
import { openZip, readEntry, type ZipFile, type ZipSource } from './zip-file.ts'

const TEXT = Buffer.from('a recording '.repeat(1000))

const sourceOf = (bytes: Buffer): ZipSource => ({
  size: bytes.length,
  read: async (from, to) => Readable.from([bytes.subarray(from, to)], { objectMode: false }),
})
const opened = async (bytes: Buffer): Promise<{ zip: ZipFile; entries: readonly ZipEntry[] }> => {
  const zip = await openZip(sourceOf(bytes))
  if (!zip.ok) throw new Error(zip.failure.message)
  const entries = await zip.value.entries()
  if (!entries.ok) throw new Error(entries.failure.message)
  return { zip: zip.value, entries: entries.value }
}
/** Returns what reading the only recording of a zip answers: its bytes as text, or the code. */
const readOnly = async (bytes: Buffer): Promise<string> => {
  const { zip, entries } = await opened(bytes)
  const [recording] = sortEntries(entries).recordings
  if (recording === undefined) return 'none'
  if (recording.place === null) return recording.failure.code
  const read = await readEntry(zip, recording.place)
  return read.ok ? Buffer.from(read.value).toString() : read.failure.code
}
const file = (change: Partial<ZippedFile> = {}): ZippedFile => ({ name: 'a.fit', bytes: TEXT, ...change })

it('reads what is deflated, stored or empty, behind a name of any length', async () => {
  expect(await readOnly(writeZip([file()]))).toBe(TEXT.toString())
  expect(await readOnly(writeZip([file({ isStored: true, name: `${'ä'.repeat(500)}.FIT.gz` })]))).toBe(TEXT.toString())
  expect(await readOnly(writeZip([file({ bytes: Buffer.alloc(0), isStored: true })]))).toBe('')
})

it('says of each entry what is wrong with it', async () => {
  expect(await readOnly(writeZip([file({ crc32: 1 })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ size: TEXT.length - 1 })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ size: TEXT.length + 1 })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ isStored: true, method: 8 })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ offset: 7 })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ flags: 1 })]))).toBe('UNSUPPORTED_FORMAT')
  expect(await readOnly(writeZip([file({ method: 12 })]))).toBe('UNSUPPORTED_FORMAT')
  expect(await readOnly(writeZip([file({ name: '../../etc/a.fit' })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ name: 'C:\\a.fit' })]))).toBe('CORRUPT_FILE')
  expect(await readOnly(writeZip([file({ bytes: Buffer.alloc(20_000_000) })]))).toBe('TOO_LARGE')
  expect(await readOnly(writeZip([file({ size: 4_000_000_000 })]))).toBe('TOO_LARGE')
})

it('refuses entries that share bytes, and only those', async () => {
  const { entries } = await opened(
    writeZip([file({ name: '1.fit' }), file({ name: '2.fit', offset: 0 }), file({ name: '3.fit' }), file({ name: '4.fit' })]),
  )
  const codes = sortEntries(entries).recordings.map(({ failure }) => failure?.code ?? 'fine')
  expect(codes).toEqual(['CORRUPT_FILE', 'CORRUPT_FILE', 'fine', 'fine'])
})

it('fails where the zip is cut off anywhere, and never throws', async () => {
  const whole = writeZip([file(), file({ name: 'b.gpx' })])
  for (let length = 0; length < whole.length; length += 7) {
    const zip = await openZip(sourceOf(whole.subarray(0, length)))
    expect(zip.ok ? 'opened' : zip.failure.code).toBe('CORRUPT_FILE')
  }
})

it('survives a byte that is wrong anywhere in it', async () => {
  const whole = writeZip([file(), file({ name: 'b.gpx' })])
  for (let at = 0; at < whole.length; at += 1) {
    const spoilt = Buffer.from(whole)
    spoilt[at] = (spoilt[at] ?? 0) ^ 0xff
    const zip = await openZip(sourceOf(spoilt))
    const entries = zip.ok ? await zip.value.entries() : zip
    if (!zip.ok || !entries.ok) continue
    for (const { place } of sortEntries(entries.value).recordings)
      if (place !== null && place.size < 1e6) await readEntry(zip.value, place)
  }
})

it('throws when the bytes cannot be had, since that is no fault of the zip', async () => {
  const whole = writeZip([file()])
  const gone: ZipSource = { size: whole.length, read: () => Promise.reject(new Error('the store is away')) }
  await expect(openZip(gone)).rejects.toThrow('the store is away')
  const { zip, entries } = await opened(whole)
  const [place] = sortEntries(entries).recordings.flatMap((each) => each.place ?? [])
  let isAway = false
  const flaky: ZipSource = { size: whole.length, read: (from, to) => (isAway ? gone.read(from, to) : zip.source.read(from, to)) }
  const again = await openZip(flaky)
  isAway = true
  if (place === undefined || !again.ok) throw new Error('there is no place')
  await expect(readEntry({ ...again.value, startOf: async () => ({ ok: true, value: 35 }) }, place)).rejects.toThrow(
    'the store is away',
  )
})
