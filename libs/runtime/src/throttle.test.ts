import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttle } from './throttle.ts'

interface Change {
  readonly key: string
  readonly number: number
}

describe('throttle', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const open = () => {
    const acts: string[] = []
    const hints = throttle<Change>(
      ({ key, number }) => acts.push(`${key}${number}`),
      ({ key }) => key,
      1000,
    )
    return { acts, hints }
  }

  it('acts at once, then at most once an interval, and never loses the last value', () => {
    const { acts, hints } = open()
    for (let number = 1; number <= 5; number += 1) hints.call({ key: 'a', number })
    hints.call({ key: 'b', number: 1 })
    expect(acts).toEqual(['a1', 'b1'])
    vi.advanceTimersByTime(999)
    expect(acts).toEqual(['a1', 'b1'])
    vi.advanceTimersByTime(1)
    expect(acts).toEqual(['a1', 'b1', 'a5'])
    // The trailing call starts a new interval.
    hints.call({ key: 'a', number: 6 })
    expect(acts).toHaveLength(3)
    vi.advanceTimersByTime(5000)
    expect(acts).toEqual(['a1', 'b1', 'a5', 'a6'])
    hints.call({ key: 'a', number: 7 })
    expect(acts).toHaveLength(5)
  })

  it('acts for what waits when it closes', () => {
    const { acts, hints } = open()
    hints.call({ key: 'a', number: 1 })
    hints.call({ key: 'a', number: 2 })
    hints.close()
    expect(acts).toEqual(['a1', 'a2'])
    vi.advanceTimersByTime(5000)
    expect(acts).toHaveLength(2)
  })
})
