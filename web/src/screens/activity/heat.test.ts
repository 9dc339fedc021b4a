import { expect, it } from 'vitest'
import { channelsOf } from './channels.ts'
import { colouredBy } from './heat.ts'

const of = (channel: string, samples: (number | null)[]) =>
  channelsOf([
    { channel: 'TIME', samples: samples.map((_, second) => second) },
    { channel, samples },
  ])

it('colours go from what is seldom less to what is seldom more', () => {
  const beats = [...Array.from({ length: 101 }, (_, i) => 100 + i), null, 250, 30]
  const coloured = colouredBy(of('HEART_RATE', beats), 'HEART_RATE')
  expect([coloured?.least, coloured?.most]).toEqual([102, 198])
  expect([0, 50, 100, 101, 102, 103].map((index) => coloured?.values[index])).toEqual([0, 0.5, 1, null, 1, 0])
})

it('a gradient has the same colours in each activity, with flat in the middle', () => {
  const coloured = colouredBy(of('GRADE', [0, 0, 0, 0, 0, 12, 12, 12, 12, 12, 30]), 'GRADE')
  expect([coloured?.values[0], coloured?.values[8], coloured?.values[10]]).toEqual([0.5, 1, 1])
})

it('what says the same all the time, or is not there, gives no colours', () => {
  expect(colouredBy(of('POWER', [200, 200, 200]), 'POWER')).toBeNull()
  expect(colouredBy(of('GRADE', [0, 0, 0]), 'GRADE')).toBeNull()
  expect(colouredBy(of('POWER', [200, 210]), 'HEART_RATE')).toBeNull()
  expect(colouredBy(channelsOf([]), 'SPEED')).toBeNull()
})
