import { behind, collection, type Database, inPortions, type Tx, type Where } from '@gruppetto/runtime'
import { type EntryRow, entryId } from '../domain/entry.ts'
import type { OwnedPlace, Place } from '../domain/leaderboard.ts'

export interface BoardRead {
  readonly challengeId: string
  /** Athletes to leave out. */
  readonly except: readonly string[]
  /** For a sponsored challenge: rows without a name stay, since leaving one out would show whose it is. */
  readonly keepsUnnamed: boolean
  /** Only rows beyond this place, in the direction of the read. */
  readonly from: Place | null
  /** Reads towards the top instead of downwards. */
  readonly upward: boolean
  readonly limit: number
}

export type EntryState = Pick<EntryRow, '_id' | 'athleteId' | 'units' | 'revision' | 'participating'>

const IN_BOARD_ORDER = { units: -1, reachedAt: 1, athleteId: 1 } as const
const REVERSED = { units: 1, reachedAt: -1, athleteId: -1 } as const

const PORTION = 1_000

/** The athletes' entries in challenges, with their scores. */
export const openEntries = (database: Database) => {
  const entries = collection<EntryRow>(database, {
    name: 'entries',
    fields: {
      _id: 'string',
      challengeId: 'string',
      athleteId: 'string',
      participating: 'boolean',
      sharesWithBrand: 'boolean',
      joinedAt: 'date',
      startsAt: 'date',
      endsAt: 'date',
      clubId: 'string | null',
      teamId: 'string?',
      units: 'number',
      reachedAt: 'date',
      completedAt: 'date | null',
      completionTold: 'boolean',
      lastActivityId: 'string | null',
      activities: 'number?',
      decimeters: 'number?',
      finalRank: 'number | null?',
      revision: 'number',
      updatedAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all', whileClosed: 'aside' },
    shardKey: { challengeId: 1 },
    renamed: {
      joinedAtMs: 'joinedAt',
      startsAtMs: 'startsAt',
      endsAtMs: 'endsAt',
      reachedAtMs: 'reachedAt',
      completedAtMs: 'completedAt',
      updatedAtMs: 'updatedAt',
    },
    indexes: [
      // Challenge.leaderboard in its order, ranks without Redis, the athletes whom a rise overtakes.
      { keys: { challengeId: 1, participating: 1, units: -1, reachedAt: 1, athleteId: 1 } },
      // Challenge.teams: the best of each club.
      { keys: { challengeId: 1, teamId: 1, participating: 1, units: -1 }, only: { teamId: { $gt: '' } } },
      // LeaderboardConnection.updatedAt: the newest change of a board.
      { keys: { challengeId: 1, updatedAt: -1 } },
      // The challenges for which an activity may count, and those that an athlete leaves with a club.
      { keys: { athleteId: 1, participating: 1, endsAt: 1 } },
      // Athlete.challenges, the last joined first.
      { keys: { athleteId: 1, participating: 1, joinedAt: -1, challengeId: 1 } },
    ],
  })
  return {
    async get(challengeId: string, athleteId: string, tx: Tx): Promise<EntryRow | null> {
      return entries.one({ _id: entryId(challengeId, athleteId) }, { tx })
    },
    async put(rows: readonly EntryRow[], tx: Tx): Promise<void> {
      await entries.put(rows, tx)
    },
    /** The participating entries among ids (see entryId). */
    async participating(ids: readonly string[]): Promise<ReadonlyMap<string, EntryRow>> {
      return entries.byId(ids, { where: { participating: true } })
    },
    /** The entries of an athlete whose challenge's window holds an instant, or that are among `challengeIds`. */
    async affected(athleteId: string, at: Date, challengeIds: readonly string[], tx: Tx): Promise<readonly EntryRow[]> {
      return entries.many(
        {
          athleteId,
          participating: true,
          $or: [{ endsAt: { $gt: at }, startsAt: { $lte: at } }, { challengeId: { $in: challengeIds } }],
        },
        { tx },
      )
    },
    /** The entries of an athlete in the challenges of a club. */
    async inClub(athleteId: string, clubId: string, tx: Tx): Promise<readonly EntryRow[]> {
      return entries.many({ athleteId, participating: true, clubId }, { tx })
    },
    /** Returns the entries in which an athlete participates, the last joined first. */
    async ofAthlete(
      athleteId: string,
      after: { readonly joinedAt: Date; readonly challengeId: string } | null,
      limit: number,
    ): Promise<readonly EntryRow[]> {
      const sort = { joinedAt: -1, challengeId: 1 } as const
      return entries.many({ $and: [{ athleteId, participating: true }, behind(sort, after)] }, { sort, limit })
    },
    /** Returns rows of a board from a place on, the nearest first. */
    async board({ challengeId, except, keepsUnnamed, from, upward, limit }: BoardRead, tx?: Tx): Promise<readonly EntryRow[]> {
      const sort = upward ? REVERSED : IN_BOARD_ORDER
      const notExcept: Where<EntryRow> = { athleteId: { $nin: except } }
      const others = keepsUnnamed ? { $or: [notExcept, { sharesWithBrand: false }] } : notExcept
      return entries.many(
        { $and: [{ challengeId, participating: true }, except.length === 0 ? {} : others, behind(sort, from)] },
        { sort, limit, tx },
      )
    },
    /** The entries of athletes in challenges that are not over, without their scores. */
    async open(athleteIds: readonly string[], now: Date, limit: number) {
      return entries.many<Pick<EntryRow, 'challengeId' | 'sharesWithBrand'>>(
        { athleteId: { $in: athleteIds }, participating: true, endsAt: { $gt: now } },
        { fields: { challengeId: 1, sharesWithBrand: 1 }, limit },
      )
    },
    /** Returns the scores of the best of a club in a challenge between clubs, the highest first. */
    async bestOfTeam(challengeId: string, teamId: string, limit: number, tx?: Tx): Promise<readonly number[]> {
      const rows = await entries.many<Pick<EntryRow, 'units'>>(
        { challengeId, teamId, participating: true },
        { fields: { units: 1 }, sort: { units: -1 }, limit, tx },
      )
      return rows.map(({ units }) => units)
    },
    /** Returns the next athletes who take part, by id. */
    async athletesAfter(challengeId: string, afterId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await entries.many<Pick<EntryRow, 'athleteId'>>(
        { _id: { $gt: entryId(challengeId, afterId), $lt: `${challengeId};` }, participating: true },
        { fields: { athleteId: 1 }, sort: { _id: 1 }, limit, tx },
      )
      return rows.map(({ athleteId }) => athleteId)
    },
    /** Writes final ranks, by the ids of the entries. They are no new revisions, since no score changes. */
    async setFinalRanks(ranks: ReadonlyMap<string, number>, tx: Tx): Promise<void> {
      await entries.writeAll(
        [...ranks].map(([_id, finalRank]) => ({ updateOne: { filter: { _id }, update: { $set: { finalRank } } } })),
        tx,
      )
    },
    /** Returns the places of some athletes on a board, without those who have no entry. It reads in portions. */
    async placesOf(challengeId: string, athleteIds: readonly string[]): Promise<readonly OwnedPlace[]> {
      const places: OwnedPlace[] = []
      for (let from = 0; from < athleteIds.length; from += PORTION) {
        const ids = athleteIds.slice(from, from + PORTION).map((athleteId) => entryId(challengeId, athleteId))
        const rows = await entries.many<OwnedPlace>(
          { _id: { $in: ids }, participating: true },
          { fields: { units: 1, reachedAt: 1, athleteId: 1, sharesWithBrand: 1 } },
        )
        places.push(...rows)
      }
      return places
    },
    /** Returns the number of entries above a score. */
    async countAbove(challengeId: string, units: number): Promise<number> {
      return entries.count({ challengeId, participating: true, units: { $gt: units } })
    },
    /** Returns the number of entries with each score from `lowest` to `highest`. */
    async countByScore(challengeId: string, lowest: number, highest: number): Promise<ReadonlyMap<number, number>> {
      const groups = await entries.aggregate<{ _id: number; entries: number }>([
        { $match: { challengeId, participating: true, units: { $gte: lowest, $lte: highest } } },
        { $group: { _id: '$units', entries: { $sum: 1 } } },
      ])
      return new Map(groups.map((group) => [group._id, group.entries]))
    },
    /** Returns the athletes whose scores are within a span (see passedSpan), the highest first. */
    async athletesWithin(
      challengeId: string,
      span: { readonly atLeast: number; readonly below: number },
      except: readonly string[],
      limit: number,
      tx: Tx,
    ): Promise<readonly string[]> {
      const rows = await entries.many(
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
    /** Returns when an entry of the board has changed last; null when it has no entries. */
    async newestChangeAt(challengeId: string): Promise<Date | null> {
      const row = await entries.one<Pick<EntryRow, 'updatedAt'>>(
        { challengeId },
        { fields: { updatedAt: 1 }, sort: { updatedAt: -1 } },
      )
      return row?.updatedAt ?? null
    },
    /**
     * Reads all entries of a board in portions, in no order, including those of athletes who have left. One that changes meanwhile may be
     * left out.
     */
    all(challengeId: string): AsyncIterable<readonly EntryState[]> {
      const fields = { athleteId: 1, units: 1, revision: 1, participating: 1 }
      return inPortions(PORTION, entries.each<EntryState>({ challengeId }, { fields, batchSize: PORTION }))
    },
  }
}

export type Entries = ReturnType<typeof openEntries>
