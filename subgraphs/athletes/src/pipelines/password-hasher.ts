import { randomBytes } from 'node:crypto'
import { hash, type Options, verify } from '@node-rs/argon2'
import { normalisedPassword, PASSWORD_UNITS_MAX } from '../domain/passwords.ts'

/** Argon2id (the library's default algorithm) with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Takes the same work when there is no hash to compare with, so that the time taken does not tell who has an account. */
  matches(password: string, passwordHash: string | null): Promise<boolean>
}

export const openPasswordHasher = async (): Promise<PasswordHasher> => {
  const nobodys = await hash(randomBytes(32), ARGON2)
  return {
    hash: (password) => hash(normalisedPassword(password), ARGON2),
    async matches(password, passwordHash) {
      // Nobody's password is longer; what is sent to make the server work is cut.
      const matched = await verify(passwordHash ?? nobodys, normalisedPassword(password.slice(0, PASSWORD_UNITS_MAX)))
      return matched && passwordHash !== null
    },
  }
}
