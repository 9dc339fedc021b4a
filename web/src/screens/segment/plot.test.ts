import { expect, it } from 'vitest'
import { plotOf } from './plot.ts'

const at = (day: number, seconds: number) => ({ id: `${day}`, atMs: Date.UTC(2026, 0, day), seconds })

it('the faster an effort the higher it stands, and the later the further', () => {
  const plot = plotOf([at(31, 300), at(1, 360), at(16, 330)], 560, 200)
  expect(plot?.dots).toEqual([
    { id: '1', x: 72, y: 184, isBest: false },
    { id: '16', x: 308, y: 100, isBest: false },
    { id: '31', x: 544, y: 16, isBest: true },
  ])
  expect(plot?.ticks.map(({ seconds }) => seconds)).toEqual([300, 315, 330, 345, 360])
  expect(plot?.bestSeconds).toBe(300)
})

it('one effort, and equal ones, are in the middle', () => {
  expect(plotOf([at(1, 99)], 560, 200)).toMatchObject({ dots: [{ x: 308, y: 100 }], ticks: [{ seconds: 99, y: 100 }] })
  expect(plotOf([at(1, 60.5), at(2, 60.5)], 560, 200)?.dots.map(({ y }) => y)).toEqual([100, 100])
  expect(plotOf([], 560, 200)).toBeNull()
})
