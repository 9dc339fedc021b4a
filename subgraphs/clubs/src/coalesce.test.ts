import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

describe('coalesce', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('acts at once, then at most once an interval, and never loses the last touch', () => {
    const acts: string[] = []
    const hints = coalesce((key) => acts.push(key), 1000)
    for (let touch = 0; touch < 5; touch += 1) hints.touch('a')
    hints.touch('b')
    expect(acts).toEqual(['a', 'b'])
    vi.advanceTimersByTime(999)
    expect(acts).toEqual(['a', 'b'])
    vi.advanceTimersByTime(1)
    expect(acts).toEqual(['a', 'b', 'a'])
    // The trailing act opens an interval of its own.
    hints.touch('a')
    expect(acts).toHaveLength(3)
    vi.advanceTimersByTime(5000)
    expect(acts).toEqual(['a', 'b', 'a', 'a'])
  })

  it('acts for what waits when it closes', () => {
    const acts: string[] = []
    const hints = coalesce((key) => acts.push(key), 1000)
    hints.touch('a')
    hints.touch('a')
    hints.close()
    expect(acts).toEqual(['a', 'a'])
    vi.advanceTimersByTime(5000)
    expect(acts).toHaveLength(2)
  })
})
