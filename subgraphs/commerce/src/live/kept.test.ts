import { expect, it } from 'vitest'
import { openKept } from './kept.ts'

const open = (freshMs = 10, most = 2) => {
  const clock = { nowMs: 1_000 }
  return { clock, kept: openKept<{ readonly text: string }>({ now: () => clock.nowMs, freshMs, most }) }
}

it('loads once for all who ask at the same time, and again when what it has is old', async () => {
  const { clock, kept } = open()
  let loads = 0
  const load = async () => {
    loads += 1
    return { text: String(loads) }
  }
  const answers = await Promise.all([kept.of('a', load), kept.of('a', load), kept.of('a', load)])
  expect(answers.map(({ text }) => text)).toEqual(['1', '1', '1'])
  clock.nowMs += 9
  expect((await kept.of('a', load)).text).toBe('1')
  clock.nowMs += 1
  expect((await kept.of('a', load)).text).toBe('2')
})

it('counts the age from the beginning of the loading, and starts no second one while it takes long', async () => {
  const { clock, kept } = open()
  let finish = (_value: { text: string }) => {}
  let loads = 0
  const slow = () => {
    loads += 1
    return new Promise<{ text: string }>((resolve) => {
      finish = resolve
    })
  }
  const first = kept.of('a', slow)
  clock.nowMs += 500
  const second = kept.of('a', slow)
  finish({ text: 'slow' })
  expect(await first).toBe(await second)
  expect(loads).toBe(1)
  expect((await kept.of('a', async () => ({ text: 'new' }))).text).toBe('new')
})

it('gives nobody the old value when loading fails, and tries again', async () => {
  const { clock, kept } = open()
  await kept.of('a', async () => ({ text: 'old' }))
  clock.nowMs += 10
  const failing = () => Promise.reject(new Error('down'))
  await expect(Promise.all([kept.of('a', failing), kept.of('a', failing)])).rejects.toThrow('down')
  expect((await kept.of('a', async (before) => ({ text: `new after ${before?.text}` }))).text).toBe('new after old')
})

it('forgets the key that nobody has asked for the longest', async () => {
  const { kept } = open(1_000, 2)
  const load = (text: string) => async () => ({ text })
  for (const key of ['a', 'b']) await kept.of(key, load('old'))
  await kept.of('a', load('new'))
  await kept.of('c', load('old'))
  expect((await kept.of('a', load('new'))).text).toBe('old')
  expect((await kept.of('b', load('new'))).text).toBe('new')
})
