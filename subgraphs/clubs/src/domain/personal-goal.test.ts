import { describe, expect, it } from 'vitest'
import {
  daysOfGoals,
  MOST_GOALS,
  type PersonalGoal,
  personalGoalInput,
  setGoal,
  sumsOfGoals,
  viewGoals,
} from './personal-goal.ts'

const goal = (change: Partial<PersonalGoal> = {}): PersonalGoal => ({
  goalId: 'goal_1',
  sports: [],
  metric: 'DISTANCE',
  period: 'WEEK',
  target: 50_000,
  ...change,
})
const input = (change: object) => personalGoalInput.parse({ metric: 'DISTANCE', period: 'WEEK', target: 1, ...change })

describe('setGoal', () => {
  it('adds a goal, changes the target of the same one, and ends it with 0', () => {
    const one = setGoal([goal()], input({ sports: ['RUN', 'RIDE'], target: 7 }), 'goal_2') ?? []
    expect(one).toEqual([goal(), goal({ goalId: 'goal_2', sports: ['RIDE', 'RUN'], target: 7 })])
    const changed = setGoal(one, input({ sports: ['RIDE', 'RUN'], target: 8 }), 'goal_3') ?? []
    expect(changed[1]).toEqual(goal({ goalId: 'goal_2', sports: ['RIDE', 'RUN'], target: 8 }))
    expect(setGoal(changed, input({ target: 0 }), 'goal_3')).toEqual([changed[1]])
    expect(setGoal([], input({ target: 0 }), 'goal_3')).toEqual([])
  })

  it('refuses one too many, but still changes and ends those that there are', () => {
    const many = Array.from({ length: MOST_GOALS }, (_, index) => goal({ goalId: `goal_${index}`, target: 1, sports: [] })).map(
      (each, index) => (index === 0 ? each : { ...each, period: 'YEAR' as const, metric: 'MOVING_TIME' as const }),
    )
    expect(setGoal(many, input({ period: 'MONTH' }), 'goal_x')).toBe(null)
    expect(setGoal(many, input({ target: 5 }), 'goal_x')?.[0]?.target).toBe(5)
    expect(setGoal(many, input({ target: 0 }), 'goal_x')).toHaveLength(MOST_GOALS - 1)
  })
})

it.each([[{ target: -1 }], [{ target: 1e10 }], [{ sports: ['RUN', 'RUN'] }], [{ metric: 'TRAINING_LOAD' }]])(
  'refuses %o',
  (change) => {
    expect(() => input(change)).toThrow()
  },
)

it('shows the period that holds today in the zone of the athlete, with the sums of its sports', () => {
  const active = goal({ goalId: 'goal_3', metric: 'ACTIVE_DAYS', period: 'MONTH', sports: ['RUN'], target: 20 })
  const row = { _id: 'ath_a', goals: [goal({ sports: ['RIDE', 'RUN'] }), goal({ goalId: 'goal_2', period: 'ALL_TIME' }), active] }
  const nowMs = Date.parse('2026-11-29T23:30:00Z')
  const sums = (units: number) => ({ DISTANCE: units, MOVING_TIME: 0, ELEVATION_GAIN: 0, ACTIVITY_COUNT: 1 })
  const rowOf = (_id: string, units: number) => [_id, { _id, athleteId: 'ath_a', sums: sums(units) }] as const
  const known = new Map([
    rowOf('ath_a:WEEK:2026-11-23:RUN', 10_005),
    rowOf('ath_a:WEEK:2026-11-23:RIDE', 20),
    rowOf('ath_a:WEEK:2026-11-23:SWIM', 999),
    rowOf('ath_a:ALL_TIME:0001-01-01:SWIM', 30),
  ])
  const reached = { sums: known, days: new Map([['goal_3', 12]]) }
  expect(viewGoals(row, reached, nowMs, 'UTC')).toMatchObject([
    { progress: 1002.5, periodStart: '2026-11-23', periodEnd: '2026-11-29' },
    { progress: 3, periodStart: '0001-01-01', periodEnd: '9999-12-31' },
    { progress: 12, periodStart: '2026-11-01', periodEnd: '2026-11-30' },
  ])
  expect(daysOfGoals(row, nowMs, 'UTC')).toEqual([{ goalId: 'goal_3', sports: ['RUN'], start: '2026-11-01', end: '2026-11-30' }])
  expect(viewGoals(row, reached, nowMs, 'Europe/Zurich')[0]).toMatchObject({ progress: 0, periodStart: '2026-11-30' })
  expect(sumsOfGoals(row, nowMs, 'UTC')).toHaveLength(2 + 19)
})
