import { at } from '../recording.ts'
import { DEGREE_METERS, shortLongitude } from './distance.ts'
import type { Position } from './polyline.ts'

/** The number of points that are simplified together. Douglas-Peucker is quadratic in the worst case, and the block limits that. */
const BLOCK = 1024

/**
 * Removes the positions within `toleranceMeters` of the simplified line (Douglas and Peucker 1973, iterative; on a plane around
 * each block). Keeps the first and the last one.
 */
export function simplifyRoute(positions: readonly Position[], toleranceMeters: number): Position[] {
  const count = positions.length
  if (count <= 2) return [...positions]
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const keep = new Uint8Array(count)
  for (let from = 0; from < count - 1; from += BLOCK) {
    const to = Math.min(from + BLOCK, count - 1)
    project(positions, x, y, from, to)
    keep[from] = 1
    keep[to] = 1
    keepFarthest(x, y, keep, from, to, toleranceMeters ** 2)
  }
  return positions.filter((_, i) => keep[i] === 1)
}

function project(positions: readonly Position[], x: Float64Array, y: Float64Array, from: number, to: number): void {
  const [latitude, longitude] = positions[from] as Position
  const scale = DEGREE_METERS * Math.cos((latitude * Math.PI) / 180)
  for (let i = from; i <= to; i++) {
    const position = positions[i] as Position
    x[i] = shortLongitude(position[1] - longitude) * scale
    y[i] = (position[0] - latitude) * DEGREE_METERS
  }
}

function keepFarthest(x: Float64Array, y: Float64Array, keep: Uint8Array, from: number, to: number, square: number): void {
  const stack = [from, to]
  while (stack.length > 0) {
    const last = stack.pop() as number
    const first = stack.pop() as number
    let farthest = -1
    let most = square
    for (let i = first + 1; i < last; i++) {
      const distance = squareToSegment(x, y, i, first, last)
      if (distance > most) {
        most = distance
        farthest = i
      }
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    stack.push(first, farthest, farthest, last)
  }
}

/** Returns the squared distance of point i from the segment a-b. */
function squareToSegment(x: Float64Array, y: Float64Array, i: number, a: number, b: number): number {
  const dx = at(x, b) - at(x, a)
  const dy = at(y, b) - at(y, a)
  const px = at(x, i) - at(x, a)
  const py = at(y, i) - at(y, a)
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length))
  return (px - share * dx) ** 2 + (py - share * dy) ** 2
}
