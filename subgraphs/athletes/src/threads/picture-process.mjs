// Makes the sizes of one picture after the other, in a process of its own: whatever a hostile file does to a decoder, the platform goes on.
// It gets no environment and no files, only bytes.
import sharp from 'sharp'

/** Of the picture as it is sent. A decoder needs up to eight bytes for each. */
const MOST_PIXELS = 64_000_000
const SIZES = { THUMBNAIL: 320, LARGE: 1600, FULL: 4096 }
const FORMATS = 'The file is not a JPEG, PNG, WebP or AVIF picture.'

// One picture at a time on one thread, and nothing is kept of the last one.
sharp.cache(false)
sharp.concurrency(1)
// Only these decoders may run: not that of SVG, which reads other files, nor those of rarer formats.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})

const HEIC =
  'HEIC pictures, as iPhones take them, cannot be read here. Send the picture as JPEG: on an iPhone choose Settings, Camera, Formats, Most Compatible, or share it by mail.'
/** What HEIC files and their relatives call themselves; AVIF has names of its own. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** Whether the bytes are a HEIC picture, by the box that such files begin with: its size, "ftyp", the brand, a version, other brands. */
const isHeic = (bytes) => {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return false
  const brands = bytes.toString('latin1', 8, Math.min(bytes.readUInt32BE(0), 256, bytes.length)).match(/.{4}/gs) ?? []
  return !brands.includes('avif') && brands.some((brand) => HEIC_BRANDS.includes(brand))
}

const refused = (code, message) => ({ ok: false, code, message })

const headerOf = async (bytes) => {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch {
    return null
  }
}

const fit = (image, edge) => image.resize(edge, edge, { fit: 'inside', withoutEnlargement: true })

const makeSizes = async (bytes) => {
  // This sharp cannot decode them, and would only say that the file is no picture.
  if (isHeic(bytes)) return refused('UNSUPPORTED_FORMAT', HEIC)
  const header = await headerOf(bytes)
  if (header === null) return refused('UNSUPPORTED_FORMAT', FORMATS)
  if (header.format === 'heif' && header.compression !== 'av1') return refused('UNSUPPORTED_FORMAT', HEIC)
  if (header.width * header.height > MOST_PIXELS)
    return refused('TOO_LARGE', `The picture has more than ${MOST_PIXELS / 1_000_000} million pixels.`)
  try {
    const source = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    // What is written carries no metadata: no place, no device, no thumbnail.
    const { data, info } = await fit(source.autoOrient(), SIZES.FULL)
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    const files = {}
    for (const [size, edge] of Object.entries(SIZES))
      files[size] = await fit(sharp(data, { raw }), edge).webp({ quality: 80, effort: 2 }).toBuffer()
    return { ok: true, width: info.width, height: info.height, files }
  } catch {
    return refused('CORRUPT_FILE', 'The picture is damaged and cannot be read.')
  }
}

process.on('message', async (bytes) => process.send(await makeSizes(Buffer.from(bytes))))
// The platform's process has ended.
process.on('disconnect', () => process.exit(0))
