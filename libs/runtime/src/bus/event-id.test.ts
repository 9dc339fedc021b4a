import { afterEach, expect, test, vi } from 'vitest'
import { eventId } from './event-id.ts'

afterEach(() => vi.useRealTimers())

test('ids are all different and in the order of their making, also where the clock steps back', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 2_000_000_000_000 })
  const before = eventId()
  vi.setSystemTime(1_000_000_000_000)
  const ids = [before, ...Array.from({ length: 20_000 }, () => eventId())]
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})
