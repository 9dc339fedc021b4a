import type { LiveHint } from '@gruppetto/events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HintHub, type NumberedHint, openHintHub } from './hints.ts'

/** A bus in memory: what listens to each topic and key. */
const bus = new Map<string, (hint: LiveHint) => void>()
const publish = (topic: string, key: string, hint: LiveHint = {}) => bus.get(`${topic} ${key}`)?.(hint)

/** What the bus was asked for: which topics it was told of before, and how it answers. */
const asked: { readonly topics: readonly string[]; readonly answer: () => void }[] = []

let hub: HintHub
beforeEach(() => {
  vi.useFakeTimers()
  bus.clear()
  asked.length = 0
  hub = openHintHub({
    publish: () => undefined,
    isHeard: async () => false,
    subscribed: () => new Promise((resolve) => void asked.push({ topics: [...bus.keys()], answer: resolve })),
    subscribe(topic, key, onHint) {
      bus.set(`${topic} ${key}`, onHint)
      return { unsubscribe: () => void bus.delete(`${topic} ${key}`) }
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const heard = (topic: 'challenge' | 'notification', key: string) => {
  const hints: NumberedHint[] = []
  return { hints, listening: hub.listen(topic, key, { hint: (hint) => void hints.push(hint) }) }
}

describe('openHintHub', () => {
  it('says that nothing is missed once the bus knows of all that listen, in one word for those of a tick', async () => {
    vi.useRealTimers()
    const told: string[] = []
    const wait = async (key: string) => {
      heard('notification', key)
      await hub.listening()
      told.push(key)
    }
    const all = [wait('one'), wait('two')]
    await expect.poll(() => asked.length).toBe(1)
    // It came after the bus was asked, so it is another question.
    all.push(wait('three'))
    await expect.poll(() => asked.length).toBe(2)
    expect(asked.map(({ topics }) => topics.length)).toEqual([2, 3])
    expect(told).toEqual([])
    asked[0]?.answer()
    await expect.poll(() => told).toEqual(['one', 'two'])
    asked[1]?.answer()
    await Promise.all(all)
    expect(told).toEqual(['one', 'two', 'three'])
  })

  it('passes the hints of a state within a tick on as one, and the next ones as one more', () => {
    const { hints } = heard('challenge', 'one')
    for (let index = 0; index < 20; index += 1) publish('challenge', 'one')
    expect(hints).toHaveLength(0)
    vi.advanceTimersByTime(1_000)
    expect(hints).toHaveLength(1)
    publish('challenge', 'one')
    publish('challenge', 'one')
    vi.advanceTimersByTime(1_000)
    expect(hints).toHaveLength(2)
  })

  it('keeps the keys of a state apart', () => {
    const [one, two] = [heard('challenge', 'one'), heard('challenge', 'two')]
    publish('challenge', 'one')
    vi.advanceTimersByTime(1_000)
    expect([one.hints.length, two.hints.length]).toEqual([1, 0])
  })

  it('passes each event on, at once, in order and with its id', () => {
    const { hints } = heard('notification', 'ana')
    for (const id of ['a', 'b', 'b', 'c']) publish('notification', 'ana', { id })
    expect(hints.map(({ id }) => id)).toEqual(['a', 'b', 'b', 'c'])
    const numbers = hints.map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(new Set(numbers).size).toBe(4)
  })

  it('knows the newest hint of a key, and that it heard nothing before it listened', () => {
    const first = heard('challenge', 'one').listening
    const opened = first.newest()
    expect(hub.number()).toBe(opened)
    const later = heard('challenge', 'one').listening
    expect(later.newest()).toBe(opened)
    publish('challenge', 'one')
    vi.advanceTimersByTime(1_000)
    expect(later.newest()).toBeGreaterThan(opened)
    const before = hub.number()
    first.stop()
    later.stop()
    expect(heard('challenge', 'one').listening.newest()).toBeGreaterThan(before)
  })

  it('tells nobody who has stopped, and ends with the last listener', () => {
    const [one, two] = [heard('challenge', 'one'), heard('challenge', 'one')]
    publish('challenge', 'one')
    one.listening.stop()
    one.listening.stop()
    vi.advanceTimersByTime(1_000)
    expect([one.hints.length, two.hints.length]).toEqual([0, 1])
    publish('challenge', 'one')
    two.listening.stop()
    vi.advanceTimersByTime(1_000)
    expect(two.hints).toHaveLength(1)
    expect([hub.size(), bus.size]).toEqual([0, 0])
  })
})
