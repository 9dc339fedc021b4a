import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type InviteRow, MOST_INVITES } from '../domain/invite.ts'

const workingAt = (clubId: string, now: Date) => ({
  clubId,
  revoked: false,
  $and: [{ $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] }, { $or: [{ usesLeft: null }, { usesLeft: { $gt: 0 } }] }],
})

/** The links by which clubs are joined. */
export const openInvites = (database: Database) => {
  const invites = collection<InviteRow>(database, {
    name: 'invites',
    fields: {
      _id: 'string',
      clubId: 'string',
      role: 'string',
      createdById: 'string',
      createdAt: 'date',
      usesLeft: 'number | null',
      expiresAt: 'date | null',
      revoked: 'boolean',
    },
    athletes: { ids: { createdById: 'forget' }, exported: { to: ['createdById'] } },
    indexes: [
      // Club.invites, the newest first, and how many of them work.
      { keys: { clubId: 1, revoked: 1, _id: -1 } },
    ],
  })
  return {
    async insert(row: InviteRow, tx: Tx): Promise<void> {
      await invites.insert([row], tx)
    },
    async get(id: string, tx?: Tx): Promise<InviteRow | null> {
      return invites.one({ _id: id }, { tx })
    },
    async working(clubId: string, now: Date): Promise<readonly InviteRow[]> {
      return invites.many(workingAt(clubId, now), { sort: { _id: -1 }, limit: MOST_INVITES })
    },
    async countWorking(clubId: string, now: Date, tx: Tx): Promise<number> {
      return invites.count(workingAt(clubId, now), tx)
    },
    /** Takes one use from a link that has a number of them. Returns false when none is left. */
    async use(id: string, tx: Tx): Promise<boolean> {
      return invites.updateOne({ _id: id, usesLeft: { $gt: 0 } }, { $inc: { usesLeft: -1 } }, tx)
    },
    async revoke(id: string, tx: Tx): Promise<void> {
      await invites.updateOne({ _id: id }, { $set: { revoked: true } }, tx)
    },
  }
}

export type Invites = ReturnType<typeof openInvites>
