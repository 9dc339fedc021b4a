import { expect, it } from 'vitest'
import { loadOf, weekOf, weeksAgo } from './week.ts'

const done = (day: string, movingSeconds: number) => ({ startedAtLocal: `${day}T07:30:00`, movingSeconds })

it('a week has its days, and the usual is the four weeks before up to the same weekday', () => {
  // 2026-12-02 is a Wednesday.
  const week = weekOf(
    [
      done('2026-11-30', 600),
      done('2026-11-30', 300),
      done('2026-12-02', 1_200),
      done('2026-11-25', 4_000),
      done('2026-11-26', 9_999),
      done('2026-11-02', 4_000),
      done('2026-11-01', 9_999),
    ],
    '2026-12-02',
  )
  expect(week).toEqual({ days: [900, 0, 1_200, 0, 0, 0, 0], today: 2, seconds: 2_100, usualSeconds: 2_000 })
})

it('without weeks before there is no usual', () => {
  expect(weekOf([done('2026-11-30', 600)], '2026-11-30').usualSeconds).toBe(null)
  expect(weekOf([], '2026-11-29')).toMatchObject({ today: 6, seconds: 0 })
})

it('the instant of weeks ago is that of a whole day', () => {
  expect(weeksAgo(1, Date.parse('2026-11-30T23:30:00Z'))).toBe('2026-11-23T00:00:00.000Z')
})

it('the load of a week is that of its own days', () => {
  const load = (day: string, trainingLoad: number | null) => ({ startedAtLocal: `${day}T07:30:00`, trainingLoad })
  expect(
    loadOf([load('2026-11-29', 90), load('2026-11-30', 40), load('2026-12-06', 2.5), load('2026-12-02', null)], '2026-12-02'),
  ).toBe(42.5)
})
