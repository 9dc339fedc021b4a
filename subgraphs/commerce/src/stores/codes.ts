import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type CodeRow, type RedemptionRow, redemptionId } from '../domain/code.ts'

/** Codes that lower a price or give premium, and who has used them. */
export const openCodes = (database: Database) => {
  const codes = collection<CodeRow>(database, {
    name: 'codes',
    fields: {
      _id: 'string',
      name: 'string',
      kind: 'string',
      percentOff: 'number',
      months: 'number',
      usesLeft: 'number',
      uses: 'number',
      expiresAt: 'date | null',
      revokedAt: 'date | null',
      createdAt: 'date',
      boughtById: 'string | null',
    },
    // A gift still works when its giver has left.
    athletes: { ids: { boughtById: 'forget' }, exported: { to: ['boughtById'], without: ['_id'] } },
    // Lists the codes of one name, for staff.
    indexes: [{ keys: { name: 1, _id: 1 } }],
  })
  const redemptions = collection<RedemptionRow>(database, {
    name: 'code_redemptions',
    fields: {
      _id: 'string',
      codeId: 'string',
      athleteId: 'string',
      kind: 'string',
      months: 'number',
      status: 'string',
      redeemedAt: 'date',
      endsAt: 'date | null',
      givenUntil: 'date?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['_id', 'codeId'] } },
    indexes: [
      // Finds what an athlete has reserved.
      { keys: { athleteId: 1, status: 1 } },
      // Finds the reservations that have ended.
      { keys: { endsAt: 1 }, only: { endsAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async insert(rows: readonly CodeRow[], tx: Tx): Promise<void> {
      await codes.insert(rows, tx)
    },
    async get(id: string, tx?: Tx): Promise<CodeRow | null> {
      return codes.one({ _id: id }, tx && { tx })
    },
    async named(name: string, limit: number): Promise<readonly CodeRow[]> {
      return codes.many({ name }, { sort: { _id: 1 }, limit })
    },
    /** Takes one use, unless none is left or the code has ended meanwhile. Returns whether it did. */
    async use(id: string, now: Date, tx: Tx): Promise<boolean> {
      const isOpen = { $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] }
      return codes.updateOne(
        { _id: id, usesLeft: { $gt: 0 }, revokedAt: null, ...isOpen },
        { $inc: { usesLeft: -1, uses: 1 } },
        tx,
      )
    },
    async giveBack(id: string, tx: Tx): Promise<void> {
      await codes.updateOne({ _id: id }, { $inc: { usesLeft: 1, uses: -1 } }, tx)
    },
    /** Ends all codes of a name. Returns how many still worked. */
    async revoke(name: string, at: Date): Promise<number> {
      return codes.updateMany({ name, revokedAt: null }, { $set: { revokedAt: at } })
    },
    async revokeOne(id: string, at: Date, tx: Tx): Promise<void> {
      await codes.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } }, tx)
    },
    async unrevokeOne(id: string, tx: Tx): Promise<void> {
      await codes.updateOne({ _id: id }, { $set: { revokedAt: null } }, tx)
    },
    /** Who has used a code that works once; null for nobody. */
    async redemptionOf(codeId: string, tx: Tx): Promise<RedemptionRow | null> {
      return redemptions.one({ _id: { $gte: redemptionId(codeId, ''), $lt: `${codeId};` } }, { tx })
    },
    async redemption(codeId: string, athleteId: string, tx: Tx): Promise<RedemptionRow | null> {
      return redemptions.one({ _id: redemptionId(codeId, athleteId) }, { tx })
    },
    /** Throws a duplicate key error when the athlete has used the code. */
    async insertRedemption(row: RedemptionRow, tx: Tx): Promise<void> {
      await redemptions.insert([row], tx)
    },
    async reservedBy(athleteId: string, tx: Tx): Promise<readonly RedemptionRow[]> {
      return redemptions.many({ athleteId, status: 'RESERVED' }, { tx })
    },
    async redeem(id: string, at: Date, tx: Tx): Promise<void> {
      await redemptions.updateOne(
        { _id: id, status: 'RESERVED' },
        { $set: { status: 'REDEEMED', redeemedAt: at, endsAt: null } },
        tx,
      )
    },
    async prolong(id: string, endsAt: Date, tx: Tx): Promise<void> {
      await redemptions.updateOne({ _id: id, status: 'RESERVED' }, { $set: { endsAt } }, tx)
    },
    async endedReservations(now: Date, limit: number): Promise<readonly RedemptionRow[]> {
      return redemptions.many({ endsAt: { $gt: new Date(0), $lte: now } }, { sort: { endsAt: 1 }, limit })
    },
    /** Returns whether it was still reserved. */
    async dropReservation(id: string, tx: Tx): Promise<boolean> {
      return redemptions.deleteOne({ _id: id, status: 'RESERVED' }, tx)
    },
  }
}

export type Codes = ReturnType<typeof openCodes>
