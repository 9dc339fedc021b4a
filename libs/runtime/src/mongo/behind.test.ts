import { expect, it } from 'vitest'
import { behind } from './behind.ts'

it('names the rows behind a place, field by field, each in its direction', () => {
  expect(behind({ atMs: -1, _id: -1 }, null)).toEqual({})
  expect(behind({ atMs: -1, _id: -1 }, { atMs: 5, _id: 'b' })).toEqual({
    $or: [{ atMs: { $lt: 5 } }, { atMs: 5, _id: { $lt: 'b' } }],
  })
  expect(behind({ units: -1, reachedAtMs: 1, athleteId: 1 }, { units: 9, reachedAtMs: 3, athleteId: 'a' })).toEqual({
    $or: [{ units: { $lt: 9 } }, { units: 9, reachedAtMs: { $gt: 3 } }, { units: 9, reachedAtMs: 3, athleteId: { $gt: 'a' } }],
  })
})
