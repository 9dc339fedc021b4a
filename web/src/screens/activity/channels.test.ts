import { expect, it } from 'vitest'
import { axisOf, channelsOf } from './channels.ts'

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
  expect(channels.shown.map(({ name }) => name)).toEqual(['ALTITUDE', 'HEART_RATE'])
  expect(channels.hasDistance).toBe(false)
  expect([channels.positionAt(0), channels.positionAt(1), channels.positionAt(9)]).toEqual([[47, 8], null, null])
})

it('of nothing shows nothing', () => {
  expect(channelsOf([])).toMatchObject({ shown: [], hasDistance: false })
})

it('an axis never falls', () => {
  expect(axisOf([0, 5, null, 4, 9])).toEqual([0, 5, 5, 5, 9])
  expect(axisOf([null, 2])).toEqual([0, 2])
})
