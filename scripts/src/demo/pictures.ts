import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 960
const HEIGHT = 720

type Colour = readonly [number, number, number]

const mix = (from: Colour, to: Colour, share: number): number[] =>
  from.map((value, index) => Math.round(value + share * ((to[index] ?? value) - value)))

/** The height of a chain of hills at a place, as a share of the picture. The seed gives each picture its own hills. */
const ridge = (x: number, seed: number, roughness: number): number =>
  [1, 2.3, 5.1, 11.7].reduce((sum, wave, index) => sum + (Math.sin(x * wave + seed * (index + 1)) * roughness) / (index + 1), 0)

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

/** Draws hills under an evening sky, as a PNG. */
export const drawHills = (seed: number): Buffer => {
  const sky: readonly [Colour, Colour] = [
    [40 + ((seed * 37) % 80), 70, 140],
    [250, 190, 130 + ((seed * 53) % 60)],
  ]
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const [far, near] = [0.55 + ridge(x / 120, seed, 0.06), 0.78 + ridge(x / 260, seed + 2, 0.05)]
      const place = y / HEIGHT
      const colour =
        place > near ? [30, 50, 40] : place > far ? mix([90, 100, 130], [60, 80, 80], place) : mix(...sky, place / far)
      rows.set(colour, y * (1 + WIDTH * 3) + 1 + x * 3)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  // Eight bits for each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const empty = new Uint8Array(0)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', empty)])
}
