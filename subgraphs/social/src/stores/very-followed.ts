import { openRecent } from '@gruppetto/runtime'
import type { Followings } from './followings.ts'

/** Caches, for some seconds, the very followed athletes and when they became so. Their items are merged into feeds on read. */
export const openVeryFollowed = (followings: Followings, now: () => number, keptMs: number) => {
  const recent = openRecent<ReadonlyMap<string, Date>>({ now, keptMs, most: 1 })
  return {
    load: (): Promise<ReadonlyMap<string, Date>> => recent.of('all', () => followings.veryFollowed()),
  }
}

export type VeryFollowed = ReturnType<typeof openVeryFollowed>
