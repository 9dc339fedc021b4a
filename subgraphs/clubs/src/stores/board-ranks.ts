import type { Runtime } from '@gruppetto/runtime'

export interface RankChange {
  readonly athleteId: string
  readonly revision: number
  /** Null when the athlete has left. */
  readonly units: number | null
}

/**
 * A challenge has a sorted set `athlete -> units` and a hash `athlete -> revision`. The hash refuses older changes, so that changes
 * may arrive twice and in any order. A mark in each says that the board is complete; without it the board counts as missing. A
 * third key has the athletes who are about to change, and since when. It is written before the commit, and the change after the
 * commit removes it. When a process dies in between, the board is known to be old and is rebuilt.
 */
const SECONDS_KEPT = 3600
/** A change that takes longer counts as lost. If it was only slow, this costs a rebuild. */
const PENDING_MS = 2_000
const MARK = '#'
type Phase = 'change' | 'rebuild' | 'complete'

const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`

const APPLY = `
local changes = cjson.decode(ARGV[1])
for _, change in ipairs(changes) do
  local id, revision, units = change[1], change[2], change[3]
  local known = redis.call('HGET', KEYS[2], id)
  if not known or tonumber(known) <= revision then
    redis.call('HSET', KEYS[2], id, revision)
    if units < 0 then redis.call('ZREM', KEYS[1], id) else redis.call('ZADD', KEYS[1], units, id) end
  end
  if ARGV[2] == 'change' then redis.call('ZREM', KEYS[3], id) end
end
if ARGV[2] == 'complete' then
  redis.call('ZADD', KEYS[1], -1, '${MARK}')
  redis.call('HSET', KEYS[2], '${MARK}', 0)
end
for _, key in ipairs(KEYS) do
  if redis.call('TTL', key) == -1 then redis.call('EXPIRE', key, ARGV[3]) end
end
return 1`

const ANNOUNCE = `
${NOW}
redis.call('ZADD', KEYS[3], 'NX', now, ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[2])
return 1`

const COUNT_ABOVE = `
${NOW}
if redis.call('ZCOUNT', KEYS[3], '-inf', now - ${PENDING_MS}) > 0 then
  redis.call('HDEL', KEYS[2], '${MARK}')
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ${PENDING_MS})
end
if redis.call('HEXISTS', KEYS[2], '${MARK}') == 0 or not redis.call('ZSCORE', KEYS[1], '${MARK}') then return false end
local counts = {}
for index, units in ipairs(ARGV) do counts[index] = redis.call('ZCOUNT', KEYS[1], '(' .. units, '+inf') end
return counts`

const keysOf = (challengeId: string): [string, string, string] => {
  const board = `clubs:{${challengeId}}`
  return [`${board}:units`, `${board}:revisions`, `${board}:pending`]
}

/** Ranks of leaderboards in Redis: a copy of the entries in MongoDB, which can be rebuilt at any time. */
export const openBoardRanks = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>) => {
  /** Boards whose last update Redis did not get. They are rebuilt when Redis is back. */
  const missed = new Set<string>()

  // This removes only the mark, because another process may be rebuilding the board and its writes stay valid.
  const forget = async (challengeId: string): Promise<void> => {
    await redis.hdel(keysOf(challengeId)[1], MARK)
    missed.delete(challengeId)
  }
  const onReady = () => {
    Promise.all([...missed].map(forget)).catch((error: unknown) => log.warn({ err: error }, 'leaderboards in redis may be old'))
  }
  redis.on('ready', onReady)

  const run = async (script: string, challengeId: string, args: readonly (string | number)[]): Promise<unknown> => {
    // Otherwise the command would wait for the connection, and the leaderboard with it.
    if (redis.status !== 'ready') throw new Error('redis is not connected')
    return redis.eval(script, 3, ...keysOf(challengeId), ...args)
  }

  return {
    /** Announces a change before its commit. */
    async announce(challengeId: string, athleteId: string): Promise<void> {
      try {
        await run(ANNOUNCE, challengeId, [athleteId, SECONDS_KEPT])
      } catch (error) {
        log.debug({ err: error, challengeId }, 'a change of a leaderboard was not announced')
      }
    },
    /**
     * Writes the changes that are newer than what is stored: a change after its commit, or entries of a rebuild, whose last phase is
     * `complete`. Returns whether Redis has taken them.
     */
    async apply(challengeId: string, changes: readonly RankChange[], phase: Phase): Promise<boolean> {
      const rows = changes.map(({ athleteId, revision, units }) => [athleteId, revision, units ?? -1])
      try {
        await run(APPLY, challengeId, [JSON.stringify(rows), phase, SECONDS_KEPT])
        return true
      } catch (error) {
        log.debug({ err: error, challengeId }, 'a leaderboard in redis was not updated')
        missed.add(challengeId)
        return false
      }
    },
    /** Forgets a board with all who are on it. Who asks for it next has it rebuilt. */
    async drop(challengeId: string): Promise<void> {
      await redis.unlink(...keysOf(challengeId))
    },
    /** Returns the number of entries above each score, 'missing' when the board must be rebuilt, or 'down' without Redis. */
    async countAbove(challengeId: string, scores: readonly number[]): Promise<readonly number[] | 'missing' | 'down'> {
      try {
        if (missed.has(challengeId) && redis.status === 'ready') await forget(challengeId)
        const counts = await run(COUNT_ABOVE, challengeId, scores)
        return Array.isArray(counts) ? counts.map(Number) : 'missing'
      } catch (error) {
        log.debug({ err: error, challengeId }, 'redis does not answer; ranks come from mongodb')
        return 'down'
      }
    },
    close() {
      redis.off('ready', onReady)
    },
  }
}

export type BoardRanks = ReturnType<typeof openBoardRanks>
