import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DisputeRow } from '../domain/dispute.ts'

export interface DisputesRead {
  readonly placeId: string
  readonly isJudged: boolean
  readonly after: { readonly openedAt: Date; readonly id: string } | null
  readonly limit: number
}

const OLDEST_FIRST = { openedAt: 1, _id: 1 } as const

/** Activities that organisers are asked to judge, and what they have decided. */
export const openDisputes = (database: Database) => {
  const disputes = collection<DisputeRow>(database, {
    name: 'disputes',
    fields: {
      _id: 'string',
      placeId: 'string',
      clubId: 'string | null',
      challengeId: 'string | null',
      activityId: 'string',
      athleteId: 'string',
      heldOutFor: 'array',
      flaggedByIds: 'array',
      notes: 'array',
      openedAt: 'date',
      isJudged: 'boolean',
      counts: 'boolean | null',
      judgedById: 'string | null',
      judgedAt: 'date | null',
      note: 'string | null',
      staffFrom: 'date?',
    },
    athletes: {
      ids: { athleteId: 'delete', flaggedByIds: 'forget', judgedById: 'forget' },
      exported: { to: ['athleteId'], without: ['flaggedByIds', 'notes', 'judgedById'] },
    },
    shardKey: { placeId: 'hashed' },
    indexes: [
      // Club.disputes and Challenge.disputes, the oldest first.
      { keys: { placeId: 1, isJudged: 1, openedAt: 1, _id: 1 } },
      // Viewer.disputeQueue: those that the staff may judge, the longest first.
      { keys: { isJudged: 1, staffFrom: 1, _id: 1 } },
      // All disputes about an activity that is corrected or deleted.
      { keys: { activityId: 1 } },
    ],
  })
  return {
    async get(id: string, tx: Tx): Promise<DisputeRow | null> {
      return disputes.one({ _id: id }, { tx })
    },
    async put(rows: readonly DisputeRow[], tx: Tx): Promise<void> {
      await disputes.put(rows, tx)
    },
    async deleteOf(activityId: string, tx: Tx): Promise<void> {
      await disputes.deleteMany({ activityId }, tx)
    },
    /** Returns what waits for the staff, the longest first. */
    async forStaff(
      now: Date,
      after: { readonly staffFrom: Date; readonly id: string } | null,
      limit: number,
    ): Promise<readonly DisputeRow[]> {
      const sort = { staffFrom: 1, _id: 1 } as const
      const beyond = behind(sort, after && { staffFrom: after.staffFrom, _id: after.id })
      return disputes.many({ $and: [{ isJudged: false, staffFrom: { $lte: now } }, beyond] }, { sort, limit })
    },
    async list({ placeId, isJudged, after, limit }: DisputesRead): Promise<readonly DisputeRow[]> {
      const beyond = behind(OLDEST_FIRST, after && { openedAt: after.openedAt, _id: after.id })
      return disputes.many({ $and: [{ placeId, isJudged }, beyond] }, { sort: OLDEST_FIRST, limit })
    },
  }
}
