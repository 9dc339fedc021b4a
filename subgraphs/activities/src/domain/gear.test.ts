import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concernsOthers, editGear, measureEdited, measureGear, newGear } from './gear.ts'

const shoes = newGear('gear_1', 'ath_1', { name: 'Pegasus', kind: 'SHOES', retireAtMeters: 800_000 }, 0)

describe('editGear', () => {
  it('keeps absent fields and clears those that are null', () => {
    const kept = editGear({ ...shoes, productId: 'prod_1', retired: true }, { name: 'Old Pegasus', kind: 'SHOES' })
    expect(kept).toMatchObject({ name: 'Old Pegasus', retireAtMeters: 800_000, retired: true, productId: 'prod_1', revision: 2 })
    const cleared = editGear(kept, { name: 'x', kind: 'OTHER', retireAtMeters: null, retired: null, productId: null })
    expect(cleared).toMatchObject({ kind: 'OTHER', retireAtMeters: null, retired: true, productId: null, revision: 3 })
  })
})

describe('measureGear', () => {
  it.each([
    ['below its limit', {}, 799_999.9, false],
    ['at its limit', {}, 800_000, true],
    ['beyond its limit', {}, 900_000, true],
    ['without a limit', { retireAtMeters: null }, 900_000, false],
    ['put away', { retired: true }, 900_000, false],
    ['told of already', { toldAtMeters: 800_000 }, 900_000, false],
    ['told of, and lowered', { toldAtMeters: 850_000 }, 900_000, false],
    ['told of, and raised', { toldAtMeters: 700_000 }, 900_000, true],
  ])('tells that gear is worn: %s', (_what, change, distanceMeters, isWorn) => {
    expect(measureGear({ ...shoes, ...change }, distanceMeters)?.isWorn ?? false).toBe(isWorn)
  })

  it.each([
    ['with a limit', {}, true],
    ['of a product', { retireAtMeters: null, productId: 'prod_1' }, true],
    ['with neither', { retireAtMeters: null }, false],
    ['whose distance is announced already', { announcedMeters: 5000 }, false],
    ['whose distance has changed', { announcedMeters: 4999 }, true],
    ['put away', { retired: true }, true],
  ])('announces the distance of gear %s: %o %s', (_what, change, isAnnounced) => {
    const measured = measureGear({ ...shoes, ...change }, 5000)
    expect(measured?.isAnnounced ?? false).toBe(isAnnounced)
    if (isAnnounced) expect(measured?.row).toMatchObject({ announcedMeters: 5000, revision: 2 })
  })

  it('announces an edit, and once more when the gear concerns others no longer', () => {
    const plain = { ...shoes, retireAtMeters: null }
    expect(measureEdited(plain, plain, 5)).toMatchObject({ isAnnounced: false, isWorn: false })
    expect(measureEdited(shoes, plain, 5)).toMatchObject({ isAnnounced: true, row: { announcedMeters: 5 } })
    expect(measureEdited(plain, { ...plain, productId: 'prod_1' }, 5)).toMatchObject({ isAnnounced: true })
    expect(measureEdited(shoes, { ...shoes, retireAtMeters: 4 }, 5)).toMatchObject({ isAnnounced: true, isWorn: true })
  })

  it('notifies once for each limit that is higher than all before, whatever happens to the distance and the limit', () => {
    const step = fc.record({ limit: fc.option(fc.integer({ min: 1, max: 20 })), distance: fc.integer({ min: 0, max: 20 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const told: number[] = []
        let row = shoes
        for (const { limit, distance } of steps) {
          row = editGear(row, { name: row.name, kind: row.kind, retireAtMeters: limit })
          // It runs twice, since a repeat changes nothing.
          for (let time = 0; time < 2; time++) {
            const next = measureGear(row, distance)
            if (time === 1) expect(next).toBeNull()
            if (next === null) continue
            row = next.row
            if (!next.isWorn) continue
            expect(distance).toBeGreaterThanOrEqual(limit ?? Number.POSITIVE_INFINITY)
            told.push(limit ?? 0)
          }
          if (concernsOthers(row)) expect(row.announcedMeters).toBe(distance)
        }
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
        const missed = steps.filter(({ limit, distance }) => limit !== null && distance >= limit).map(({ limit }) => limit ?? 0)
        expect(Math.max(0, ...told)).toBe(Math.max(0, ...missed))
      }),
    )
  })
})
