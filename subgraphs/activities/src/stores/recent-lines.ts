import type { Position } from '@gruppetto/recordings'

/** Some thousand segments, and a few megabytes. */
const MOST_POSITIONS = 200_000

/**
 * Keeps the lines of the segments that were asked for last, in the memory of this process. A line never changes, and the same rides pass the same
 * segments: without this, each ride reads all of them.
 */
export const openRecentLines = (mostPositions = MOST_POSITIONS) => {
  const kept = new Map<string, readonly Position[]>()
  let positions = 0
  return {
    get(segmentId: string): readonly Position[] | undefined {
      const line = kept.get(segmentId)
      if (line === undefined) return undefined
      // Set anew, so that the first key is the one that nobody has asked for the longest.
      kept.delete(segmentId)
      kept.set(segmentId, line)
      return line
    },
    put(segmentId: string, line: readonly Position[]): void {
      positions += line.length - (kept.get(segmentId)?.length ?? 0)
      kept.delete(segmentId)
      kept.set(segmentId, line)
      for (const [oldest, { length }] of kept) {
        if (positions <= mostPositions) return
        kept.delete(oldest)
        positions -= length
      }
    },
  }
}
