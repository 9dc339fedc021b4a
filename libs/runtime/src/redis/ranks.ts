import type { Runtime } from '../types.ts'
import type { BoardKey, BoardRanks, RankChange } from './board-ranks.ts'

/** The rows of boards of one kind in MongoDB. */
export interface RankSource<Board> {
  keyOf(board: Board): BoardKey
  /** All rows of a board, portion by portion. */
  rows(board: Board): AsyncIterable<readonly RankChange[]>
  count(board: Board): Promise<number>
  countAbove(board: Board, units: number): Promise<number>
  countByScore(board: Board, lowest: number, highest: number): Promise<ReadonlyMap<number, number>>
}

export interface Ranking {
  readonly total: number
  /** By score. Equal scores share a rank. */
  readonly ranks: ReadonlyMap<number, number>
}

export interface Ranks<Board> {
  /** Returns the rank of each score on a whole board, and how many are on it. */
  of(board: Board, scores: readonly number[]): Promise<Ranking>
  close(): Promise<void>
}

/**
 * Computes the ranks of scores. `aboveHighest` is the number of entries above the highest of the scores, and `counts` is the number
 * of entries with each score from there down to the lowest; it may contain other scores too. The rank of a score is one more than
 * the number of entries above it.
 */
export const ranksFromCounts = (
  scores: readonly number[],
  aboveHighest: number,
  counts: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> => {
  const asked = new Set(scores)
  const ranks = new Map<number, number>()
  let above = aboveHighest
  for (const score of [...new Set([...asked, ...counts.keys()])].sort((a, b) => b - a)) {
    if (asked.has(score)) ranks.set(score, above + 1)
    above += counts.get(score) ?? 0
  }
  return ranks
}

/** Opens the ranks of boards of one kind. They come from Redis, or from MongoDB while Redis does not have them. */
export const openRanks = <Board>(
  boardRanks: BoardRanks,
  source: RankSource<Board>,
  { log }: Pick<Runtime, 'log'>,
): Ranks<Board> => {
  const rebuilding = new Map<string, Promise<void>>()

  const rebuild = async (board: Board): Promise<void> => {
    const key = source.keyOf(board)
    const generation = await boardRanks.begin(key)
    if (generation === null) return
    for await (const rows of source.rows(board)) {
      if (!(await boardRanks.fill(key, rows))) return
    }
    await boardRanks.complete(key, generation)
  }
  // The request that found the board missing does not wait for the rebuild: MongoDB answers it.
  const startRebuild = (board: Board): void => {
    const { group, board: name } = source.keyOf(board)
    const id = `${group} ${name}`
    if (rebuilding.has(id)) return
    const work = rebuild(board)
      .catch((error: unknown) => log.warn({ err: error, group, board: name }, 'a leaderboard was not rebuilt'))
      .finally(() => rebuilding.delete(id))
    rebuilding.set(id, work)
  }

  const fromRows = async (board: Board, scores: readonly number[]): Promise<Ranking> => {
    if (scores.length === 0) return { total: await source.count(board), ranks: new Map() }
    const [highest, lowest] = [Math.max(...scores), Math.min(...scores)]
    const [total, above, counts] = await Promise.all([
      source.count(board),
      source.countAbove(board, highest),
      lowest === highest ? new Map<number, number>() : source.countByScore(board, lowest, highest),
    ])
    return { total, ranks: ranksFromCounts(scores, above, counts) }
  }

  return {
    async of(board, scores) {
      const distinct = [...new Set(scores)]
      const counts = await boardRanks.countAbove(source.keyOf(board), distinct)
      if (counts === 'missing') startRebuild(board)
      if (counts === 'missing' || counts === 'down') return fromRows(board, distinct)
      return { total: counts.total, ranks: new Map(distinct.map((score, index) => [score, (counts.above[index] ?? 0) + 1])) }
    },
    async close() {
      await Promise.all(rebuilding.values())
    },
  }
}
