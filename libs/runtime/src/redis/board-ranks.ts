import type { Runtime, Tx } from '../types.ts'
import { onServerReady } from './redis.ts'

export interface RankChange {
  readonly athleteId: string
  /** Of the athlete's state on this board. */
  readonly revision: number
  /** Null when the athlete has left. */
  readonly units: number | null
}

/** Names a board. Boards of one group change together: those of a club do with each activity of a member. */
export interface BoardKey {
  readonly group: string
  /** Empty where the group has a single board. */
  readonly board: string
}

/**
 * A board has a sorted set `athlete -> units` and a hash `athlete -> revision`. The hash refuses older changes, so that changes may
 * arrive twice and in any order. A mark in each says that the board is complete; without it the board counts as missing. Two keys
 * are of the group: the athletes who are about to change, and since when, and the generation of its boards. The first is written
 * before the commit, and the change after the commit removes it. When a process dies in between, the boards of the group are known
 * to be old: the next generation begins, and each board whose mark has another one is rebuilt.
 */
const SECONDS_KEPT = 3600
/** A change that takes longer counts as lost. If it was only slow, this costs a rebuild. */
const PENDING_MS = 2_000
const MARK = '#'
/** Says that a rebuild has begun. */
const OPEN = '~'

const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/** KEYS: of the group the pending and the generation, and then two of each board. */
const APPLY = `
for index, changes in ipairs(cjson.decode(ARGV[1])) do
  local scores, revisions = KEYS[2 * index + 1], KEYS[2 * index + 2]
  if ARGV[2] ~= 'where-open' or redis.call('EXISTS', revisions) == 1 then
    for _, change in ipairs(changes) do
      local id, revision, units = change[1], change[2], change[3]
      local known = redis.call('HGET', revisions, id)
      if not known or tonumber(known) <= revision then
        redis.call('HSET', revisions, id, revision)
        if units < 0 then redis.call('ZREM', scores, id) else redis.call('ZADD', scores, units, id) end
      end
    end
    for _, key in ipairs({scores, revisions}) do
      if redis.call('TTL', key) == -1 then redis.call('EXPIRE', key, ARGV[3]) end
    end
  end
end
for index = 4, #ARGV do redis.call('ZREM', KEYS[1], ARGV[index]) end
return 1`

const BEGIN = `
redis.call('HSETNX', KEYS[4], '${OPEN}', 0)
if redis.call('TTL', KEYS[4]) == -1 then redis.call('EXPIRE', KEYS[4], ARGV[1]) end
return tonumber(redis.call('GET', KEYS[2]) or '0')`

const COMPLETE = `
redis.call('ZADD', KEYS[3], -1, '${MARK}')
redis.call('HSET', KEYS[4], '${MARK}', ARGV[2])
for index = 3, 4 do
  if redis.call('TTL', KEYS[index]) == -1 then redis.call('EXPIRE', KEYS[index], ARGV[1]) end
end
return 1`

const ANNOUNCE = `
${NOW}
redis.call('ZADD', KEYS[1], 'NX', now, ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1`

/** The generation is kept for longer than any board, so that no board finds an earlier one again. */
const NEXT_GENERATION = `
redis.call('INCR', KEYS[2])
redis.call('EXPIRE', KEYS[2], ${2 * SECONDS_KEPT})`

const COUNT_ABOVE = `
${NOW}
if redis.call('ZCOUNT', KEYS[1], '-inf', now - ${PENDING_MS}) > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ${PENDING_MS})
  ${NEXT_GENERATION}
end
local mark = redis.call('HGET', KEYS[4], '${MARK}')
if not mark or mark ~= (redis.call('GET', KEYS[2]) or '0') or not redis.call('ZSCORE', KEYS[3], '${MARK}') then return false end
local counts = {redis.call('ZCARD', KEYS[3]) - 1}
for index, units in ipairs(ARGV) do counts[index + 1] = redis.call('ZCOUNT', KEYS[3], '(' .. units, '+inf') end
return counts`

/** The number of entries of a board, and of those above each score. */
export interface BoardCounts {
  readonly total: number
  readonly above: readonly number[]
}

/** What has changed on one board. */
export interface BoardChange {
  readonly board: string
  readonly changes: readonly RankChange[]
}

/** What has changed of an athlete on boards of one group. */
interface GroupChange {
  readonly group: string
  readonly boards: readonly BoardChange[]
}

/**
 * Ranks of leaderboards in Redis: a copy of rows in MongoDB, which can be rebuilt at any time. `owner` is the subgraph whose boards
 * they are.
 */
export const openBoardRanks = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>, owner: string) => {
  const groupKeys = (group: string): readonly [string, string] => [
    `${owner}:{${group}}:pending`,
    `${owner}:{${group}}:generation`,
  ]
  const boardKeys = ({ group, board }: BoardKey): readonly [string, string] => {
    const name = board === '' ? `${owner}:{${group}}` : `${owner}:{${group}}:${board}`
    return [`${name}:units`, `${name}:revisions`]
  }
  /** Groups whose last update Redis did not get. Their boards are rebuilt when Redis is back. */
  const missed = new Set<string>()

  const run = async (
    script: string,
    group: string,
    boards: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> => {
    // Otherwise the command would wait for the connection, and the leaderboard with it.
    if (redis.status !== 'ready') throw new Error('redis is not connected')
    const keys = [...groupKeys(group), ...boards.flatMap((board) => boardKeys({ group, board }))]
    return redis.eval(script, keys.length, ...keys, ...args)
  }

  // The boards stay, because another process may be rebuilding one and its writes stay valid.
  const forget = async (group: string): Promise<void> => {
    await run(NEXT_GENERATION, group, [], [])
    missed.delete(group)
  }
  const onReady = () => {
    Promise.all([...missed].map(forget)).catch((error: unknown) => log.warn({ err: error }, 'leaderboards in redis may be old'))
  }
  const stopListening = onServerReady(redis, onReady)

  const apply = async (
    group: string,
    boards: readonly BoardChange[],
    { where, announced }: { readonly where: 'everywhere' | 'where-open'; readonly announced: readonly string[] },
  ): Promise<boolean> => {
    const rows = boards.map(({ changes }) => changes.map(({ athleteId, revision, units }) => [athleteId, revision, units ?? -1]))
    const names = boards.map(({ board }) => board)
    try {
      await run(APPLY, group, names, [JSON.stringify(rows), where, SECONDS_KEPT, ...announced])
      return true
    } catch (error) {
      log.debug({ err: error, group }, 'a leaderboard in redis was not updated')
      missed.add(group)
      return false
    }
  }

  const announce = async (group: string, athleteId: string): Promise<void> => {
    try {
      await run(ANNOUNCE, group, [], [athleteId, SECONDS_KEPT])
    } catch (error) {
      log.debug({ err: error, group }, 'a change of a leaderboard was not announced')
    }
  }

  return {
    /**
     * Announces what changes of an athlete in a transaction, and writes it after the commit, where it is newer than what is stored.
     * `where-open` leaves out boards that nobody has read of late: they are read from MongoDB when they are built.
     */
    async change(athleteId: string, changed: readonly GroupChange[], where: 'everywhere' | 'where-open', tx: Tx): Promise<void> {
      await Promise.all(changed.map(({ group }) => announce(group, athleteId)))
      tx.afterCommit(async () => {
        await Promise.all(changed.map(({ group, boards }) => apply(group, boards, { where, announced: [athleteId] })))
      })
    },
    /** Begins a rebuild, before its rows are read. Returns the generation that it will be of, or null without Redis. */
    async begin({ group, board }: BoardKey): Promise<number | null> {
      try {
        return Number(await run(BEGIN, group, [board], [SECONDS_KEPT]))
      } catch (error) {
        log.debug({ err: error, group, board }, 'a leaderboard in redis was not begun')
        return null
      }
    },
    /** Writes rows of a rebuild that are newer than what is stored. Returns whether Redis has taken them. */
    async fill({ group, board }: BoardKey, changes: readonly RankChange[]): Promise<boolean> {
      return apply(group, [{ board, changes }], { where: 'everywhere', announced: [] })
    },
    async complete({ group, board }: BoardKey, generation: number): Promise<void> {
      await run(COMPLETE, group, [board], [SECONDS_KEPT, generation])
    },
    /** Forgets boards of a group with all who are on them. Who asks for one next has it rebuilt. */
    async drop(group: string, boards: readonly string[]): Promise<void> {
      const [pending] = groupKeys(group)
      await redis.unlink(pending, ...boards.flatMap((board) => boardKeys({ group, board })))
    },
    /** Returns how many entries are above each score, 'missing' when the board must be rebuilt, or 'down' without Redis. */
    async countAbove({ group, board }: BoardKey, scores: readonly number[]): Promise<BoardCounts | 'missing' | 'down'> {
      try {
        if (missed.has(group) && redis.status === 'ready') await forget(group)
        const counts = await run(COUNT_ABOVE, group, [board], scores)
        if (!Array.isArray(counts)) return 'missing'
        const [total = 0, ...above] = counts.map(Number)
        return { total, above }
      } catch (error) {
        log.debug({ err: error, group, board }, 'redis does not answer; ranks come from mongodb')
        return 'down'
      }
    },
    /** False while Redis is away, and each board is read from MongoDB. */
    isConnected: (): boolean => redis.status === 'ready',
    close() {
      stopListening()
    },
  }
}

export type BoardRanks = ReturnType<typeof openBoardRanks>
