import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

/**
 * The cursors of sponsored challenges' leaderboards are sealed: a plain cursor is base64 of the row's sort key, which holds the athlete's id and the
 * moment of the score, and would tell a brand who the athletes are that did not agree to be named.
 * AES-256-GCM; the nonce is drawn from the text itself, so that one row has one cursor. Bound to `scope` (the challenge).
 */
export interface CursorSeal {
  seal(plain: string, scope: string): string
  /** The plain cursor, or null for what was not sealed here or for another scope. */
  open(sealed: string, scope: string): string | null
}

const NONCE = 12
const TAG = 16
const ALGORITHM = 'aes-256-gcm'
const LONGEST = 1024

export const cursorSeal = (secret: string): CursorSeal => {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'gruppetto', `branded-leaderboard-${purpose}`, 32))
  const key = derive('cursor')
  const nonceKey = derive('nonce')
  return {
    seal(plain, scope) {
      const nonce = createHmac('sha256', nonceKey).update(`${scope}\n${plain}`).digest().subarray(0, NONCE)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(scope))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed, scope) {
      if (sealed.length > LONGEST) return null
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length <= NONCE + TAG) return null
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE))
          .setAAD(Buffer.from(scope))
          .setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
