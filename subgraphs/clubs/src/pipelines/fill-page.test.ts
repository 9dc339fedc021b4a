import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillPage } from './fill-page.ts'

describe('fillPage', () => {
  it('is short only at the end of the list, however many rows are hidden', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 0, max: 8 }), async (visible, size) => {
        const rows = await fillPage<number>(
          size,
          async (after, limit) =>
            visible.map((_flag, index) => index).slice(after === null ? 0 : after + 1, (after ?? -1) + 1 + limit),
          async (indexes) => indexes.map((index) => visible[index] === true),
        )
        expect(rows).toEqual(visible.flatMap((flag, index) => (flag ? [index] : [])).slice(0, size + 1))
      }),
    )
  })
})
