import { describe, expect, it } from 'vitest'
import type { NumberedHint } from './hints.ts'
import { LiveStream, type LiveStreamOptions } from './live-stream.ts'
import { liveAnswer } from './shared-reads.ts'

let number = 0
const hint = (id?: string): NumberedHint => {
  number += 1
  return { number, ...(id === undefined ? {} : { id }) }
}

const open = (options: Partial<LiveStreamOptions> = {}) => {
  const seen = { read: [] as NumberedHint[], ended: 0, overflowed: 0 }
  const stream = new LiveStream({
    isEvent: true,
    maxQueued: 3,
    read: async (of) => {
      seen.read.push(of)
      return { kind: 'answer', answer: liveAnswer({ data: { id: of.id } }) }
    },
    onOverflow: () => {
      seen.overflowed += 1
    },
    onEnd: () => {
      seen.ended += 1
    },
    ...options,
  })
  return { stream, seen }
}

describe('LiveStream', () => {
  it('returns events in order, each once, whether it is pulled before or after they arrive', async () => {
    const { stream } = open()
    const early = stream.next()
    stream.hint(hint('1'))
    stream.hint(hint('2'))
    expect([await early, await stream.next()].map(({ value }) => value?.result.data)).toEqual([{ id: '1' }, { id: '2' }])
  })

  it('reads a state once for all waiting hints, and once more for a hint that arrives during the read', async () => {
    let finish: () => void = () => undefined
    let reads = 0
    const { stream } = open({
      isEvent: false,
      read: async () => {
        reads += 1
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        return { kind: 'answer', answer: liveAnswer({ data: { reads } }) }
      },
    })
    for (let index = 0; index < 10; index += 1) stream.hint(hint())
    const first = stream.next()
    await Promise.resolve()
    stream.hint(hint())
    stream.hint(hint())
    finish()
    expect((await first).value?.result.data).toEqual({ reads: 1 })
    const second = stream.next()
    await Promise.resolve()
    finish()
    expect((await second).value?.result.data).toEqual({ reads: 2 })
    expect(reads).toBe(2)
  })

  it('starts with the given result, and skips readings with nothing to send', async () => {
    const { stream } = open({
      read: async ({ id }) => (id === 'gone' ? { kind: 'nothing' } : { kind: 'answer', answer: liveAnswer({ data: { id } }) }),
    })
    stream.startWith(liveAnswer({ data: { id: 'now' } }))
    stream.hint(hint('gone'))
    stream.hint(hint('next'))
    expect((await stream.next()).value?.result.data).toEqual({ id: 'now' })
    expect((await stream.next()).value?.result.data).toEqual({ id: 'next' })
  })

  it('ends once: while it waits, when the session has ended, and when too many hints wait', async () => {
    const waiting = open()
    const pending = waiting.stream.next()
    await waiting.stream.return()
    expect(await pending).toEqual({ value: undefined, done: true })
    await waiting.stream.return()
    expect(waiting.seen.ended).toBe(1)

    const over = open({ read: async () => null })
    over.stream.hint(hint('1'))
    expect((await over.stream.next()).done).toBe(true)
    expect(over.seen.ended).toBe(1)

    const slow = open()
    for (let index = 0; index < 5; index += 1) slow.stream.hint(hint(String(index)))
    expect(slow.seen).toMatchObject({ overflowed: 1, ended: 1 })
    expect((await slow.stream.next()).done).toBe(true)
  })

  it('ends with the error of a read that fails, so that nothing listens for it any more', async () => {
    const { stream, seen } = open({ read: () => Promise.reject(new Error('the subgraph is away')) })
    stream.hint(hint('1'))
    await expect(stream.next()).rejects.toThrow('the subgraph is away')
    expect(seen.ended).toBe(1)
    stream.hint(hint('2'))
    expect((await stream.next()).done).toBe(true)
  })

  it('gives nothing that was read for who has gone meanwhile', async () => {
    let finish: () => void = () => undefined
    const { stream, seen } = open({
      read: () =>
        new Promise((resolve) => {
          finish = () => resolve({ kind: 'answer', answer: liveAnswer({ data: { late: true } }) })
        }),
    })
    stream.hint(hint('1'))
    const pulled = stream.next()
    await stream.return()
    finish()
    expect(await pulled).toEqual({ value: undefined, done: true })
    expect(seen.ended).toBe(1)
  })
})
