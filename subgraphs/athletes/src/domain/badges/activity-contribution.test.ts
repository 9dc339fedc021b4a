import { AUDIENCES, sees } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { type ActivityFacts, contributionOfActivity, nextActivity } from './activity-contribution.ts'
import { isNothingFor, NOTHING, newContribution } from './contribution.ts'

const ride: ActivityFacts = {
  deleted: false,
  visibility: 'EVERYONE',
  startedAtMs: Date.parse('2026-11-27T06:30:00Z'),
  timeZone: 'Europe/Zurich',
  sport: 'RIDE',
  isManual: false,
  distanceMeters: 104_000.4,
  movingSeconds: 14_400,
  elevationGainMeters: 1_200,
  shown: null,
}
const zurich = { timeZone: 'Europe/Zurich', otherDays: [], areas: [7, 9] }
const of = (change: Partial<ActivityFacts>, surroundings = zurich) => contributionOfActivity({ ...ride, ...change }, surroundings)

describe('contributionOfActivity', () => {
  it('adds distances, climbs and what is explored', () => {
    const { sums, members } = of({})
    expect(sums.EVERYONE).toEqual({
      activities: 1,
      movingSeconds: 14_400,
      rideMeters: 104_000,
      climbMeters: 1_200,
      ridesOf50Km: 1,
      ridesOf100Km: 1,
      climbsOf500M: 1,
      climbsOf1000M: 1,
    })
    expect(sums.ONLY_ME).toEqual(sums.EVERYONE)
    const known = { days: ['2026-11-27'], otherDays: [], sports: ['RIDE'], months: ['11'], weekdays: ['5'], areas: ['7', '9'] }
    expect(members).toEqual({ ONLY_ME: {}, FOLLOWERS: {}, EVERYONE: known })
  })

  it.each(AUDIENCES)('of an activity for %s shows each audience that does not see it nothing at all', (visibility) => {
    const contribution = of({ visibility })
    for (const audience of AUDIENCES) expect(isNothingFor(contribution, audience)).toBe(!sees(audience, visibility))
  })

  it('counts for others what privacy leaves, and never more than the whole', () => {
    const shown = { distanceMeters: 99_000, elapsedSeconds: 14_000, movingSeconds: 14_000, elevationGainMeters: 1_300 }
    const { sums } = of({ shown })
    expect(sums.ONLY_ME).toMatchObject({ rideMeters: 104_000, ridesOf100Km: 1, climbMeters: 1_200 })
    expect(sums.EVERYONE).toMatchObject({ rideMeters: 99_000, climbMeters: 1_200, movingSeconds: 14_000 })
    expect(sums.EVERYONE).not.toHaveProperty('ridesOf100Km')
  })

  it.each([
    ['entered by hand', { isManual: true }],
    ['recorded in a car', { distanceMeters: 200_000, movingSeconds: 4_000 }],
    ['of a sport that is not known', { sport: 'CURLING' }],
  ])('of one %s is a day with activity, and earns no badge', (_which, change) => {
    const { sums, members } = of(change)
    expect(sums).toEqual(NOTHING.sums)
    expect(members.EVERYONE).toEqual({ days: ['2026-11-27'], otherDays: [] })
  })

  it('of a deleted one is nothing', () => {
    expect(of({ deleted: true })).toEqual(NOTHING)
  })

  it.each([
    ['E_BIKE_RIDE', ['movingSeconds', 'activities', 'ridesOf100Km'], ['activities', 'movingSeconds']],
    ['SKI', ['climbMeters', 'snowMeters'], []],
    ['NORDIC_SKI', ['snowMeters', 'climbMeters'], ['snowMeters', 'climbMeters']],
    ['HIKE', ['footMeters', 'hikesOf20Km', 'runMeters'], ['footMeters', 'hikesOf20Km']],
  ])('of %s has of %j only %j', (sport, asked, expected) => {
    const { sums } = of({ sport, distanceMeters: 30_000 })
    expect(asked.filter((name) => name in sums.EVERYONE).sort()).toEqual([...expected].sort())
  })

  it('explores nothing on a simulator', () => {
    expect(of({ sport: 'VIRTUAL_RIDE' }).members.EVERYONE.areas).toEqual([])
  })

  it('has the day of its own time zone; the day of the account keeps a streak too', () => {
    const evening = Date.parse('2026-11-28T04:00:00Z')
    const { members } = of({ startedAtMs: evening, timeZone: 'America/Los_Angeles' })
    expect(members.EVERYONE).toMatchObject({ days: ['2026-11-27'], otherDays: ['2026-11-28'] })
    expect(of({ startedAtMs: evening, timeZone: 'America/Los_Angeles' }).sums.EVERYONE).not.toHaveProperty('earlyStarts')
    expect(of({ startedAtMs: evening }).sums.EVERYONE).toHaveProperty('earlyStarts', 1)
  })
})

describe('nextActivity', () => {
  const start = { ...newContribution('act_1', 'ath_1', 'act_1', 0), areas: [7] }
  const evening = { ...ride, startedAtMs: Date.parse('2026-11-27T23:30:00Z') }

  it('keeps the day of a time zone that the account had before, as long as the start is the same', () => {
    const before = nextActivity(start, evening, 'America/New_York')
    expect(before.members.EVERYONE).toMatchObject({ days: ['2026-11-28'], otherDays: ['2026-11-27'], areas: ['7'] })
    const moved = nextActivity(before, { ...evening, visibility: 'FOLLOWERS' }, 'Europe/Zurich')
    expect(moved.members.FOLLOWERS).toMatchObject({ days: ['2026-11-28'], otherDays: ['2026-11-27'] })
    const corrected = nextActivity(moved, ride, 'Europe/Zurich')
    expect(corrected.members.EVERYONE).toMatchObject({ days: ['2026-11-27'], otherDays: [] })
  })
})
