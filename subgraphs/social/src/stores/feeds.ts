import { openServerRuns, patiently, type Runtime } from '@gruppetto/runtime'
import type { FeedEntry } from '../domain/feed.ts'

/** A feed that was not read for this long expires. It is rebuilt when the athlete returns. */
const KEPT_MS = 30 * 24 * 3600 * 1000
/** A build that takes longer was interrupted. */
const BUILD_MS = 60_000
/** How long a reader waits for the cache. */
const ANSWER_MS = 1000
/** The last member of a complete feed. After Redis has evicted a set and a fan-out has begun it again, this member is missing. */
const END = '-'

// A feed is a sorted set and a marker. Before MongoDB is read to build the feed, the marker becomes `building:<token>`, so that
// nothing fanned out meanwhile is lost; then it becomes `ready:<epoch>:<run of the server>`. Without a marker nothing is written.
const ADD = `
local marker = redis.call('GET', KEYS[1])
if not marker then return 0 end
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - tonumber(ARGV[3]))
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1`

const FINISH = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('ZADD', KEYS[2], 0, ARGV[5])
for i = 6, #ARGV, 2 do redis.call('ZADD', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - tonumber(ARGV[4]))
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

export interface FeedPage {
  readonly entries: readonly FeedEntry[]
  /** Whether the feed contains all items there are: it never had more than it keeps. */
  readonly isWhole: boolean
}

/** The feeds of athletes who read them, as ids in Redis. It is a cache: each answer may be null, and MongoDB has everything. */
export const openFeeds = (redis: Runtime['redis'], log: Runtime['log'], keep: number) => {
  // The hash tag puts both keys of a feed into one slot of a cluster.
  const markerKey = (athleteId: string) => `feed:{${athleteId}}:state`
  const itemsKey = (athleteId: string) => `feed:{${athleteId}}:items`

  /** Returns null when Redis does not answer; the reader continues without it. */
  const orNull = patiently(redis, ANSWER_MS, (error) => log.warn({ err: error }, 'a feed is read without redis'))

  // A server that restarts may have lost its last second, so feeds that were built in an earlier run are not used.
  const runs = openServerRuns(redis)
  const readyAt = async (athleteId: string, epoch: number): Promise<string> =>
    `ready:${epoch}:${await runs.of(markerKey(athleteId))}`

  return {
    /** Adds an item to the feeds that exist. Throws when Redis does not answer. */
    async add(athleteIds: readonly string[], entry: FeedEntry): Promise<void> {
      // ioredis sends commands of one tick as one pipeline.
      await Promise.all(
        athleteIds.map((id) => redis.eval(ADD, 2, markerKey(id), itemsKey(id), entry.atMs, entry.id, keep, KEPT_MS)),
      )
    },
    /** Adds a new post to its author's own feed at once. It may fail, since the fan-out writes it anyway. */
    async addOwn(athleteId: string, entry: FeedEntry): Promise<void> {
      await orNull(() => this.add([athleteId], entry))
    },
    /** Returns the page after a place, or null when no feed was built at `epoch`. */
    async page(athleteId: string, epoch: number, after: FeedEntry | null, limit: number): Promise<FeedPage | null> {
      const items = itemsKey(athleteId)
      return orNull(async () => {
        const [ready, marker, ties, older, size, end] = await Promise.all([
          readyAt(athleteId, epoch),
          redis.get(markerKey(athleteId)),
          after === null ? [] : redis.zrevrangebyscore(items, after.atMs, after.atMs),
          redis.zrevrangebyscore(items, after === null ? '+inf' : `(${after.atMs}`, '(0', 'WITHSCORES', 'LIMIT', 0, limit),
          redis.zcard(items),
          redis.zscore(items, END),
        ])
        if (marker !== ready || (end === null && size < keep)) return null
        const tied = after === null ? [] : ties.filter((id) => id < after.id).map((id) => ({ id, atMs: after.atMs }))
        const rest: FeedEntry[] = []
        for (let at = 0; at < older.length; at += 2) rest.push({ id: older[at] ?? '', atMs: Number(older[at + 1]) })
        return { entries: [...tied, ...rest].slice(0, limit), isWhole: end !== null }
      })
    },
    /** Marks a feed as being built. Returns the marker for `finish`, or null when Redis does not answer. */
    async begin(athleteId: string, token: string): Promise<string | null> {
      const marker = `building:${token}`
      return orNull(async () => {
        await redis.multi().del(itemsKey(athleteId)).set(markerKey(athleteId), marker, 'PX', BUILD_MS).exec()
        return marker
      })
    },
    /** Adds the items of a build and opens the feed, unless another build has begun since. */
    async finish(athleteId: string, marker: string, epoch: number, entries: readonly FeedEntry[]): Promise<void> {
      const members = entries.flatMap((entry) => [entry.atMs, entry.id])
      await orNull(async () => {
        const args = [marker, await readyAt(athleteId, epoch), KEPT_MS, keep, END, ...members]
        return redis.eval(FINISH, 2, markerKey(athleteId), itemsKey(athleteId), ...args)
      })
    },
    /** Returns true once in `ms` for each author: whoever gets it drops the feeds of the followers at once. */
    async mayDropNow(authorId: string, ms: number): Promise<boolean> {
      return (await redis.set(`feed:{${authorId}}:dropped`, '1', 'PX', ms, 'NX')) === 'OK'
    },
    /** Drops feeds, which are rebuilt from MongoDB when they are read next. Throws when Redis does not answer. */
    async drop(athleteIds: readonly string[]): Promise<void> {
      await Promise.all(athleteIds.map((id) => redis.del(markerKey(id))))
    },
    /** Keeps the feed for another month, since it was read. */
    async touch(athleteId: string): Promise<void> {
      await orNull(() => Promise.all([redis.pexpire(markerKey(athleteId), KEPT_MS), redis.pexpire(itemsKey(athleteId), KEPT_MS)]))
    },
  }
}

export type Feeds = ReturnType<typeof openFeeds>
