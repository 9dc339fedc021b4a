// Writes an archive of map tiles as PMTiles 3 has it: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

const HEADER_BYTES = 127
/** The header and the root directory are read together, and may not be larger. */
const FIRST_BYTES = 16_384
const GZIP = 2
const MVT = 1

const varint = (value) => {
  const bytes = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}

const directoryOf = (entries) => {
  const bytes = varint(entries.length)
  for (const [at, { id }] of entries.entries()) bytes.push(...varint(id - (entries[at - 1]?.id ?? 0)))
  for (const { run } of entries) bytes.push(...varint(run))
  for (const { length } of entries) bytes.push(...varint(length))
  for (const [at, { offset }] of entries.entries()) {
    const before = entries[at - 1]
    bytes.push(...varint(before !== undefined && before.offset + before.length === offset ? 0 : offset + 1))
  }
  return gzipSync(Buffer.from(bytes))
}

/**
 * Returns an archive of vector tiles: `{ z, x, y, bytes }`, each once. Tiles with the same bytes are stored once. Throws when there are more than
 * one directory holds: leaf directories are not written.
 */
export const archiveOf = (tiles, { metadata, maxZoom }) => {
  const sorted = tiles.map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) })).sort((a, b) => a.id - b.id)
  const entries = []
  const known = new Map()
  const contents = []
  let size = 0
  for (const { id, bytes } of sorted) {
    const hash = createHash('sha256').update(bytes).digest('base64')
    let place = known.get(hash)
    if (place === undefined) {
      const packed = gzipSync(bytes, { level: 9 })
      place = { offset: size, length: packed.length }
      known.set(hash, place)
      contents.push(packed)
      size += packed.length
    }
    const last = entries.at(-1)
    if (last !== undefined && last.offset === place.offset && last.id + last.run === id) last.run += 1
    else entries.push({ id, run: 1, ...place })
  }
  const directory = directoryOf(entries)
  if (HEADER_BYTES + directory.length > FIRST_BYTES) throw new Error(`a directory of ${directory.length} bytes is too large`)
  const about = gzipSync(JSON.stringify(metadata))
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('PMTiles', 0, 'latin1')
  header.writeUInt8(3, 7)
  const longs = [
    ...[HEADER_BYTES, directory.length],
    ...[HEADER_BYTES + directory.length, about.length],
    // No leaf directories.
    ...[HEADER_BYTES + directory.length + about.length, 0],
    ...[HEADER_BYTES + directory.length + about.length, size],
    ...[sorted.length, entries.length, contents.length],
  ]
  for (const [at, value] of longs.entries()) header.writeBigUInt64LE(BigInt(value), 8 + 8 * at)
  for (const [at, value] of [1, GZIP, GZIP, MVT, 0, maxZoom].entries()) header.writeUInt8(value, 96 + at)
  for (const [at, degrees] of [-180, -85.05, 180, 85.05].entries()) header.writeInt32LE(degrees * 1e7, 102 + 4 * at)
  return Buffer.concat([header, directory, about, ...contents])
}
