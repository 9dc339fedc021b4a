import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { exportPage, intoArchives, isCollected, newDataExport, progressOf, withPart } from './data-export.ts'

describe('withPart', () => {
  it('collects the parts of all subgraphs, each once', () => {
    let row = newDataExport('exp_1', 'ath_1', new Date(0))
    for (const name of SUBGRAPH_NAMES) {
      expect(isCollected(row)).toBe(false)
      row = withPart(row, name, `key of ${name}`) ?? row
      expect(withPart(row, name, 'another')).toBeNull()
    }
    expect(isCollected(row)).toBe(true)
    expect(progressOf(row)).toBeCloseTo(SUBGRAPH_NAMES.length / (SUBGRAPH_NAMES.length + 1))
  })

  it('fails with a part that could not be written, and stays so', () => {
    const failed = withPart(newDataExport('exp_1', 'ath_1', new Date(0)), 'clubs', null)
    expect(failed).toMatchObject({ status: 'FAILED', open: false })
    expect(failed && withPart(failed, 'social', 'key')).toBeNull()
  })
})

it('fills archives up to their size, in order', () => {
  const files = [4, 5, 2, 20, 1, 9].map((sizeBytes) => ({ sizeBytes }))
  expect(intoArchives(files, 10).map((each) => each.map(({ sizeBytes }) => sizeBytes))).toEqual([[4, 5], [2], [20], [1, 9]])
  expect(intoArchives([], 10)).toEqual([])
})

it('writes no name of a file as markup', () => {
  const page = exportPage([{ path: 'a/<b>"&.fit' }, { path: 'a/t.schema.json' }, { path: 'a/t.json', rows: 3 }], new Date(0))
  expect(page).not.toContain('<b>')
  expect(page).not.toContain('schema.json')
  expect(page).toContain('<td>3</td>')
})
