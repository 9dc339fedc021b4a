import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSums, periodAround, type SummedActivity, type Sums, summedActivityOf, sumsChanges } from './period-sums.ts'

const activity = (change: Partial<SummedActivity> = {}): SummedActivity => ({
  _id: 'act_1',
  athleteId: 'ath_a',
  revision: 1,
  deleted: false,
  sport: 'RUN',
  day: '2026-11-25',
  sums: { DISTANCE: 100, MOVING_TIME: 50, ELEVATION_GAIN: 7, ACTIVITY_COUNT: 1 },
  ...change,
})

describe('periodAround', () => {
  it.each([
    ['WEEK', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['MONTH', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['MONTH', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['YEAR', '2026-06-01', '2026-01-01', '2026-12-31'],
    ['ALL_TIME', '2026-06-01', '0001-01-01', '9999-12-31'],
  ] as const)('of %s around %s', (period, day, start, end) => {
    expect(periodAround(period, day)).toEqual({ start, end })
  })
})

describe('sumsChanges', () => {
  it('adds an activity to its week, month and year, and to all time', () => {
    expect(sumsChanges(null, activity()).map(({ id }) => id)).toEqual([
      'ath_a:WEEK:2026-11-23:RUN',
      'ath_a:MONTH:2026-11-01:RUN',
      'ath_a:YEAR:2026-01-01:RUN',
      'ath_a:ALL_TIME:0001-01-01:RUN',
    ])
  })

  it('moves what has moved and leaves the rest', () => {
    const changes = sumsChanges(activity(), activity({ day: '2026-12-01', revision: 2 }))
    expect(changes.map(({ id, add }) => [id, add.DISTANCE])).toEqual([
      ['ath_a:WEEK:2026-11-23:RUN', -100],
      ['ath_a:MONTH:2026-11-01:RUN', -100],
      ['ath_a:WEEK:2026-11-30:RUN', 100],
      ['ath_a:MONTH:2026-12-01:RUN', 100],
    ])
    expect(sumsChanges(activity(), activity({ revision: 2 }))).toEqual([])
  })

  it('leads to the sums of the last states, whatever happened before', () => {
    const state = fc.record({
      _id: fc.constantFrom('act_1', 'act_2', 'act_3'),
      deleted: fc.boolean(),
      sport: fc.constantFrom('RUN', 'RIDE'),
      day: fc.constantFrom('2026-11-29', '2026-11-30', '2027-01-01'),
      metres: fc.nat(1_000_000),
    })
    const add = (sums: Map<string, Sums>, before: SummedActivity | null, after: SummedActivity) => {
      for (const { id, add } of sumsChanges(before, after)) {
        const known = sums.get(id)
        sums.set(id, known === undefined ? add : addSums(known, add))
      }
    }
    fc.assert(
      fc.property(fc.array(state, { maxLength: 30 }), (states) => {
        const last = new Map<string, SummedActivity>()
        const sums = new Map<string, Sums>()
        for (const { metres, ...rest } of states) {
          const next = activity({ ...rest, sums: { ...activity().sums, DISTANCE: metres } })
          add(sums, last.get(next._id) ?? null, next)
          last.set(next._id, next)
        }
        const anew = new Map<string, Sums>()
        for (const one of last.values()) add(anew, null, one)
        const notEmpty = [...sums].filter(([, { ACTIVITY_COUNT }]) => ACTIVITY_COUNT !== 0)
        expect(new Map(notEmpty)).toEqual(anew)
      }),
    )
  })
})

it('an activity counts as a whole, on the day that it was where it was recorded', () => {
  const shown = { distanceMeters: 1, elapsedSeconds: 1, movingSeconds: 1, elevationGainMeters: null }
  const state = {
    activityId: 'act_1',
    athleteId: 'ath_a',
    revision: 2,
    deleted: false,
    visibility: 'ONLY_ME',
    name: 'Run',
    sport: 'RUN',
    startedAtMs: Date.parse('2026-11-24T20:00:00Z'),
    timeZone: 'Asia/Tokyo',
    distanceMeters: 1234.56,
    elapsedSeconds: 700,
    movingSeconds: 600.5,
    elevationGainMeters: null,
    isManual: false,
    uploadId: null,
    shown,
    at: 1,
  } as const
  expect(summedActivityOf(state)).toMatchObject({
    day: '2026-11-25',
    sums: { DISTANCE: 12_346, MOVING_TIME: 6005, ELEVATION_GAIN: 0, ACTIVITY_COUNT: 1 },
  })
})
