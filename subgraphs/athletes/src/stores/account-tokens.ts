import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { AccountToken, TokenPurpose } from '../domain/account-token.ts'

/** The tokens of mails that verify an address or reset a password. */
export const openAccountTokens = (database: Database) => {
  const tokens = collection<AccountToken>(database, {
    name: 'account_tokens',
    fields: { _id: 'string', athleteId: 'string', purpose: 'string', email: 'string', expiresAt: 'date' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a secret' } },
    indexes: [
      // The other tokens of an athlete, which are no longer valid once one is used; and the latest one, to send it again.
      { keys: { athleteId: 1 } },
      // Deletes expired tokens.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    async insert(token: AccountToken, tx: Tx): Promise<void> {
      await tokens.insert([token], tx)
    },
    async get(hash: string, purpose: TokenPurpose, now: Date, tx?: Tx): Promise<AccountToken | null> {
      return tokens.one({ _id: hash, purpose, expiresAt: { $gt: now } }, { tx })
    },
    /** Returns the token for this purpose that expires last, also when it has expired a moment ago. */
    async latest(athleteId: string, purpose: TokenPurpose, tx: Tx): Promise<AccountToken | null> {
      return tokens.one({ athleteId, purpose }, { sort: { expiresAt: -1 }, tx })
    },
    /** Deletes the athlete's tokens for these purposes. */
    async deleteOf(athleteId: string, purposes: readonly TokenPurpose[], tx: Tx): Promise<void> {
      await tokens.deleteMany({ athleteId, purpose: { $in: purposes } }, tx)
    },
  }
}

export type AccountTokens = ReturnType<typeof openAccountTokens>
