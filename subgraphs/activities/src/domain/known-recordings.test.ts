import { describe, expect, it } from 'vitest'
import { coversLive, startRanges } from './known-recordings.ts'

const print = (startSeconds: number, elapsedSeconds: number) => ({
  startedAtMs: startSeconds * 1000,
  elapsedSeconds,
  distanceMeters: null,
  start: null,
  end: null,
})

describe('coversLive', () => {
  it.each([
    ['started a minute apart', print(60, 3600), true],
    ['half of it', print(1800, 1800), true],
    ['less than half', print(1900, 1700), false],
    ['much longer, around it', print(-9000, 20_000), true],
    ['before it', print(-3600, 3600), false],
    ['after it', print(3600, 3600), false],
  ])('%s', (_what, other, is) => {
    expect(coversLive(print(0, 3600), other)).toBe(is)
  })

  it('is false for a recording without any duration', () => {
    expect(coversLive(print(0, 0), print(0, 0))).toBe(false)
  })
})

describe('startRanges', () => {
  it('covers files with a similar start, and live sessions of the longest possible duration', () => {
    const { near, wide } = startRanges([{ fingerprint: print(1_000_000, 600) }, { fingerprint: print(1_001_000, 600) }])
    expect([near.from.getTime(), near.to.getTime()]).toEqual([999_970_000, 1_001_030_000])
    expect([wide.from.getTime(), wide.to.getTime()]).toEqual([1_000_000_000 - 864_000_000, 1_001_600_000])
  })
})
