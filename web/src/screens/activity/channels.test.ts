import { expect, it } from 'vitest'
import { axisOf, channelsOf, indexAt, valueAt, withPart } from './channels.ts'

it('shows the channels that say something, in their order', () => {
  const channels = channelsOf([
    { channel: 'HEART_RATE', samples: [120, null, 130] },
    { channel: 'ALTITUDE', samples: [400, 401, 402] },
    { channel: 'POWER', samples: [null, null, null] },
    { channel: 'SPEED', samples: [0, 0, 0] },
    { channel: 'TIME', samples: [0, 1, 2] },
    { channel: 'LATITUDE', samples: [47, null, 47.1] },
    { channel: 'LONGITUDE', samples: [8, 8, 8.1] },
  ])
  expect(channels.shown.map(({ name, isSparse }) => [name, isSparse])).toEqual([
    ['ALTITUDE', false],
    ['HEART_RATE', false],
  ])
  expect(channels.hasDistance).toBe(false)
  expect(channels.places).toEqual([[47, 8], null, [47.1, 8.1]])
})

it('leaves out the lengths of a pool that were not measured, and no standstill of a ride', () => {
  const time = { channel: 'TIME', samples: [0, 1, 2, 3, 4, 5, 6] }
  const of = (samples: (number | null)[]) => channelsOf([time, { channel: 'SPEED', samples }]).shown[0]
  expect(of([null, null, 1.1, null, 0, null, null, 1.2])).toMatchObject({
    samples: [null, null, 1.1, null, null, null, null, 1.2],
    isSparse: true,
  })
  expect(of([8, 0, 0, 7, 8, null, 9])).toMatchObject({ samples: [8, 0, 0, 7, 8, null, 9], isSparse: false })
})

it('reads the nearest value where there are few, and no value of a gap', () => {
  const few = { samples: [null, null, 5, null, null, null, null, 9, null], isSparse: true }
  expect([0, 2, 4, 5, 8].map((index) => valueAt(few, index))).toEqual([5, 5, 5, 9, 9])
  expect(valueAt({ samples: [1, 2, null, 4, 5], isSparse: false }, 2)).toBeNull()
  expect(valueAt({ samples: [null, null], isSparse: true }, 0)).toBeNull()
  expect(valueAt({ samples: [], isSparse: true }, 0)).toBeNull()
})

it('of nothing shows nothing', () => {
  expect(channelsOf([])).toMatchObject({ shown: [], hasDistance: false })
})

it('an axis never falls', () => {
  expect(axisOf([0, 5, null, 4, 9])).toEqual([0, 5, 5, 5, 9])
  expect(axisOf([null, 2])).toEqual([0, 2])
})

it('a part in more points stands in the place of what the whole has of it', () => {
  const stream = (channel: string, samples: (number | null)[]) => ({ channel, samples })
  const whole = [stream('TIME', [0, 10, 20, 30, 40]), stream('POWER', [1, 2, 3, 4, 5]), stream('CADENCE', [9, 9, 9, 9, 9])]
  const part = [stream('TIME', [9, 15, 20, 21]), stream('POWER', [7, 7, 7, null]), stream('SPEED', [1, 1, 1, 1])]
  expect(withPart(whole, part)).toEqual([
    stream('TIME', [0, 9, 15, 20, 21, 30, 40]),
    stream('POWER', [1, 7, 7, 7, null, 4, 5]),
    stream('CADENCE', [9, null, null, null, null, 9, 9]),
  ])
  // Between two samples of the whole, after its end, and of nothing.
  expect(withPart(whole, [stream('TIME', [11, 12])])[0]?.samples).toEqual([0, 10, 11, 12, 20, 30, 40])
  expect(withPart(whole, [stream('TIME', [50])])[0]?.samples).toEqual([0, 10, 20, 30, 40, 50])
  expect(withPart(whole, [])).toBe(whole)
})

it('finds the sample of a moment', () => {
  expect([-5, 0, 9, 10, 99].map((seconds) => indexAt([0, 10, null, 20], seconds))).toEqual([0, 0, 0, 1, 3])
  expect(indexAt([], 5)).toBe(0)
})
