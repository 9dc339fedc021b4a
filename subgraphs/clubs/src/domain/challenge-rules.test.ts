import { describe, expect, it } from 'vitest'
import type { ActivityDetails } from './activity-details.ts'
import { followsRules, PLAIN_RULES, rulesInput } from './challenge-rules.ts'
import { aFact } from './samples.fixture.ts'

const details = (change: Partial<ActivityDetails>): ActivityDetails => ({
  _id: 'act_1',
  athleteId: 'ath_a',
  trackRevision: 1,
  hasTrack: true,
  efforts: [],
  ...change,
})

describe('the rules of a challenge', () => {
  it.each([
    ['a manual entry', {}, { isManual: true }, null, true],
    ['a manual entry', { manualEntries: false }, { isManual: true }, null, false],
    ['a recording', { manualEntries: false }, { isManual: false }, null, true],
    ['just long enough', { minDistanceMeters: 5000 }, { distanceMeters: 5000 }, null, true],
    ['too short', { minDistanceMeters: 5000 }, { distanceMeters: 4999.9 }, null, false],
    ['with a track', { place: 'OUTDOORS' }, {}, details({}), true],
    ['without a track', { place: 'OUTDOORS' }, {}, details({ hasTrack: false }), false],
    ['not looked at yet', { place: 'OUTDOORS' }, {}, null, false],
    ['a virtual ride with a track', { place: 'OUTDOORS' }, { sport: 'VIRTUAL_RIDE' }, details({}), false],
    ['a virtual ride', { place: 'INDOORS' }, { sport: 'VIRTUAL_RIDE' }, null, true],
    ['on a treadmill', { place: 'INDOORS' }, {}, details({ hasTrack: false }), true],
    ['not looked at yet', { place: 'INDOORS' }, {}, details({ trackRevision: -1, hasTrack: false }), false],
    ['a manual entry', { place: 'INDOORS' }, { isManual: true }, null, false],
  ] as const)('%s, %j', (_name, rules, fact, known, counts) => {
    expect(followsRules({ ...PLAIN_RULES, ...rules }, aFact(fact), known)).toBe(counts)
  })

  it('are plain unless given', () => {
    expect(rulesInput.parse(null)).toEqual(PLAIN_RULES)
    expect(rulesInput.parse({ place: null })).toEqual(PLAIN_RULES)
    expect(rulesInput.safeParse({ minDistanceMeters: 0 }).success).toBe(false)
  })
})
