import type { Followings } from './followings.ts'

/** Caches, for some seconds, the very followed athletes and when they became so. Their items are merged into feeds on read. */
export const openVeryFollowed = (followings: Followings, now: () => number, keepMs: number) => {
  let kept: { atMs: number; athletes: Promise<ReadonlyMap<string, Date>> } | null = null
  return {
    async load(): Promise<ReadonlyMap<string, Date>> {
      if (kept === null || now() - kept.atMs >= keepMs) {
        const athletes = followings.veryFollowed()
        kept = { atMs: now(), athletes }
        athletes.catch(() => {
          kept = null
        })
      }
      return kept.athletes
    },
  }
}

export type VeryFollowed = ReturnType<typeof openVeryFollowed>
