import { expect, it } from 'vitest'
import { byIdLoader, inOrderOf } from './by-id.ts'

it('inOrderOf returns the row of each id, or null', () => {
  expect(inOrderOf(['b', 'x', 'a', 'b'], [{ _id: 'a' }, { _id: 'b' }])).toEqual([{ _id: 'b' }, null, { _id: 'a' }, { _id: 'b' }])
})

it('byIdLoader reads all keys of one tick in one call', async () => {
  const asked: (readonly string[])[] = []
  const loader = byIdLoader(async (ids) => {
    asked.push(ids)
    return new Map([['a', 1]])
  })
  expect(await Promise.all(['a', 'b', 'a'].map((id) => loader.load(id)))).toEqual([1, null, 1])
  expect(asked).toEqual([['a', 'b']])
})
