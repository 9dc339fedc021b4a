import type { WayOverSegments } from '@gruppetto/recordings'
import { patiently, type Runtime } from '@gruppetto/runtime'

/** The state of matching a session's track with segments, and the `wayRevision` of the session to which it belongs. */
export interface StoredMatch {
  readonly wayRevision: number | null
  readonly way: WayOverSegments
}

/** A session that is silent for longer is matched again from its start. */
const WAY_SECONDS = 3600
/** Longer than stars are cached where there is no mark. */
const STARS_SECONDS = 120
/** Positions do not wait longer for Redis. */
const PATIENCE_MS = 300

/** The version in the key rises with each change of the format or of the matching, so that the state of older code is not used. */
const wayKey = (liveSessionId: string): string => `live-way:1:${liveSessionId}`
const starsKey = (athleteId: string): string => `live-stars:${athleteId}`

/**
 * The state of matching live sessions with segments, in Redis for whichever process takes the next positions. It may be lost at any time:
 * it is then computed again from the positions.
 */
export const openLiveSegmentMatches = ({ redis, log }: Pick<Runtime, 'redis' | 'log'>) => {
  const quickly = patiently(redis, PATIENCE_MS, (error) =>
    log.debug({ err: error }, 'redis does not answer; live segments are found from the start'),
  )
  return {
    /** Returns a session's state, and the mark of the athlete's stars, which differs after each change of them. Each is null when it is not known. */
    async read(liveSessionId: string, athleteId: string): Promise<{ kept: StoredMatch | null; starsMark: string | null }> {
      // Two commands that go out together: in a cluster the keys are on two servers.
      const both = () => Promise.all([redis.get(wayKey(liveSessionId)), redis.get(starsKey(athleteId))])
      const [way, starsMark] = (await quickly(both)) ?? []
      return { kept: way == null ? null : (JSON.parse(way) as StoredMatch), starsMark: starsMark ?? null }
    },
    async write(liveSessionId: string, kept: StoredMatch): Promise<void> {
      await quickly(() => redis.set(wayKey(liveSessionId), JSON.stringify(kept), 'EX', WAY_SECONDS))
    },
    /** Notes that an athlete's stars have changed. `mark` must be a new one. */
    async markStars(athleteId: string, mark: string): Promise<void> {
      await quickly(() => redis.set(starsKey(athleteId), mark, 'EX', STARS_SECONDS))
    },
  }
}

export type LiveSegmentMatches = ReturnType<typeof openLiveSegmentMatches>
