import type { Followings } from './followings.ts'

/** Caches, for some seconds, the very followed athletes and when they became so. Their items are merged into feeds on read. */
export const openVeryFollowed = (followings: Followings, now: () => number, keepMs: number) => {
  let kept: { atMs: number; since: Promise<ReadonlyMap<string, number>> } | null = null
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const rows = await followings.veryFollowed()
    return new Map(rows.map((row) => [row._id, row.veryFollowedSinceMs ?? 0]))
  }
  return {
    async load(): Promise<ReadonlyMap<string, number>> {
      if (kept === null || now() - kept.atMs >= keepMs) {
        const since = read()
        kept = { atMs: now(), since }
        since.catch(() => {
          kept = null
        })
      }
      return kept.since
    },
  }
}

export type VeryFollowed = ReturnType<typeof openVeryFollowed>
