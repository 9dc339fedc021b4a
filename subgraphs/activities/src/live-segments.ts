import type { PageRequest } from '@gruppetto/graph'
import { type EffortProfile, prepareSegment, type SegmentLine } from '@gruppetto/recordings'
import type { MatchKind, SegmentWithLine } from './domain/segments/segment.ts'
import type { StarRow } from './stores/segment-stars.ts'

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

interface Read<Value> {
  readonly atMs: number
  readonly value: Value
}

/** A map of at most so many values: the one kept longest goes first. */
const keeper = <Value>(most: number) => {
  const kept = new Map<string, Value>()
  return {
    get: (key: string): Value | undefined => kept.get(key),
    keep(key: string, value: Value): void {
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
  }
}

/** What is read of the stores. */
interface Sources {
  readonly segmentStars: { page(athleteId: string, page: PageRequest): Promise<readonly Pick<StarRow, 'segmentId'>[]> }
  readonly segments: { withLines(ids: readonly string[]): Promise<readonly Pick<SegmentWithLine, '_id' | 'kind' | 'points'>[]> }
}

export const openLiveSegments = ({ segmentStars, segments }: Sources, now: () => number): LiveSegments => {
  const stars = keeper<Read<readonly string[]>>(ATHLETES_HELD)
  const rivals = keeper<Read<Rivals>>(RIVALS_HELD)
  /** Null for one without a line: what a segment is never changes. */
  const lines = keeper<StarredSegment | null>(LINES_HELD)
  const profiles = keeper<EffortProfile>(PROFILES_HELD)

  /** What is held of a key, as long as it is fresh; else what is read now. */
  const fresh = async <Value>(
    held: ReturnType<typeof keeper<Read<Value>>>,
    key: string,
    read: () => Promise<Value>,
  ): Promise<Value> => {
    const known = held.get(key)
    const atMs = now()
    if (known !== undefined && atMs - known.atMs < FRESH_MS) return known.value
    const value = await read()
    held.keep(key, { atMs, value })
    return value
  }
  const readStars = async (athleteId: string): Promise<readonly string[]> => {
    const rows = await segmentStars.page(athleteId, { size: MOST_STARRED - 1, after: null, backward: false })
    return rows.map(({ segmentId }) => segmentId)
  }

  return {
    async starred(athleteId, mark) {
      const ids = await fresh(stars, `${athleteId}:${mark ?? ''}`, () => readStars(athleteId))
      const found = new Map(ids.map((id) => [id, lines.get(id)]))
      const missing = ids.filter((id) => found.get(id) === undefined)
      for (const { _id: segmentId, kind, points } of await segments.withLines(missing)) {
        const line = prepareSegment(points)
        const starred = line && { segmentId, kind, line }
        lines.keep(segmentId, starred)
        found.set(segmentId, starred)
      }
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    rivals: (athleteId, segmentId, read) => fresh(rivals, `${athleteId}:${segmentId}`, read),
    async profile(key, read) {
      const held = profiles.get(key)
      if (held !== undefined) return held
      const profile = await read()
      if (profile !== null) profiles.keep(key, profile)
      return profile
    },
  }
}
