import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advanceRecalculation,
  beginRecalculation,
  isNext,
  PAGE,
  type Place,
  type RecalculationRow,
  showRecalculation,
} from './recalculation.ts'

const HOUR = 3_600_000
const place = (day: string): Place => ({ startedAt: new Date(`${day}T08:00:00Z`), id: `act_${day}` })

describe('beginRecalculation', () => {
  const running = { ...advanceRecalculation(beginRecalculation(null, 'ath', '2026-03-01', 5), PAGE, place('2026-05-01'), 200, 6) }
  it('continues from its place when a later day changes', () => {
    expect(beginRecalculation(running, 'ath', '2026-06-01', 9)).toMatchObject({
      run: 2,
      sinceDay: '2026-03-01',
      place: place('2026-05-01'),
    })
  })
  it('goes back when a day changes that is done already, or that is before all others', () => {
    const back = beginRecalculation(running, 'ath', '2026-04-01', 9)
    expect(back).toMatchObject({ run: 2, step: 0, sinceDay: '2026-03-01', status: 'QUEUED', startedAt: new Date(5) })
    expect(back.place.startedAt).toEqual(new Date('2026-03-31T10:00:00Z'))
    expect(beginRecalculation(running, 'ath', '0000-01-01', 9)).toMatchObject({ sinceDay: '0000-01-01' })
  })
  it('starts anew after a finished one, and takes over what a failed one left', () => {
    const done = advanceRecalculation(running, 3, place('2026-07-01'), 200, 7)
    expect(beginRecalculation(done, 'ath', '2026-06-01', 9)).toMatchObject({
      run: 2,
      sinceDay: '2026-06-01',
      startedAt: new Date(9),
    })
    const failed: RecalculationRow = { ...running, status: 'FAILED' }
    expect(beginRecalculation(failed, 'ath', '2026-06-01', 9)).toMatchObject({ sinceDay: '2026-03-01', startedAt: new Date(9) })
  })
  it('leaves out no activity of a changed day, whatever changes meanwhile', () => {
    const days = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10))
    const change = fc.record({ pages: fc.nat(4), from: fc.integer({ min: 0, max: 299 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        // For each activity the number of the change it was last derived after: it must be the latest change that affects its
        // day.
        const derived = days.map(() => 0)
        const profileOf = days.map(() => 0)
        let row: RecalculationRow | null = null
        const work = () => {
          if (row === null || row.status === 'DONE') return
          const { startedAt } = row.place
          const next = days.flatMap((day, i) => (place(day).startedAt > startedAt ? [i] : [])).slice(0, PAGE)
          for (const i of next) derived[i] = profileOf[i] ?? 0
          const last = next.at(-1)
          row = advanceRecalculation(row, next.length, last === undefined ? null : place(days[last] ?? ''), 300, 0)
        }
        for (const [n, { pages, from }] of changes.entries()) {
          profileOf.fill(n + 1, from)
          row = beginRecalculation(row, 'ath', days[from] ?? '', n)
          for (let page = 0; page < pages; page++) work()
        }
        for (let page = 0; page < 8; page++) work()
        expect(derived).toEqual(profileOf)
        expect((row as RecalculationRow | null)?.status).toBe('DONE')
      }),
    )
  })
})

describe('isNext', () => {
  it('is true for a page exactly once', () => {
    const row = beginRecalculation(null, 'ath', '2026-03-01', 5)
    expect(isNext(row, 1, 0)).toBe(true)
    expect(isNext(row, 1, 1)).toBe(false)
    expect(isNext(null, 1, 0)).toBe(false)
    const after = advanceRecalculation(row, PAGE, place('2026-05-01'), 60, 6)
    expect(isNext(after, 1, 0)).toBe(false)
    expect(isNext(after, 1, 1)).toBe(true)
    expect(isNext(advanceRecalculation(after, 10, place('2026-06-01'), 60, 6), 1, 2)).toBe(false)
  })
})

describe('showRecalculation', () => {
  it('shows the progress, and for an hour that it is done', () => {
    const row = beginRecalculation(null, 'ath', '2026-03-01', 5)
    expect(showRecalculation(null, 0)).toBeNull()
    expect(showRecalculation(row, 5)).toMatchObject({ status: 'QUEUED', progress: 0 })
    const half = advanceRecalculation(row, PAGE, place('2026-05-01'), 100, 6)
    expect(showRecalculation(half, 5 * HOUR)).toMatchObject({ status: 'RUNNING', progress: 0.5 })
    const done = advanceRecalculation(half, 0, null, 100, HOUR)
    expect(showRecalculation(done, 2 * HOUR)).toMatchObject({ status: 'DONE', progress: 1 })
    expect(showRecalculation(done, 2 * HOUR + 1)).toBeNull()
  })
})
