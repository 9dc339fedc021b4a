import { expect, it } from 'vitest'
import { inPortions, portions } from './portions.ts'

const readAll = async (rows: readonly number[]) => {
  const asked: (number | null)[] = []
  const read = async (last: number | null) => {
    asked.push(last)
    return rows.filter((row) => last === null || row > last).slice(0, 2)
  }
  const got: (readonly number[])[] = []
  for await (const portion of portions(2, read)) got.push(portion)
  return { got, asked }
}

it('reads on from the last row until a portion is not full', async () => {
  expect(await readAll([1, 2, 3, 4, 5])).toEqual({ got: [[1, 2], [3, 4], [5]], asked: [null, 2, 4] })
})

it('yields no empty portion', async () => {
  expect(await readAll([])).toEqual({ got: [], asked: [null] })
  expect(await readAll([1, 2])).toEqual({ got: [[1, 2]], asked: [null, 2] })
})

it('collects rows that arrive one by one, or are there', async () => {
  async function* rows(count: number) {
    for (let row = 0; row < count; row += 1) yield row
  }
  const collect = async (given: AsyncIterable<number> | Iterable<number>) => {
    const all: (readonly number[])[] = []
    for await (const portion of inPortions(2, given)) all.push(portion)
    return all
  }
  const got = (count: number) => collect(rows(count))
  expect(await collect(new Set([0, 1, 2]))).toEqual([[0, 1], [2]])
  expect(await got(5)).toEqual([[0, 1], [2, 3], [4]])
  expect(await got(4)).toEqual([
    [0, 1],
    [2, 3],
  ])
  expect(await got(0)).toEqual([])
})
