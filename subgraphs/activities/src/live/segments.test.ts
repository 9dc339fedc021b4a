import type { EffortProfile } from '@gruppetto/recordings'
import { expect, it } from 'vitest'
import { matchKind } from '../domain/segments/segment.ts'
import { openLiveSegments } from './segments.ts'

const lineOf = (_id: string) => ({ _id, kind: matchKind('RIDE'), points: [[47, 8] as const, [47.01, 8] as const] })

it('reads stars once in a while, and each line and profile once', async () => {
  const clock = { ms: 1_000_000 }
  const reads: string[] = []
  const starredIds = ['seg_1', 'seg_2']
  const stores = {
    segmentStars: {
      page: async () => {
        reads.push('stars')
        return starredIds.map((segmentId) => ({ segmentId }))
      },
    },
    segments: {
      withLines: async (ids: readonly string[]) => {
        if (ids.length > 0) reads.push(ids.join())
        return ids.map(lineOf)
      },
    },
  }
  const live = openLiveSegments(stores, () => clock.ms)
  const starred = async (mark: string | null) => (await live.starred('ath_1', mark)).map(({ segmentId }) => segmentId)
  expect(await starred(null)).toEqual(['seg_1', 'seg_2'])
  starredIds.unshift('seg_3')
  expect(await starred(null)).toHaveLength(2)
  clock.ms += 30_001
  expect(await starred(null)).toEqual(['seg_3', 'seg_1', 'seg_2'])
  expect(reads).toEqual(['stars', 'seg_1,seg_2', 'stars', 'seg_3'])
  // A new mark says that the stars have changed, in whichever process.
  starredIds.shift()
  expect(await starred('a mark')).toEqual(['seg_1', 'seg_2'])
  expect(await starred('a mark')).toEqual(['seg_1', 'seg_2'])
  expect(reads.slice(4)).toEqual(['stars'])

  const profile: EffortProfile = { progress: Float64Array.of(0, 1), seconds: Float64Array.of(0, 60) }
  const read = async (revision: number, answer: EffortProfile | null) => {
    const known = await live.profile(`eff_1:${revision}`, async () => answer)
    return known?.seconds.at(-1) ?? null
  }
  // A value that does not exist now may exist later.
  expect(await read(1, null)).toBeNull()
  expect(await read(1, profile)).toBe(60)
  expect(await read(1, null)).toBe(60)
  expect(await read(2, null)).toBeNull()
})
