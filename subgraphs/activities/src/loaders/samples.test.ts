import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { SampleOwner } from '../stores/samples.ts'
import { makeSampleLoaders } from './samples.ts'

/** A store of recordings with so many samples each, by id. It records what is read, and how much at once. */
const openSamples = (lengths: Readonly<Record<string, number>>) => {
  const reads: string[][] = []
  const state = { counted: 0, underWay: 0, most: 0 }
  const store = {
    counts: async (owners: readonly SampleOwner[]) => {
      state.counted += 1
      return owners.map(({ activityId }) => lengths[activityId] ?? 0)
    },
    readMany: async (owners: readonly SampleOwner[]) => {
      reads.push(owners.map(({ activityId }) => activityId))
      state.underWay += 1
      state.most = Math.max(state.most, state.underWay)
      await setImmediate()
      state.underWay -= 1
      if (owners.some(({ activityId }) => activityId === 'broken')) throw new Error('cannot be read')
      return owners.map(({ activityId }) => ({ timeSeconds: Float64Array.of(lengths[activityId] ?? 0) }))
    },
  }
  const { samples } = makeSampleLoaders(store)
  return { reads, state, load: (activityId: string) => samples.load({ activityId, revision: 1, names: ['timeSeconds'] }) }
}

describe('samples', () => {
  it('of a few recordings take one read, each recording once', async () => {
    const { reads, state, load } = openSamples({ a: 5, b: 6 })
    const found = await Promise.all(['a', 'b', 'a'].map(load))
    expect(found.map(({ timeSeconds }) => timeSeconds?.[0])).toEqual([5, 6, 5])
    expect(reads).toEqual([['a', 'b']])
    expect(state.counted).toBe(0)
  })

  it('of many short recordings take one read too; of long ones as many are read together as fit, one read after the other', async () => {
    const short = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`short${i}`, 1000]))
    const many = openSamples(short)
    await Promise.all(Object.keys(short).map(many.load))
    expect([many.reads.length, many.state.counted]).toEqual([1, 1])
    const long = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`long${i}`, 900_000]))
    const few = openSamples({ ...long, longest: 9_000_000 })
    const found = await Promise.all([...Object.keys(long), 'longest'].map(few.load))
    expect(found.map(({ timeSeconds }) => timeSeconds?.[0])).toEqual([...Object.values(long), 9_000_000])
    expect(few.state.most).toBe(1)
    expect(few.reads.slice(0, 3)).toEqual([
      ['long0', 'long1'],
      ['long2', 'long3'],
      ['long4', 'long5'],
    ])
  })

  it('are used by those who asked before the next are read, and are not kept', async () => {
    const ids = Array.from({ length: 6 }, (_, i) => `long${i}`)
    const { reads, load } = openSamples(Object.fromEntries(ids.map((id) => [id, 1_500_000])))
    const readWhenDrawn = await Promise.all(ids.map(async (id) => (await load(id)) && reads.length))
    expect(readWhenDrawn).toEqual([1, 2, 3, 3, 3, 3])
    await load('long0')
    expect(reads).toHaveLength(4)
  })

  it('that cannot be read fail for those who asked for them', async () => {
    const { load } = openSamples({ a: 1 })
    await expect(load('broken')).rejects.toThrow('cannot be read')
    expect(await load('a')).toBeDefined()
  })
})
