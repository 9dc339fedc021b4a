import { randomBytes } from 'node:crypto'
import { hash, type Options, verify } from '@node-rs/argon2'
import { normalisedPassword, PASSWORD_UNITS_MAX } from '../domain/passwords.ts'

/** Argon2id (the library's default algorithm) with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Null stands for an unknown account. It costs the same work and never matches, so that the time taken does not tell who has one. */
  matches(password: string, passwordHash: string | null): Promise<boolean>
}

/** Whether a password is the one of a hash. No stored password is longer than what is compared, so a huge one costs no more work. */
export const verifyPassword = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, normalisedPassword(password.slice(0, PASSWORD_UNITS_MAX)))

export const openPasswordHasher = async (): Promise<PasswordHasher> => {
  const dummyHash = await hash(randomBytes(32), ARGON2)
  return {
    hash: (password) => hash(normalisedPassword(password), ARGON2),
    async matches(password, passwordHash) {
      const isMatch = await verifyPassword(password, passwordHash ?? dummyHash)
      return isMatch && passwordHash !== null
    },
  }
}
