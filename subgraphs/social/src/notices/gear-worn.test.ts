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

it('holds as long as the gear is at that distance and in use', () => {
  const state = { gearId: 'gear_1', athleteId: 'ath_a', revision: 3, kind: 'SHOES' as const, productId: null, at: 1 }
  const withdrawn = (distanceMeters: number, retireAtMeters: number | null, retired = false) =>
    gearWorn.withdraw?.(eventOf('gear.changed', { ...state, distanceMeters, retireAtMeters, retired }), undefined)
  expect(withdrawn(800_000, 800_000)).toEqual([])
  const gone = [{ recipientId: 'ath_a', group: 'gear_1', actorId: null }]
  expect([withdrawn(799_999, 800_000), withdrawn(805_000, 900_000), withdrawn(805_000, null)]).toEqual([gone, gone, gone])
  expect(withdrawn(805_000, 800_000, true)).toEqual(gone)
})
