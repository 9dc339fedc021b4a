import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 960
const HEIGHT = 720
const PORTRAIT = 480

type Colour = readonly [number, number, number]

const mix = (from: Colour, to: Colour, share: number): Colour => [
  Math.round(from[0] + share * (to[0] - from[0])),
  Math.round(from[1] + share * (to[1] - from[1])),
  Math.round(from[2] + share * (to[2] - from[2])),
]

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

/** Writes a PNG of so many pixels, eight bits for each of red, green and blue. */
const pngOf = (width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): Buffer => {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows.set(colourAt(x, y), y * (1 + width * 3) + 1 + x * 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const empty = new Uint8Array(0)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', empty)])
}

/** Draws hills under an evening sky, as a PNG. */
export const drawHills = (seed: number): Buffer => {
  const sky: readonly [Colour, Colour] = [
    [40 + ((seed * 37) % 80), 70, 140],
    [250, 190, 130 + ((seed * 53) % 60)],
  ]
  return pngOf(WIDTH, HEIGHT, (x, y) => {
    const [far, near] = [0.55 + ridge(x / 120, seed, 0.06), 0.78 + ridge(x / 260, seed + 2, 0.05)]
    const place = y / HEIGHT
    if (place > near) return [30, 50, 40]
    return place > far ? mix([90, 100, 130], [60, 80, 80], place) : mix(...sky, place / far)
  })
}

/** What tells one drawn person from another. */
export interface Look {
  readonly wall: Colour
  readonly skin: Colour
  readonly hair: Colour
  readonly jersey: Colour
  /** How far the hair reaches down, from 0, which is short, to 1. */
  readonly length: number
  readonly hasHelmet: boolean
}

const isInEllipse = (x: number, y: number, [cx, cy]: readonly [number, number], [rx, ry]: readonly [number, number]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1

/** Draws somebody in a jersey before a wall, as a PNG. */
export const drawPortrait = ({ wall, skin, hair, jersey, length, hasHelmet }: Look): Buffer => {
  const at = (x: number, y: number): Colour => {
    if (hasHelmet && y < 0.36 && isInEllipse(x, y, [0.5, 0.37], [0.215, 0.2]))
      return Math.abs(((x - 0.5) * 14) % 2) < 0.45 ? wall : jersey
    if (!hasHelmet && y < 0.4 && isInEllipse(x, y, [0.5, 0.36], [0.2, 0.17]) && !isInEllipse(x, y, [0.5, 0.47], [0.155, 0.16]))
      return hair
    for (const eye of [0.445, 0.555]) if (isInEllipse(x, y, [eye, 0.43], [0.014, 0.018])) return [40, 34, 32]
    if (y > 0.5 && isInEllipse(x, y, [0.5, 0.5], [0.05, 0.033]) && !isInEllipse(x, y, [0.5, 0.49], [0.05, 0.027]))
      return [150, 66, 60]
    if (isInEllipse(x, y, [0.5, 0.42], [0.155, 0.185])) return skin
    if (y > 0.5 && y < 0.72 && Math.abs(x - 0.5) < 0.065) return mix(skin, [60, 30, 20], 0.18)
    if (length > 0 && y < 0.4 + 0.35 * length && isInEllipse(x, y, [0.5, 0.45], [0.21, 0.1 + 0.3 * length])) return hair
    if (isInEllipse(x, y, [0.5, 1.02], [0.36, 0.36])) return Math.abs(x - 0.5) < 0.012 ? mix(jersey, [0, 0, 0], 0.3) : jersey
    return mix(wall, [255, 255, 255], 0.35 * (1 - y))
  }
  // Each pixel is the mean of four places, so that edges are smooth.
  return pngOf(PORTRAIT, PORTRAIT, (x, y) => {
    const samples = [0.25, 0.75].flatMap((right) => [0.25, 0.75].map((down) => at((x + right) / PORTRAIT, (y + down) / PORTRAIT)))
    return [0, 1, 2].map((index) => Math.round(samples.reduce((sum, colour) => sum + (colour[index] ?? 0), 0) / samples.length))
  })
}
