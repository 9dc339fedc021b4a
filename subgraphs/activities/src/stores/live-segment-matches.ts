import type { WayOverSegments } from '@gruppetto/recordings'
import { patiently, type Runtime } from '@gruppetto/runtime'

/** A session's way over segments, and which way of it that is: `wayRevision` of the session. */
export interface StoredMatch {
  readonly wayRevision: number | null
  readonly way: WayOverSegments
}

/** A session silent for longer is gone over again from its start. */
const WAY_SECONDS = 3600
/** Longer than stars are believed without it. */
const STARS_SECONDS = 120
/** Positions do not wait for a Redis that is away. */
const PATIENCE_MS = 300

/** Another version for another shape or another way of matching: what is kept by older code is not gone on with. */
const wayKey = (liveSessionId: string): string => `live-way:1:${liveSessionId}`
const starsKey = (athleteId: string): string => `live-stars:${athleteId}`

/** How far live sessions have been passed over segments, for whichever process takes the next positions: in Redis, lost and found again at any time. */
export const openLiveSegmentMatches = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>) => {
  const quickly = patiently(redis, PATIENCE_MS, (error) =>
    log.debug({ err: error }, 'redis does not answer; live segments are found from the start'),
  )
  return {
    /** A session's way, and a mark that is another after each change of the athlete's stars; null for what is not known. */
    async read(liveSessionId: string, athleteId: string): Promise<{ kept: StoredMatch | null; starsMark: string | null }> {
      const [way, starsMark] = (await quickly(() => redis.mget(wayKey(liveSessionId), starsKey(athleteId)))) ?? []
      return { kept: way == null ? null : (JSON.parse(way) as StoredMatch), starsMark: starsMark ?? null }
    },
    async write(liveSessionId: string, kept: StoredMatch): Promise<void> {
      await quickly(() => redis.set(wayKey(liveSessionId), JSON.stringify(kept), 'EX', WAY_SECONDS))
    },
    /** An athlete's stars have changed; `mark` was never used before. */
    async markStars(athleteId: string, mark: string): Promise<void> {
      await quickly(() => redis.set(starsKey(athleteId), mark, 'EX', STARS_SECONDS))
    },
  }
}

export type LiveSegmentMatches = ReturnType<typeof openLiveSegmentMatches>
