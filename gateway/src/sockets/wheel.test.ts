import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openWheel, type Wheel } from './wheel.ts'

let called: string[]
let wheel: Wheel<string>
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  called = []
  wheel = openWheel(Date.now, (item) => called.push(item))
})
afterEach(() => {
  wheel.close()
  vi.useRealTimers()
})

describe('openWheel', () => {
  it('calls back once, not before the time and within a tick after it', () => {
    wheel.set('a', Date.now() + 1_000)
    wheel.set('b', Date.now() + 60_000)
    vi.advanceTimersByTime(999)
    expect(called).toEqual([])
    vi.advanceTimersByTime(501)
    expect(called).toEqual(['a'])
    vi.advanceTimersByTime(60_000)
    expect(called).toEqual(['a', 'b'])
  })

  it('replaces the time of an item, and forgets deleted items', () => {
    wheel.set('a', Date.now() + 1_000)
    wheel.set('a', Date.now() + 5_000)
    wheel.set('b', Date.now() + 1_000)
    wheel.delete('b')
    vi.advanceTimersByTime(3_000)
    expect(called).toEqual([])
    vi.advanceTimersByTime(3_000)
    expect(called).toEqual(['a'])
  })

  it('calls back for a past time, and after the clock jumped', () => {
    wheel.set('past', Date.now() - 10_000)
    wheel.set('soon', Date.now() + 10_000)
    vi.advanceTimersByTime(500)
    expect(called).toEqual(['past'])
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(250)
    expect(called).toEqual(['past', 'soon'])
  })

  it('allows an item to be set again in its own callback', () => {
    wheel.close()
    let rounds = 0
    const ticking = openWheel<string>(Date.now, (item) => {
      rounds += 1
      ticking.set(item, Date.now() + 1_000)
    })
    ticking.set('a', Date.now())
    vi.advanceTimersByTime(5_000)
    expect(rounds).toBeGreaterThanOrEqual(4)
    ticking.close()
  })
})
