import { newId } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { awaitProjection } from './await-projection.ts'

/** Returns a lookup that finds nothing until it has been called `until` times. */
const looks = (until = Number.POSITIVE_INFINITY) => {
  const count = { looks: 0 }
  const look = async (): Promise<'row' | null> => {
    count.looks += 1
    return count.looks > until ? 'row' : null
  }
  return { count, look }
}

describe('awaitProjection', () => {
  it('finds a row that arrives a moment later', async () => {
    const { look, count } = looks(3)
    expect(await awaitProjection(newId('Athlete'), Date.now(), look)).toBe('row')
    expect(count.looks).toBe(4)
  })

  it('looks once for an old id or an invalid one', async () => {
    for (const [id, nowMs] of [
      [newId('Athlete'), Date.now() + 60_000],
      ['nobody', Date.now()],
    ] as const) {
      const { look, count } = looks()
      expect(await awaitProjection(id, nowMs, look)).toBe(null)
      expect(count.looks).toBe(1)
    }
  })

  it('waits for an invented id only once, and for a limited number of ids at a time', async () => {
    const id = newId('Athlete')
    const first = looks()
    const many = Array.from({ length: 300 }, () => ({ id: newId('Athlete'), ...looks() }))
    await Promise.all([
      awaitProjection(id, Date.now(), first.look),
      ...many.map((each) => awaitProjection(each.id, Date.now(), each.look)),
    ])
    expect(first.count.looks).toBe(8)
    expect(many.filter(({ count }) => count.looks > 1)).toHaveLength(99)
    const again = looks()
    expect(await awaitProjection(id, Date.now(), again.look)).toBe(null)
    expect(again.count.looks).toBe(1)
    // When the row arrives late, the next first lookup finds it.
    expect(await awaitProjection(id, Date.now(), looks(0).look)).toBe('row')
  }, 20_000)
})
