import { expect, it } from 'vitest'
import { dayNumber, dayOfNumber, monthTicks } from './day-axis.ts'

const ticks = (from: string, to: string, most: number) => monthTicks(dayNumber(from), dayNumber(to), most).map(dayOfNumber)

it('months begin where they begin, over years too', () => {
  expect(ticks('2026-10-15', '2027-01-10', 6)).toEqual(['2026-11-01', '2026-12-01', '2027-01-01'])
})

it('of many months some stand there', () => {
  expect(ticks('2024-01-01', '2026-12-01', 6)).toEqual([
    '2024-01-01',
    '2024-07-01',
    '2025-01-01',
    '2025-07-01',
    '2026-01-01',
    '2026-07-01',
  ])
})

it('of a few days there is none, or one', () => {
  expect(ticks('2026-11-02', '2026-11-20', 6)).toEqual([])
  expect(ticks('2026-11-01', '2026-11-20', 6)).toEqual(['2026-11-01'])
})
