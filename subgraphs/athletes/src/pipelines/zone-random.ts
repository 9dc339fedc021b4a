import { createHmac, hkdfSync } from 'node:crypto'
import type { SquareRandom } from '../domain/privacy-circle.ts'

const BYTES = 6
const RANGE = 2 ** (8 * BYTES)

/**
 * Returns the random numbers of an athlete's squares, derived from a secret. A zone that is removed and added again is moved by the same
 * vector, so averaging over many zones reveals nothing. The numbers depend on the athlete: otherwise anybody could learn the vector
 * of a square with a zone of their own.
 */
export const zoneRandom = (secret: string, athleteId: string): SquareRandom => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'gruppetto privacy zones', 32))
  return (square) => {
    const digest = createHmac('sha256', key).update(`${athleteId} ${square}`).digest()
    return [digest.readUIntBE(0, BYTES) / RANGE, digest.readUIntBE(BYTES, BYTES) / RANGE]
  }
}
