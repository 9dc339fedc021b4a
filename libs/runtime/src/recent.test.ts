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

const open = (keptMs = 10, most = 2) => {
  const clock = { nowMs: 1_000 }
  return { clock, recent: openRecent<{ readonly text: string }>({ now: () => clock.nowMs, keptMs, most }) }
}

it('loads once for all who ask at the same time, and again when what it has is old', async () => {
  const { clock, recent } = open()
  let loads = 0
  const load = async () => {
    loads += 1
    return { text: String(loads) }
  }
  const answers = await Promise.all([recent.of('a', load), recent.of('a', load), recent.of('a', load)])
  expect(answers.map(({ text }) => text)).toEqual(['1', '1', '1'])
  clock.nowMs += 9
  expect((await recent.of('a', load)).text).toBe('1')
  clock.nowMs += 1
  expect((await recent.of('a', load)).text).toBe('2')
})

it('counts the age from the beginning of the loading, and starts no second one while it takes long', async () => {
  const { clock, recent } = open()
  let finish = (_value: { text: string }) => {}
  let loads = 0
  const slow = () => {
    loads += 1
    return new Promise<{ text: string }>((resolve) => {
      finish = resolve
    })
  }
  const first = recent.of('a', slow)
  clock.nowMs += 500
  const second = recent.of('a', slow)
  finish({ text: 'slow' })
  expect(await first).toBe(await second)
  expect(loads).toBe(1)
  expect((await recent.of('a', async () => ({ text: 'new' }))).text).toBe('new')
})

it('gives nobody the old value when loading fails, and tries again', async () => {
  const { clock, recent } = open()
  await recent.of('a', async () => ({ text: 'old' }))
  clock.nowMs += 10
  const failing = () => Promise.reject(new Error('down'))
  await expect(Promise.all([recent.of('a', failing), recent.of('a', failing)])).rejects.toThrow('down')
  expect((await recent.of('a', async (before) => ({ text: `new after ${before?.text}` }))).text).toBe('new after old')
})

it('forgets the key that nobody has asked for the longest', async () => {
  const { recent } = open(1_000, 2)
  const load = (text: string) => async () => ({ text })
  for (const key of ['a', 'b']) await recent.of(key, load('old'))
  await recent.of('a', load('new'))
  await recent.of('c', load('old'))
  expect((await recent.of('a', load('new'))).text).toBe('old')
  expect((await recent.of('b', load('new'))).text).toBe('new')
})
