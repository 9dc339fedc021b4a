import type { PageRequest } from '@gruppetto/graph'
import { type EffortProfile, prepareSegment, type SegmentLine } from '@gruppetto/recordings'
import { LRUCache } from 'lru-cache'
import type { MatchKind, SegmentWithLine } from '../domain/segments/segment.ts'
import type { StarRow } from '../stores/segment-stars.ts'

/** A new best or leader counts after so long at the latest; so does a star given or taken away while no mark of it is known. */
const FRESH_MS = 30_000
/** The last starred: more are not followed. */
const MOST_STARRED = 200
/** About 30 MB each of lines and profiles. */
const LINES_HELD = 5000
const PROFILES_HELD = 1000
const ATHLETES_HELD = 10_000
const RIVALS_HELD = 10_000

export interface StarredSegment {
  readonly segmentId: string
  readonly kind: MatchKind
  readonly line: SegmentLine
}

/** What live sessions are compared with, kept in memory: a position every few seconds must not read it again each time. */
export interface LiveSegments {
  /** An athlete's starred segments, ready to be matched, the last starred first; `mark` is another after each change of them. */
  starred(athleteId: string, mark: string | null): Promise<readonly StarredSegment[]>
  /** Whom an athlete rides against on a segment; `read` is asked once in a while. Whether they may be seen now is for the caller to look. */
  rivals(athleteId: string, segmentId: string, read: () => Promise<Rivals>): Promise<Rivals>
  /** How an effort or a lap went; `read` is asked where it is not known. The caller has found that the viewer may see it. */
  profile(key: string, read: () => Promise<EffortProfile | null>): Promise<EffortProfile | null>
}

/** Efforts, as far as there are any: the athlete's own best, and that of who leads among those the athlete may see. */
export interface Rivals {
  readonly bestId: string | null
  readonly leaderId: string | null
}

/** What is read of the stores. */
interface Sources {
  readonly segmentStars: { page(athleteId: string, page: PageRequest): Promise<readonly Pick<StarRow, 'segmentId'>[]> }
  readonly segments: { withLines(ids: readonly string[]): Promise<readonly Pick<SegmentWithLine, '_id' | 'kind' | 'points'>[]> }
}

/** A cache of what is read where it is not known; of those who ask at once for the same one reads. */
const cacheOf = <Value extends object>(options: { readonly max: number; readonly ttl?: number; readonly now: () => number }) =>
  new LRUCache<string, Value, () => Promise<Value | undefined>>({
    max: options.max,
    ttl: options.ttl ?? 0,
    ttlResolution: 0,
    perf: { now: options.now },
    fetchMethod: (_key, _stale, { context: read }) => read(),
  })

export const openLiveSegments = ({ segmentStars, segments }: Sources, now: () => number): LiveSegments => {
  const stars = cacheOf<readonly string[]>({ max: ATHLETES_HELD, ttl: FRESH_MS, now })
  const rivals = cacheOf<Rivals>({ max: RIVALS_HELD, ttl: FRESH_MS, now })
  const profiles = cacheOf<EffortProfile>({ max: PROFILES_HELD, now })
  /** What a segment is never changes. */
  const lines = new LRUCache<string, StarredSegment | 'NO_LINE'>({ max: LINES_HELD })

  const readStars = async (athleteId: string): Promise<readonly string[]> => {
    const rows = await segmentStars.page(athleteId, { size: MOST_STARRED - 1, after: null, backward: false })
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
