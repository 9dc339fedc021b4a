import { behind, type Database, readRows, rowSchema, type Tx, type Where } from '@gruppetto/runtime'
import { type EntryRow, entryId } from '../domain/entry.ts'
import type { OwnedPlace, Place } from '../domain/leaderboard.ts'

export interface BoardRead {
  readonly challengeId: string
  /** Athletes to leave out. */
  readonly except: readonly string[]
  /** Of a sponsored challenge: rows that name nobody stay, since to leave one out would tell whose it is. */
  readonly keepsUnnamed: boolean
  /** Rows beyond this place, in the read's direction. */
  readonly from: Place | null
  /** Towards the top instead of down. */
  readonly upward: boolean
  readonly limit: number
}

export type EntryState = Pick<EntryRow, '_id' | 'athleteId' | 'units' | 'revision' | 'participating'>

const IN_BOARD_ORDER = { units: -1, reachedAtMs: 1, athleteId: 1 } as const
const REVERSED = { units: 1, reachedAtMs: -1, athleteId: -1 } as const

const PORTION = 1_000

/** Who takes part in which challenge, with the score. Shard key: challengeId. */
export const openEntries = (database: Database) => {
  const schema = rowSchema<EntryRow>(
    {
      _id: String,
      challengeId: { type: String, required: true },
      athleteId: { type: String, required: true },
      participating: { type: Boolean, required: true },
      sharesWithBrand: { type: Boolean, required: true },
      joinedAtMs: { type: Number, required: true },
      startsAtMs: { type: Number, required: true },
      endsAtMs: { type: Number, required: true },
      clubId: { type: String, default: null },
      units: { type: Number, required: true },
      reachedAtMs: { type: Number, required: true },
      completedAtMs: { type: Number, default: null },
      completionTold: { type: Boolean, required: true },
      lastActivityId: { type: String, default: null },
      revision: { type: Number, required: true },
      updatedAtMs: { type: Number, required: true },
    },
    { collection: 'entries', versionKey: false },
  )
  // Challenge.leaderboard in its order, ranks without Redis, who was overtaken.
  schema.index({ challengeId: 1, participating: 1, units: -1, reachedAtMs: 1, athleteId: 1 })
  // LeaderboardConnection.updatedAt: the newest change of a board.
  schema.index({ challengeId: 1, updatedAtMs: -1 })
  // The challenges an activity may count for, and what to leave with a club.
  schema.index({ athleteId: 1, participating: 1, endsAtMs: 1 })
  // Athlete.challenges, the last joined first.
  schema.index({ athleteId: 1, participating: 1, joinedAtMs: -1, challengeId: 1 })
  const model = database.connection.model<EntryRow>('Entry', schema)
  const read = readRows(model)
  return {
    async get(challengeId: string, athleteId: string, tx: Tx): Promise<EntryRow | null> {
      return read.one({ _id: entryId(challengeId, athleteId) }, { tx })
    },
    async put(rows: readonly EntryRow[], tx: Tx): Promise<void> {
      if (rows.length === 0) return
      await model.bulkWrite(
        rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
        { session: tx.session },
      )
    },
    /** The participating entries among ids (see entryId). */
    async participating(ids: readonly string[]): Promise<ReadonlyMap<string, EntryRow>> {
      return read.byId(ids, { where: { participating: true } })
    },
    /** The entries of an athlete whose challenge's window holds an instant, or that are among `challengeIds`. */
    async affected(athleteId: string, atMs: number, challengeIds: readonly string[], tx: Tx): Promise<readonly EntryRow[]> {
      return read.many(
        {
          athleteId,
          participating: true,
          $or: [{ endsAtMs: { $gt: atMs }, startsAtMs: { $lte: atMs } }, { challengeId: { $in: challengeIds } }],
        },
        { tx },
      )
    },
    /** The entries of an athlete in the challenges of a club. */
    async inClub(athleteId: string, clubId: string, tx: Tx): Promise<readonly EntryRow[]> {
      return read.many({ athleteId, participating: true, clubId }, { tx })
    },
    /** What an athlete takes part in, the last joined first. */
    async ofAthlete(
      athleteId: string,
      after: { readonly joinedAtMs: number; readonly challengeId: string } | null,
      limit: number,
    ): Promise<readonly EntryRow[]> {
      const sort = { joinedAtMs: -1, challengeId: 1 } as const
      return read.many({ $and: [{ athleteId, participating: true }, behind(sort, after)] }, { sort, limit })
    },
    /** Rows of a board from a place on; upward reads come nearest first. */
    async board({ challengeId, except, keepsUnnamed, from, upward, limit }: BoardRead): Promise<readonly EntryRow[]> {
      const sort = upward ? REVERSED : IN_BOARD_ORDER
      const notExcept: Where<EntryRow> = { athleteId: { $nin: except } }
      const others = keepsUnnamed ? { $or: [notExcept, { sharesWithBrand: false }] } : notExcept
      return read.many(
        { $and: [{ challengeId, participating: true }, except.length === 0 ? {} : others, behind(sort, from)] },
        { sort, limit },
      )
    },
    /** Where each of some athletes stands on a board; those without an entry are left out. In portions, whatever their number. */
    async placesOf(challengeId: string, athleteIds: readonly string[]): Promise<readonly OwnedPlace[]> {
      const places: OwnedPlace[] = []
      for (let from = 0; from < athleteIds.length; from += PORTION) {
        const ids = athleteIds.slice(from, from + PORTION).map((athleteId) => entryId(challengeId, athleteId))
        const rows = await read.many<OwnedPlace>(
          { _id: { $in: ids }, participating: true },
          { fields: { units: 1, reachedAtMs: 1, athleteId: 1, sharesWithBrand: 1 } },
        )
        places.push(...rows)
      }
      return places
    },
    /** How many stand above a score. */
    async countAbove(challengeId: string, units: number): Promise<number> {
      return read.count({ challengeId, participating: true, units: { $gt: units } })
    },
    /** How many have each score from `lowest` up to `highest`. */
    async countByScore(challengeId: string, lowest: number, highest: number): Promise<ReadonlyMap<number, number>> {
      const groups = await read.aggregate<{ _id: number; entries: number }>([
        { $match: { challengeId, participating: true, units: { $gte: lowest, $lte: highest } } },
        { $group: { _id: '$units', entries: { $sum: 1 } } },
      ])
      return new Map(groups.map((group) => [group._id, group.entries]))
    },
    /** Whom a rise passed, the highest first; see passedSpan. */
    async athletesWithin(
      challengeId: string,
      span: { readonly atLeast: number; readonly below: number },
      except: readonly string[],
      limit: number,
      tx: Tx,
    ): Promise<readonly string[]> {
      const rows = await read.many(
        {
          challengeId,
          participating: true,
          units: { $gte: span.atLeast, $lt: span.below },
          athleteId: { $nin: except },
        },
        { sort: IN_BOARD_ORDER, limit, tx },
      )
      return rows.map((row) => row.athleteId)
    },
    async newestChangeMs(challengeId: string): Promise<number | null> {
      const row = await read.one<Pick<EntryRow, 'updatedAtMs'>>(
        { challengeId },
        { fields: { updatedAtMs: 1 }, sort: { updatedAtMs: -1 } },
      )
      return row?.updatedAtMs ?? null
    },
    /** All entries of a board, of those who left too, in portions: what the ranks are rebuilt from. */
    async *all(challengeId: string): AsyncGenerator<readonly EntryState[]> {
      for (let lastId = entryId(challengeId, ''); ; ) {
        const rows = await read.many<EntryState>(
          { _id: { $gt: lastId, $lt: `${challengeId};` } },
          { fields: { athleteId: 1, units: 1, revision: 1, participating: 1 }, sort: { _id: 1 }, limit: PORTION },
        )
        if (rows.length > 0) yield rows
        const last = rows.at(-1)
        if (last === undefined || rows.length < PORTION) return
        lastId = last._id
      }
    },
  }
}

export type Entries = ReturnType<typeof openEntries>
