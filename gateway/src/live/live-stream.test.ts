import type { LiveHint } from '@gruppetto/events'
import { describe, expect, it } from 'vitest'
import { LiveStream, type LiveStreamOptions } from './live-stream.ts'

const open = (options: Partial<LiveStreamOptions> = {}) => {
  const seen = { read: [] as LiveHint[], ended: 0, overflowed: 0 }
  const stream = new LiveStream({
    isEvent: true,
    maxQueued: 3,
    read: async (hint) => {
      seen.read.push(hint)
      return { kind: 'result', result: { data: { ...hint } } }
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
    stream.hint({ id: '1' })
    stream.hint({ id: '2' })
    expect([await early, await stream.next()].map(({ value }) => value?.data)).toEqual([{ id: '1' }, { id: '2' }])
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
        return { kind: 'result', result: { data: { reads } } }
      },
    })
    for (let index = 0; index < 10; index += 1) stream.hint({})
    const first = stream.next()
    await Promise.resolve()
    stream.hint({})
    stream.hint({})
    finish()
    expect((await first).value?.data).toEqual({ reads: 1 })
    const second = stream.next()
    await Promise.resolve()
    finish()
    expect((await second).value?.data).toEqual({ reads: 2 })
    expect(reads).toBe(2)
  })

  it('starts with the given result, and skips readings with nothing to send', async () => {
    const { stream } = open({
      read: async ({ id }) => (id === 'gone' ? { kind: 'nothing' } : { kind: 'result', result: { data: { id } } }),
    })
    stream.startWith({ data: { id: 'now' } })
    stream.hint({ id: 'gone' })
    stream.hint({ id: 'next' })
    expect((await stream.next()).value?.data).toEqual({ id: 'now' })
    expect((await stream.next()).value?.data).toEqual({ id: 'next' })
  })

  it('ends once: while it waits, when the session has ended, and when too many hints wait', async () => {
    const waiting = open()
    const pending = waiting.stream.next()
    await waiting.stream.return()
    expect(await pending).toEqual({ value: undefined, done: true })
    await waiting.stream.return()
    expect(waiting.seen.ended).toBe(1)

    const over = open({ read: async () => null })
    over.stream.hint({ id: '1' })
    expect((await over.stream.next()).done).toBe(true)
    expect(over.seen.ended).toBe(1)

    const slow = open()
    for (let index = 0; index < 5; index += 1) slow.stream.hint({ id: String(index) })
    expect(slow.seen).toMatchObject({ overflowed: 1, ended: 1 })
    expect((await slow.stream.next()).done).toBe(true)
  })
})
