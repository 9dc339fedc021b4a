import { expect, it } from 'vitest'
import { stacksOf } from './stacks.ts'

const time = (number: number, name: string, seconds: number) => ({ seconds, zone: { number, name } })

it('weeks have the same zones in the same order, and a zone twice is one', () => {
  const weeks = [
    { zones: [time(2, 'Endurance', 600), time(1, 'Recovery', 60), time(3, 'Tempo', 0)] },
    { zones: [] },
    { zones: [time(1, 'Recovery', 10), time(1, 'Easy', 20)] },
  ]
  expect(stacksOf(weeks)).toEqual({
    zones: [
      { number: 1, name: 'Easy' },
      { number: 2, name: 'Endurance' },
    ],
    values: [
      [60, 600],
      [0, 0],
      [30, 0],
    ],
  })
  expect(stacksOf([])).toEqual({ zones: [], values: [] })
})
