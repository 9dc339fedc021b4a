import { expect, test } from 'vitest'
import { eventId } from './event-ids.ts'

test('ids are UUIDs of version 7, all different, in the order of their making', () => {
  const ids = Array.from({ length: 20_000 }, () => eventId())
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids.slice(0, 100)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a clock that steps back does not', () => {
  const before = eventId(2_000_000_000_000)
  expect(eventId(1_000_000_000_000) > before).toBe(true)
})
