import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Connection, pageRequest } from './connections.ts'
import { filteredPage, MAX_READ } from './filtered-page.ts'

/** Reads a whole list of numbers page by page. `reads` has the number of rows that each page read. */
const walk = async (isSeen: readonly boolean[], first: number) => {
  const pages: Connection<string>[] = []
  const reads: number[] = []
  let after: string | null = null
  for (;;) {
    reads.push(0)
    const page: Connection<string> = await filteredPage<number, string>(pageRequest({ first, after }, ['number']), {
      read: async (behind, limit) => {
        const from = behind === null ? 0 : Number(behind[0]) + 1
        const rows = isSeen.map((_seen, index) => index).slice(from, from + limit)
        reads.push((reads.pop() ?? 0) + rows.length)
        return rows
      },
      show: async (rows) => rows.map((row) => (isSeen[row] === true ? `row ${row}` : null)),
      keyOf: (row) => [row],
    })
    pages.push(page)
    if (!page.pageInfo.hasNextPage) return { pages, reads }
    after = page.pageInfo.endCursor
  }
}
const visible = (isSeen: readonly boolean[]) => isSeen.flatMap((seen, index) => (seen ? [`row ${index}`] : []))
const nodes = (pages: readonly Connection<string>[]) => pages.flatMap(({ edges }) => edges.map(({ node }) => node))

describe('filteredPage', () => {
  it('returns each visible row once and in order, and only the last page is short', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), async (isSeen, first) => {
        const { pages } = await walk(isSeen, first)
        expect(nodes(pages)).toEqual(visible(isSeen))
        for (const page of pages.slice(0, -1)) expect(page.edges).toHaveLength(first)
      }),
    )
  })

  it('stops at MAX_READ rows and continues from there', async () => {
    const isSeen = Array.from({ length: 5 * MAX_READ }, (_, index) => index % 4_999 === 0)
    const { pages, reads } = await walk(isSeen, 2)
    expect(Math.max(...reads)).toBe(MAX_READ)
    expect(pages.length).toBeLessThan(9)
    expect(nodes(pages)).toEqual(visible(isSeen))
  })
})
