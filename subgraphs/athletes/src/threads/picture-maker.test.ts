import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { openPictureMaker } from './picture-maker.ts'

const maker = openPictureMaker()
afterAll(() => maker.close())

const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#2a6' } })
const text = (value: string) => new TextEncoder().encode(value)

it('makes the sizes of a picture upright, and leaves out where and with what it was taken', async () => {
  const sent = await blank(2000, 1000)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '46/1 57/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
  expect((await sharp(sent).metadata()).exif?.includes('Camera')).toBe(true)
  const made = await maker.make(sent)
  if (!made.ok) throw new Error(made.message)
  expect(made).toMatchObject({ width: 1000, height: 2000 })
  const headers = await Promise.all(Object.values(made.files).map((file) => sharp(file).metadata()))
  expect(headers.map(({ width, height }) => [width, height])).toEqual([
    [160, 320],
    [800, 1600],
    [1000, 2000],
  ])
  for (const header of headers) {
    expect(header).toMatchObject({ format: 'webp', hasProfile: false })
    expect([header.exif, header.xmp, header.iptc, header.icc, header.orientation]).toEqual(Array(5).fill(undefined))
  }
})

it.each(['png', 'webp', 'avif'] as const)('reads %s', async (format) => {
  expect(await maker.make(await blank(30, 20).toFormat(format).toBuffer())).toMatchObject({ ok: true, width: 30, height: 20 })
})

it.each([
  ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'UNSUPPORTED_FORMAT'],
  ['a GIF', blank(9, 9).gif().toBuffer(), 'UNSUPPORTED_FORMAT'],
  ['a TIFF', blank(9, 9).tiff().toBuffer(), 'UNSUPPORTED_FORMAT'],
  ['a text', text('GET / HTTP/1.1'), 'UNSUPPORTED_FORMAT'],
  ['a decompression bomb', blank(9000, 9000).png().toBuffer(), 'TOO_LARGE'],
  [
    'half a JPEG',
    blank(900, 900)
      .jpeg()
      .toBuffer()
      .then((bytes) => bytes.subarray(0, bytes.length / 2)),
    'CORRUPT_FILE',
  ],
])('refuses %s with a code', async (_what, bytes, code) => {
  expect(await maker.make(await bytes)).toMatchObject({ ok: false, code, message: expect.stringMatching(/\.$/) })
})

/** The beginning of a file of the family of HEIC, with these brands; the first is the main one. */
const heif = (...brands: string[]) => {
  const name = Buffer.from(`ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`, 'latin1')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(name.length + 4)
  return Buffer.concat([size, name, Buffer.alloc(64)])
}

it.each([
  ['of an iPhone', heif('heic', 'mif1', 'heic')],
  ['of a burst', heif('msf1', 'hevc')],
  ['that says so only among its other names', heif('mif1', 'heix')],
])('says of a HEIC picture %s what to do', async (_which, bytes) => {
  const message = expect.stringMatching(/HEIC.* JPEG: .*Most Compatible/)
  expect(await maker.make(bytes)).toMatchObject({ ok: false, code: 'UNSUPPORTED_FORMAT', message })
})

it('takes no damaged AVIF for a HEIC picture', async () => {
  expect(await maker.make(heif('avif', 'mif1', 'miaf'))).toMatchObject({ ok: false, message: expect.not.stringMatching(/HEIC/) })
})

it('fails a picture that takes too long, and makes the next ones', async () => {
  const hasty = openPictureMaker(1)
  const bytes = await blank(30, 20).png().toBuffer()
  expect(await hasty.make(bytes)).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
  hasty.close()
  await expect(hasty.make(bytes)).rejects.toThrow('closed')
  expect(await Promise.all([1, 2, 3].map(() => maker.make(bytes)))).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
})
