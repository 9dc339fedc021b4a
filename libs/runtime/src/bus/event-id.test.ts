import { afterEach, expect, test, vi } from 'vitest'
import { eventId, eventMsOf } from './event-id.ts'

afterEach(() => vi.useRealTimers())

test('ids are all different and in the order of their making, also where the clock steps back', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 2_000_000_000_000 })
  const before = eventId()
  vi.setSystemTime(1_000_000_000_000)
  const ids = [before, ...Array.from({ length: 20_000 }, () => eventId())]
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('an id says when it was made', () => {
  // Later than any id of this process, since no id is older than one before it.
  vi.useFakeTimers({ toFake: ['Date'], now: 3_000_000_000_123 })
  expect(eventMsOf(eventId())).toBe(3_000_000_000_123)
})
