import type { Followings } from './followings.ts'

/** The few athletes whose items are merged in at read, with the instant they became so; kept in the process for some seconds. */
export const openVeryFollowed = (followings: Followings, now: () => number, keepMs: number) => {
  let kept: { atMs: number; since: Promise<ReadonlyMap<string, number>> } | null = null
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const rows = await followings.veryFollowed()
    return new Map(rows.map((row) => [row._id, row.veryFollowedSinceMs ?? 0]))
  }
  return {
    async since(): Promise<ReadonlyMap<string, number>> {
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
