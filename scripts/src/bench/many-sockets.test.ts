import { expect, it } from 'vitest'
import { evenly } from './many-sockets.ts'

it.each([
  { count: 10, parts: 3, each: [3, 3, 4] },
  { count: 2, parts: 3, each: [0, 1, 1] },
  { count: 100_000, parts: 7, each: [14_285, 14_286, 14_286, 14_285, 14_286, 14_286, 14_286] },
])('cuts $count sockets into $parts parts', ({ count, parts, each }) => {
  expect(evenly(count, parts)).toEqual(each)
})
