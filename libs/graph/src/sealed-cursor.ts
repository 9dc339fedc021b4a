import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

/**
 * Encrypts short texts for the platform itself. AES-256-GCM. The nonce is derived from the text, so that a text always looks the same. A
 * sealed text is valid only for its `scope`.
 */
export interface TextSeal {
  seal(plain: string, scope: string): string
  /** Returns the plain text; null when it was not sealed here or belongs to another scope. */
  open(sealed: string, scope: string): string | null
}

/**
 * Encrypts the cursors of sponsored challenges' leaderboards. A plain cursor is base64 of the sort key, with the athlete's id and
 * the time of the score, so a brand could identify athletes who did not agree to be named. The scope is the challenge.
 */
export type CursorSeal = TextSeal

const NONCE = 12
const TAG = 16
const ALGORITHM = 'aes-256-gcm'
const MAX_LENGTH = 1024

/** Opens a seal for one purpose. What is sealed for one cannot be opened for another. */
export const textSeal = (secret: string, purpose: string): TextSeal => {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'gruppetto', `${purpose}-${use}`, 32))
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
      if (sealed.length > MAX_LENGTH) return null
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

export const cursorSeal = (secret: string): CursorSeal => textSeal(secret, 'branded-leaderboard')
