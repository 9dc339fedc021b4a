import { createHmac, randomBytes } from 'node:crypto'
import { badUserInput, broken } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type AccountToken, type TokenPurpose, tokenExpiry } from '../domain/account-token.ts'
import type { Services } from '../services.ts'
import { hashOf } from './open-session.ts'

/**
 * Returns the token that belongs to an id. The id travels in an event, and the hash of the token is stored; only who has the
 * identity secret can make the token of the id. So it is in the mail, and nowhere else.
 */
export const tokenOf = (identitySecret: string, tokenId: string): string =>
  createHmac('sha256', identitySecret).update(`account-token:${tokenId}`).digest('base64url')

interface TokenFor {
  readonly athleteId: string
  readonly purpose: TokenPurpose
  readonly email: string
}

/** Stores a new token. Returns what the request of its mail needs. */
export const issueToken = async (
  { runtime, stores }: Pick<Services, 'runtime' | 'stores'>,
  { athleteId, purpose, email }: TokenFor,
  tx: Tx,
): Promise<{ readonly tokenId: string; readonly expiresAt: number }> => {
  const tokenId = randomBytes(16).toString('base64url')
  const expiresAt = tokenExpiry(purpose, runtime.now())
  const hash = hashOf(tokenOf(runtime.config.identitySecret, tokenId))
  await stores.accountTokens.insert({ _id: hash, athleteId, purpose, email, expiresAt }, tx)
  return { tokenId, expiresAt: expiresAt.getTime() }
}

/** Returns the stored token. Throws BAD_USER_INPUT when it was used, has expired, or never existed. */
export const requireToken = async (
  { runtime, stores }: Pick<Services, 'runtime' | 'stores'>,
  token: string,
  purpose: TokenPurpose,
  tx?: Tx,
): Promise<AccountToken> => {
  const found = await stores.accountTokens.get(hashOf(token), purpose, new Date(runtime.now()), tx)
  if (found === null)
    throw badUserInput([{ path: 'token', ...broken('EXPIRED', 'is used, has expired, or never was one: ask for another mail') }])
  return found
}
