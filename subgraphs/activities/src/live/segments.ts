import type { PageRequest } from '@gruppetto/graph'
import { type EffortProfile, prepareSegment, type SegmentLine } from '@gruppetto/recordings'
import { LRUCache } from 'lru-cache'
import type { MatchKind, SegmentWithLine } from '../domain/segments/segment.ts'
import type { StarRow } from '../stores/segment-stars.ts'

/** The longest time until a new best or leader counts. It is the same for a star while Redis has no mark of its change. */
const FRESH_MS = 30_000
/** Only the segments that were starred last are followed. */
const MAX_STARRED = 200
/** The lines and the profiles take about 30 MB each. */
const MAX_LINES = 5000
const MAX_PROFILES = 1000
const MAX_ATHLETES = 10_000
const MAX_RIVALS = 10_000

export interface StarredSegment {
  readonly segmentId: string
  readonly kind: MatchKind
  readonly line: SegmentLine
}

/**
 * Keeps in memory what live sessions are compared with, since positions come every few seconds and must not read it again each
 * time.
 */
export interface LiveSegments {
  /**
   * Returns an athlete's starred segments, ready to be matched, the last starred first. `mark` differs after each change of them.
   */
  starred(athleteId: string, mark: string | null): Promise<readonly StarredSegment[]>
  /**
   * Returns whose efforts an athlete is compared with on a segment. `read` is called once in a while. The caller checks whether
   * they may be seen now.
   */
  rivals(athleteId: string, segmentId: string, read: () => Promise<Rivals>): Promise<Rivals>
  /** Returns how an effort went. `read` is called when it is not cached. The caller has checked that the viewer may see it. */
  profile(key: string, read: () => Promise<EffortProfile | null>): Promise<EffortProfile | null>
}

/** Ids of efforts: the athlete's own best, and the leader's among those the athlete may see. Null where there is none. */
export interface Rivals {
  readonly bestId: string | null
  readonly leaderId: string | null
}

/** What is read of the stores. */
interface Sources {
  readonly segmentStars: { page(athleteId: string, page: PageRequest): Promise<readonly Pick<StarRow, 'segmentId'>[]> }
  readonly segments: { withLines(ids: readonly string[]): Promise<readonly Pick<SegmentWithLine, '_id' | 'kind' | 'points'>[]> }
}

/** A read-through cache. Callers that ask for the same value at once share one read. */
const cacheOf = <Value extends object>(options: { readonly max: number; readonly ttl?: number; readonly now: () => number }) =>
  new LRUCache<string, Value, () => Promise<Value | undefined>>({
    max: options.max,
    ttl: options.ttl ?? 0,
    ttlResolution: 0,
    perf: { now: options.now },
    fetchMethod: (_key, _stale, { context: read }) => read(),
  })

export const openLiveSegments = ({ segmentStars, segments }: Sources, now: () => number): LiveSegments => {
  const stars = cacheOf<readonly string[]>({ max: MAX_ATHLETES, ttl: FRESH_MS, now })
  const rivals = cacheOf<Rivals>({ max: MAX_RIVALS, ttl: FRESH_MS, now })
  const profiles = cacheOf<EffortProfile>({ max: MAX_PROFILES, now })
  /** Segments never change, so their lines do not expire. */
  const lines = new LRUCache<string, StarredSegment | 'NO_LINE'>({ max: MAX_LINES })

  const readStars = async (athleteId: string): Promise<readonly string[]> => {
    const rows = await segmentStars.page(athleteId, { size: MAX_STARRED - 1, after: null, backward: false })
    return rows.map(({ segmentId }) => segmentId)
  }

  return {
    async starred(athleteId, mark) {
      const ids = await stars.forceFetch(`${athleteId}:${mark ?? ''}`, { context: () => readStars(athleteId) })
      const found = new Map(ids.map((id) => [id, lines.get(id)]))
      const missing = ids.filter((id) => found.get(id) === undefined)
      for (const { _id: segmentId, kind, points } of await segments.withLines(missing)) {
        const line = prepareSegment(points)
        const starred = line === null ? 'NO_LINE' : { segmentId, kind, line }
        lines.set(segmentId, starred)
        found.set(segmentId, starred)
      }
      return ids.map((id) => found.get(id)).filter((starred) => starred !== undefined && starred !== 'NO_LINE')
    },
    rivals: (athleteId, segmentId, read) => rivals.forceFetch(`${athleteId}:${segmentId}`, { context: read }),
    profile: async (key, read) => (await profiles.fetch(key, { context: async () => (await read()) ?? undefined })) ?? null,
  }
}
