import { describe, expect, it } from 'vitest'
import {
  isSpent,
  KEY_LEAD_MS,
  KEY_LIFE_MS,
  KEY_SLACK_MS,
  nextKey,
  publishedKeys,
  type ScheduledKey,
  startedKeys,
} from './key-schedule.ts'

const TOKEN_MS = 900_000
const first: ScheduledKey = { slot: 1, signsFromMs: 0 }

describe('signing keys', () => {
  it('sign at once when they are the first', () => {
    expect(nextKey([], 5)).toEqual({ slot: 1, signsFromMs: 5 })
    expect(startedKeys([first], 0)).toEqual([first])
    expect(startedKeys([], 0)).toEqual([])
  })

  it('are published before they sign', () => {
    const at = KEY_LIFE_MS - KEY_LEAD_MS
    expect(nextKey([first], at - 1)).toBeNull()
    const second = nextKey([first], at)
    expect(second).toEqual({ slot: 2, signsFromMs: KEY_LIFE_MS })
    if (second === null) return
    const keys = [first, second]
    expect(startedKeys(keys, KEY_LIFE_MS - 1)).toEqual([first])
    expect(publishedKeys(keys, at, TOKEN_MS)).toEqual(keys)
    expect(startedKeys(keys, KEY_LIFE_MS)).toEqual([second, first])
    expect(nextKey(keys, KEY_LIFE_MS)).toBeNull()
  })

  it('are published until the last token that they signed has expired', () => {
    const keys = [first, { slot: 2, signsFromMs: KEY_LIFE_MS }]
    const last = KEY_LIFE_MS + TOKEN_MS + KEY_SLACK_MS
    expect(isSpent(keys, first, last, TOKEN_MS)).toBe(false)
    expect(isSpent(keys, first, last + 1, TOKEN_MS)).toBe(true)
    expect(publishedKeys(keys, last + 1, TOKEN_MS)).toEqual([keys[1]])
  })

  it('always include one that signs, published an hour before, through a year of any job interval', () => {
    for (const step of [600_000, KEY_LEAD_MS * 5, KEY_LIFE_MS * 2]) {
      const faults: string[] = []
      const seenAt = new Map<number, number>()
      let keys: readonly ScheduledKey[] = []
      for (let now = 0; now < 365 * 86_400_000; now += step) {
        const due = nextKey(keys, now)
        if (due !== null) {
          keys = [...keys, due]
          seenAt.set(due.slot, now)
        }
        const [signing] = startedKeys(keys, now)
        if (signing === undefined) faults.push(`none signs at ${now}`)
        else if (signing.slot > 1 && signing.signsFromMs - (seenAt.get(signing.slot) ?? now) < KEY_LEAD_MS)
          faults.push(`early at ${now}`)
        keys = publishedKeys(keys, now, TOKEN_MS)
        if (signing !== undefined && !keys.includes(signing)) faults.push(`not published at ${now}`)
      }
      expect(faults).toEqual([])
      expect(seenAt.size).toBeGreaterThan(5)
    }
  })
})
