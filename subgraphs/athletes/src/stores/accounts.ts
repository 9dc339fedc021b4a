import type { OwnerPrivacy } from '@gruppetto/graph'
import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import { type Account, privacyOf } from '../domain/account.ts'

/** Every stored date is later. With this comparison, a partial index serves the query. */
const EVER = { $gt: new Date(0) }

/**
 * Accounts by id. Handles and e-mail addresses must be unique too, and a sharded collection can only keep its shard key unique, so
 * each of them is the `_id` of another collection.
 */
export const openAccounts = (database: Database) => {
  const accounts = collection<Account>(database, {
    name: 'accounts',
    fields: {
      _id: 'string',
      revision: 'number',
      handle: 'string',
      email: 'string',
      emailVerified: 'boolean?',
      displayName: 'string',
      bio: 'string | null',
      avatarPhotoId: 'string | null?',
      avatarUrl: 'string | null',
      city: 'string | null',
      country: 'string | null',
      favouriteSports: 'array',
      timeZone: 'string',
      units: 'string',
      persona: 'string | null',
      roles: 'array',
      profileVisibility: 'string',
      defaultActivityVisibility: 'string',
      approveFollowers: 'boolean',
      suggestMe: 'boolean?',
      nudgeMe: 'boolean?',
      inferredPersona: 'object?',
      suspendedUntil: 'date | null',
      handleChangedAt: 'array | null',
      formerHandles: 'array?',
      joinedAt: 'date',
      closedAt: 'date | null',
    },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
    indexes: [
      // npm run staff -- list. The index holds only staff.
      { keys: { roles: 1 }, only: { roles: 'STAFF' } },
      // erase-accounts: those that were closed long ago. The index holds only closed ones.
      { keys: { closedAt: 1 }, only: { closedAt: EVER } },
    ],
  })
  return {
    async get(id: string, tx?: Tx): Promise<Account | null> {
      return accounts.one({ _id: id }, { tx })
    },
    /** All accounts, in no order. */
    each: () => accounts.each<Account>({}),
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
      return accounts.byId(ids)
    },
    async privacy(ids: readonly string[]): Promise<ReadonlyMap<string, OwnerPrivacy>> {
      if (ids.length === 0) return new Map()
      const rows = await accounts.many<Pick<Account, '_id' | 'approveFollowers' | 'profileVisibility' | 'closedAt'>>(
        { _id: { $in: ids } },
        { fields: { approveFollowers: 1, profileVisibility: 1, closedAt: 1 } },
      )
      return new Map(rows.map((row) => [row._id, privacyOf(row)]))
    },
    /** Returns the end of the athlete's last suspension, which may lie in the past; null for who was never suspended. */
    async suspendedUntilMs(athleteId: string): Promise<number | null> {
      const row = await accounts.one<Pick<Account, 'suspendedUntil'>>({ _id: athleteId }, { fields: { suspendedUntil: 1 } })
      return row?.suspendedUntil?.getTime() ?? null
    },
    async staff(): Promise<readonly Account[]> {
      return accounts.many({ roles: 'STAFF' }, { sort: { _id: 1 } })
    },
    async insert(account: Account, tx: Tx): Promise<void> {
      await accounts.insert([account], tx)
    },
    /** Replaces the revision that the same transaction has read by the next one. */
    async replace(account: Account, tx: Tx): Promise<void> {
      await replaceRevision(accounts, account, tx)
    },
    /** Returns the ids of accounts that were closed until then, the first closed first. */
    async closedUntil(closedAt: Date, limit: number): Promise<readonly string[]> {
      const options = { fields: { _id: 1 }, sort: { closedAt: 1 }, limit } as const
      const rows = await accounts.many<Pick<Account, '_id'>>({ closedAt: { ...EVER, $lte: closedAt } }, options)
      return rows.map((row) => row._id)
    },
    /** Removes the revision that the same transaction has read. */
    async remove({ _id, revision }: Account, tx: Tx): Promise<void> {
      await accounts.deleteOne({ _id, revision }, tx)
    },
  }
}

export type Accounts = ReturnType<typeof openAccounts>
