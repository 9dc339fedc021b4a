import { pageRequest } from '@gruppetto/graph'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { filteredPage, KEYSET_KINDS } from './filtered-page.ts'

interface Row {
  readonly id: string
  readonly atMs: number
  readonly isSeen: boolean
}

const rowsOf = fc
  .array(fc.record({ atMs: fc.integer({ min: 0, max: 8 }), isSeen: fc.boolean() }), { maxLength: 60 })
  .map((made) => made.map((row, index) => ({ ...row, id: `id${index}` })))
  .map((rows: readonly Row[]) => rows.toSorted((a, b) => b.atMs - a.atMs || (a.id > b.id ? -1 : 1)))

it('pages to the end give all that may be seen, once, in order, and no page but the last is short', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 7 }), async (rows, first) => {
      const source = {
        read: async (after: { atMs: number; id: string } | null, limit: number) =>
          rows
            .filter((row) => after === null || row.atMs < after.atMs || (row.atMs === after.atMs && row.id < after.id))
            .slice(0, limit),
        keep: async (read: readonly Row[]) => read.filter((row) => row.isSeen),
        keysetOf: (row: Row) => ({ atMs: row.atMs, id: row.id }),
      }
      const seen: string[] = []
      let after: string | null = null
      for (;;) {
        const page: Awaited<ReturnType<typeof filteredPage<Row, Row, string>>> = await filteredPage(
          pageRequest({ first, after }, KEYSET_KINDS),
          source,
          (row) => row.id,
        )
        seen.push(...page.edges.map((edge) => edge.node))
        if (!page.pageInfo.hasNextPage) break
        expect(page.edges).toHaveLength(first)
        after = page.pageInfo.endCursor
      }
      expect(seen).toEqual(rows.filter((row) => row.isSeen).map((row) => row.id))
    }),
  )
})
