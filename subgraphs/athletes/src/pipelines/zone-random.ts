import { createHmac, hkdfSync } from 'node:crypto'
import type { Chance } from '../domain/privacy-circle.ts'

const BYTES = 6
const WHOLE = 2 ** (8 * BYTES)

/**
 * What is drawn for an athlete's squares, from a secret instead of from the air: a zone removed and added again is moved by the same vector, so
 * that there is nothing to average. The athlete is in it: were it one draw a square for all, anybody could ask for it with a zone of their own.
 */
export const zoneChance = (secret: string, athleteId: string): Chance => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'gruppetto privacy zones', 32))
  return (square) => {
    const digest = createHmac('sha256', key).update(`${athleteId} ${square}`).digest()
    return [digest.readUIntBE(0, BYTES) / WHOLE, digest.readUIntBE(BYTES, BYTES) / WHOLE]
  }
}
