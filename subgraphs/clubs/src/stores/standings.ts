import { behind, collection, type Database, portions, type Tx, type Where } from '@gruppetto/runtime'
import { CLUB_METRICS, type ClubMetric, type StandingRow } from '../domain/standing.ts'

/** One board of a club: the members by a metric. */
export interface ClubBoard {
  readonly clubId: string
  /** See boardId. */
  readonly board: string
  readonly metric: ClubMetric
}

export interface StandingPlace {
  readonly units: number
  readonly athleteId: string
}

export interface ClubBoardRead extends ClubBoard {
  /** Athletes to leave out. */
  readonly except: readonly string[]
  /** Only rows beyond this place, in the direction of the read. */
  readonly from: StandingPlace | null
  /** Reads towards the top instead of downwards. */
  readonly upward: boolean
  readonly limit: number
}

interface BoardRow {
  readonly athleteId: string
  readonly units: number
  readonly revision: number
}

/** How many rows are read at once when a whole board is. */
const PORTION = 1_000

const unitsPath = (metric: ClubMetric) => `units.${metric}` as const

/** What the members of clubs have done in the present periods, in the order of each metric. */
export const openStandings = (database: Database) => {
  const standings = collection<StandingRow>(database, {
    name: 'standings',
    fields: {
      _id: 'string',
      athleteId: 'string',
      clubIds: 'array',
      board: 'string',
      units: 'object',
      lastActivityId: 'string',
      updatedAt: 'date',
      expiresAt: 'date',
      revision: 'number?',
    },
    athletes: {
      ids: { athleteId: 'delete' },
      exported: { not: 'sums of the activities' },
      whileClosed: 'aside',
    },
    shardKey: { athleteId: 1 },
    indexes: [
      // Club.leaderboard by each metric. Clubs in which the same counts share a row.
      ...CLUB_METRICS.map((metric) => ({ keys: { clubIds: 1, board: 1, [unitsPath(metric)]: -1, athleteId: 1 } }) as const),
      // LeaderboardConnection.updatedAt of a club: the newest change of a board.
      { keys: { clubIds: 1, board: 1, updatedAt: -1 } },
      // All rows of an athlete on some boards, which are written together.
      { keys: { athleteId: 1, board: 1 } },
      // Deletes the rows of periods that are no longer shown.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })

  /** The rows on a board: of those who have done something. */
  const onBoard = ({ clubId, board, metric }: ClubBoard): Where<StandingRow> => ({
    clubIds: clubId,
    board,
    [unitsPath(metric)]: { $gt: 0 },
  })

  const readBoard = async ({ except, from, upward, limit, ...board }: ClubBoardRead): Promise<readonly StandingRow[]> => {
    const path = unitsPath(board.metric)
    const sort = upward ? ({ [path]: 1, athleteId: -1 } as const) : ({ [path]: -1, athleteId: 1 } as const)
    const place = from === null ? null : { [path]: from.units, athleteId: from.athleteId }
    return standings.many(
      { $and: [onBoard(board), except.length === 0 ? {} : { athleteId: { $nin: except } }, behind(sort, place)] },
      { sort, limit },
    )
  }

  return {
    /** Replaces all rows of an athlete on these boards; all rows of the athlete when `boards` is null. */
    async replace(athleteId: string, boards: readonly string[] | null, rows: readonly StandingRow[], tx: Tx): Promise<void> {
      const ids = rows.map(({ _id }) => _id)
      await standings.deleteMany({ athleteId, ...(boards && { board: { $in: boards } }), _id: { $nin: ids } }, tx)
      await standings.put(rows, tx)
    },
    async put(rows: readonly StandingRow[], tx: Tx): Promise<void> {
      await standings.put(rows, tx)
    },
    /** Returns rows of a board from a place on, the nearest first. */
    board: readBoard,
    /** Returns the row of a member on a board, or null. */
    async ofMember(board: ClubBoard, athleteId: string): Promise<StandingRow | null> {
      return standings.one({ ...onBoard(board), athleteId })
    },
    async count(board: ClubBoard): Promise<number> {
      return standings.count(onBoard(board))
    },
    /** Returns the number of members above a score. */
    async countAbove(board: ClubBoard, units: number): Promise<number> {
      return standings.count({ ...onBoard(board), [unitsPath(board.metric)]: { $gt: units } })
    },
    /** Returns the number of members with each score from `lowest` to `highest`. */
    async countByScore(board: ClubBoard, lowest: number, highest: number): Promise<ReadonlyMap<number, number>> {
      const path = unitsPath(board.metric)
      const groups = await standings.aggregate<{ _id: number; members: number }>([
        { $match: { ...onBoard(board), [path]: { $gte: lowest, $lte: highest } } },
        { $group: { _id: `$${path}`, members: { $sum: 1 } } },
      ])
      return new Map(groups.map(({ _id, members }) => [_id, members]))
    },
    /** Returns all rows of a board, portion by portion, the highest first. One that changes meanwhile may be left out. */
    rows(board: ClubBoard): AsyncIterable<readonly BoardRow[]> {
      return portions<BoardRow>(PORTION, async (from) => {
        const found = await readBoard({ ...board, except: [], from, upward: false, limit: PORTION })
        return found.map(({ athleteId, units, revision = 0 }) => ({ athleteId, units: units[board.metric], revision }))
      })
    },
    /** Returns when a row of a board has changed last; null when nobody is on it. */
    async newestChangeAt(clubId: string, board: string): Promise<Date | null> {
      const row = await standings.one<Pick<StandingRow, 'updatedAt'>>(
        { clubIds: clubId, board },
        { fields: { updatedAt: 1 }, sort: { updatedAt: -1 } },
      )
      return row?.updatedAt ?? null
    },
  }
}
