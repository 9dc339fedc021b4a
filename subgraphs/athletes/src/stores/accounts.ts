import type { OwnerPrivacy } from '@gruppetto/graph'
import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type Account, privacyOf } from '../domain/account.ts'

/**
 * Accounts by id. Shard key: `_id`. Handles and e-mail addresses must be unique too, and a sharded collection can only keep its
 * shard key unique, so each of them is the `_id` of another collection.
 */
export const openAccounts = (database: Database) => {
  const nullableText = { type: String, default: null }
  const schema = rowSchema<Account>(
    {
      _id: String,
      revision: { type: Number, required: true },
      handle: { type: String, required: true },
      email: { type: String, required: true },
      displayName: { type: String, required: true },
      bio: nullableText,
      avatarUrl: nullableText,
      city: nullableText,
      country: nullableText,
      favouriteSports: { type: [String], required: true },
      timeZone: { type: String, required: true },
      units: { type: String, required: true },
      persona: nullableText,
      roles: { type: [String], required: true },
      profileVisibility: { type: String, required: true },
      defaultActivityVisibility: { type: String, required: true },
      approveFollowers: { type: Boolean, required: true },
      joinedAt: { type: Date, required: true },
    },
    { collection: 'accounts', versionKey: false },
  )
  // npm run staff -- list. The index holds only staff.
  schema.index({ roles: 1 }, { partialFilterExpression: { roles: 'STAFF' } })
  const model = database.connection.model<Account>('Account', schema)
  const read = readRows(model)
  return {
    async get(id: string, tx?: Tx): Promise<Account | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
      return read.byId(ids)
    },
    async privacy(ids: readonly string[]): Promise<ReadonlyMap<string, OwnerPrivacy>> {
      if (ids.length === 0) return new Map()
      const fields = { approveFollowers: 1, profileVisibility: 1 }
      const rows = await read.many<Pick<Account, '_id' | 'approveFollowers' | 'profileVisibility'>>(
        { _id: { $in: ids } },
        { fields },
      )
      return new Map(rows.map((row) => [row._id, privacyOf(row)]))
    },
    async staff(): Promise<readonly Account[]> {
      return read.many({ roles: 'STAFF' }, { sort: { _id: 1 } })
    },
    async insert(account: Account, tx: Tx): Promise<void> {
      await model.create([account], { session: tx.session })
    },
    /** Replaces the revision that the same transaction has read by the next one. */
    async replace(account: Account, tx: Tx): Promise<void> {
      const before = { _id: account._id, revision: account.revision - 1 }
      const { matchedCount } = await model.replaceOne(before, account, { session: tx.session })
      if (matchedCount !== 1) throw new Error(`account ${account._id} is not at revision ${before.revision} in its own snapshot`)
    },
  }
}

export type Accounts = ReturnType<typeof openAccounts>
