import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { NudgeRow } from '../domain/nudges.ts'

const KEPT_SECONDS = 60 * 86_400

/** Of whom friends were told that they have not been out, for as long as it bounds what they are told next. */
export const openNudges = (database: Database) => {
  const rows = collection<NudgeRow>(database, {
    name: 'nudges',
    fields: { _id: 'string', friendId: 'string', athleteId: 'string', offeredAt: 'date' },
    athletes: { ids: { friendId: 'delete', athleteId: 'delete' }, exported: { to: ['friendId'] } },
    shardKey: { friendId: 1 },
    indexes: [
      // What a friend was told of late.
      { keys: { friendId: 1, offeredAt: 1 } },
      // Whether a friend was told of an athlete of late.
      { keys: { athleteId: 1, offeredAt: 1 } },
      // Forgets what bounds nothing any more.
      { keys: { offeredAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
  })
  return {
    async put(row: NudgeRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    /** Returns who was told of an athlete. */
    async about(athleteId: string, tx?: Tx): Promise<readonly NudgeRow[]> {
      return rows.many({ athleteId }, { tx })
    },
    /** Whether a friend was told of anybody after an instant. */
    async isAnyTo(friendId: string, after: Date, tx: Tx): Promise<boolean> {
      return rows.exists({ friendId, offeredAt: { $gt: after } }, tx)
    },
    /** Whether any friend was told of an athlete after an instant. */
    async isAnyAbout(athleteId: string, after: Date, tx: Tx): Promise<boolean> {
      return rows.exists({ athleteId, offeredAt: { $gt: after } }, tx)
    },
  }
}

export type Nudges = ReturnType<typeof openNudges>
