import { expect, it } from 'vitest'
import { gearWorn } from './gear-worn.ts'
import { eventOf, nobody } from './testing.ts'

it('notifies the owner and names the gear as it was called then', () => {
  const state = {
    gearId: 'gear_1',
    athleteId: 'ath_a',
    revision: 2,
    name: 'Pegasus',
    distanceMeters: 805_000,
    limitMeters: 800_000,
  }
  expect(gearWorn.notify(eventOf('gear.worn', { ...state, at: 1 }), undefined)).toEqual([
    { recipientId: 'ath_a', group: 'gear_1', atMs: 1, subjects: { gear: 'gear_1' }, words: { gearName: 'Pegasus' } },
  ])
  expect(gearWorn.sentence({ gearName: 'Pegasus' }, nobody, {})).toBe('Pegasus has reached the distance you set for it')
})
