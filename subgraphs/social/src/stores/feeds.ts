import { patiently, type Runtime } from '@gruppetto/runtime'
import type { FeedEntry } from '../domain/feed.ts'

/** Feeds not read for so long are no longer written; they are built anew on return. */
const KEPT_MS = 30 * 24 * 3600 * 1000
/** A build that takes longer has died. */
const BUILD_MS = 60_000
/** A cache that takes longer is no help. */
const ANSWER_MS = 1000
/** The last member of a feed that lacks nothing. A set that Redis evicted and a fan-out began again has none, and is not believed. */
const END = '-'

// A feed is a sorted set and a marker. The marker says `building:<token>` from before MongoDB is read for it, so that what is fanned out
// meanwhile is not lost, then `ready:<epoch>:<run of the server>`. Without a marker nothing is written.
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
  /** The feed never held more than it keeps: what is not here is nowhere. */
  readonly isWhole: boolean
}

/** The feeds of those who read them, as ids in Redis. A cache: every answer may be null, and MongoDB has it all. */
export const openFeeds = (redis: Runtime['redis'], log: Runtime['log'], keep: number) => {
  // One hash tag, so that both keys of a feed are in one slot of a cluster.
  const markerKey = (athleteId: string) => `feed:{${athleteId}}:state`
  const itemsKey = (athleteId: string) => `feed:{${athleteId}}:items`

  /** Null when Redis does not answer: a reader goes on without it. */
  const orNull = patiently(redis, ANSWER_MS, (error) => log.warn({ err: error }, 'feed read without redis'))

  // A server that starts again may have lost its last second: feeds built in another run of it are not believed.
  let run: Promise<string> | null = null
  redis.on('ready', () => {
    run = null
  })
  const readyAt = async (epoch: number): Promise<string> => {
    run ??= redis.info('server').then((text) => /^run_id:(\w+)/m.exec(text)?.[1] ?? '')
    run.catch(() => {
      run = null
    })
    return `ready:${epoch}:${await run}`
  }

  return {
    /** Adds an item to the feeds that are kept; throws when Redis does not answer. */
    async add(athleteIds: readonly string[], entry: FeedEntry): Promise<void> {
      // ioredis sends commands of one tick as one pipeline.
      await Promise.all(
        athleteIds.map((id) => redis.eval(ADD, 2, markerKey(id), itemsKey(id), entry.atMs, entry.id, keep, KEPT_MS)),
      )
    },
    /** The same where it may fail: the author's own feed right after a post, which the fan-out writes anyway. */
    async addOwn(athleteId: string, entry: FeedEntry): Promise<void> {
      await orNull(() => this.add([athleteId], entry))
    },
    /** The page after a place, or null when there is no feed built at `epoch`. */
    async page(athleteId: string, epoch: number, after: FeedEntry | null, limit: number): Promise<FeedPage | null> {
      const items = itemsKey(athleteId)
      return orNull(async () => {
        const [ready, marker, ties, below, size, end] = await Promise.all([
          readyAt(epoch),
          redis.get(markerKey(athleteId)),
          after === null ? [] : redis.zrevrangebyscore(items, after.atMs, after.atMs),
          redis.zrevrangebyscore(items, after === null ? '+inf' : `(${after.atMs}`, '(0', 'WITHSCORES', 'LIMIT', 0, limit),
          redis.zcard(items),
          redis.zscore(items, END),
        ])
        if (marker !== ready || (end === null && size < keep)) return null
        const tied = after === null ? [] : ties.filter((id) => id < after.id).map((id) => ({ id, atMs: after.atMs }))
        const rest: FeedEntry[] = []
        for (let at = 0; at < below.length; at += 2) rest.push({ id: below[at] ?? '', atMs: Number(below[at + 1]) })
        return { entries: [...tied, ...rest].slice(0, limit), isWhole: end !== null }
      })
    },
    /** Marks a feed as being built; null when Redis does not answer. The token goes to `finish`. */
    async begin(athleteId: string, token: string): Promise<string | null> {
      const marker = `building:${token}`
      return orNull(async () => {
        await redis.multi().del(itemsKey(athleteId)).set(markerKey(athleteId), marker, 'PX', BUILD_MS).exec()
        return marker
      })
    },
    /** Puts a build's items in and opens the feed, unless another build has begun since. */
    async finish(athleteId: string, marker: string, epoch: number, entries: readonly FeedEntry[]): Promise<void> {
      const members = entries.flatMap((entry) => [entry.atMs, entry.id])
      await orNull(async () => {
        const args = [marker, await readyAt(epoch), KEPT_MS, keep, END, ...members]
        return redis.eval(FINISH, 2, markerKey(athleteId), itemsKey(athleteId), ...args)
      })
    },
    /** Says that the feed is read, so that it is kept for another month. */
    async touch(athleteId: string): Promise<void> {
      await orNull(() => Promise.all([redis.pexpire(markerKey(athleteId), KEPT_MS), redis.pexpire(itemsKey(athleteId), KEPT_MS)]))
    },
  }
}

export type Feeds = ReturnType<typeof openFeeds>
