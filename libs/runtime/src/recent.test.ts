import { expect, it } from 'vitest'
import { openRecent } from './recent.ts'

it('keeps what was loaded for a while, and shares one loading', async () => {
  let nowMs = 0
  let loaded = 0
  const recent = openRecent<number>({ now: () => nowMs, keptMs: 10, most: 5 })
  const load = async () => {
    loaded += 1
    return loaded
  }
  expect(await Promise.all([recent.of('a', load), recent.of('a', load), recent.of('b', load)])).toEqual([1, 1, 2])
  nowMs = 9
  expect(await recent.of('a', load)).toBe(1)
  nowMs = 10
  expect(await recent.of('a', load)).toBe(3)
})

it('forgets what was loaded longest ago, and what failed', async () => {
  const recent = openRecent<string>({ now: () => 0, keptMs: 10, most: 2 })
  for (const key of ['a', 'b', 'c']) await recent.of(key, async () => 'old')
  expect(await recent.of('c', async () => 'new')).toBe('old')
  expect(await recent.of('a', async () => 'new')).toBe('new')
  await expect(recent.of('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await recent.of('d', async () => 'new')).toBe('new')
})
