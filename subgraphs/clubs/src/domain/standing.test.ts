import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aFact } from './samples.fixture.ts'
import type { ActivityFact } from './scoring.ts'
import { boardId, boardsOf, CLUB_METRICS, type ClubSum, firstOpenDay, partOf, spanOf, standingsOn } from './standing.ts'

const NOW_MS = Date.parse('2026-11-29T12:00:00Z')

const on = (day: string, change: Partial<ActivityFact> = {}): ActivityFact =>
  aFact({ _id: `act_${day}`, day, startedAt: new Date(day), endedAt: new Date(day), ...change })

const rowsOf = (facts: readonly ActivityFact[], clubIds: readonly string[] = ['club_1']) =>
  standingsOn(boardsOf(facts, NOW_MS), { athleteId: 'ath_a', clubIds, facts }, NOW_MS)

const unitsOn = (facts: readonly ActivityFact[], board: string, clubId = 'club_1') =>
  rowsOf(facts, ['club_1', 'club_2']).find((row) => row.board === board && row.clubIds.includes(clubId))?.units

const WEEK = boardId('WEEK', '2026-11-23', null)

describe('boardsOf', () => {
  it('has the week, the month and the year of each activity, for its sport and for all', () => {
    expect(
      boardsOf([on('2026-11-29'), on('2026-11-24')], NOW_MS)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(
      ['MONTH:2026-11-01:*', 'MONTH:2026-11-01:RUN', 'WEEK:2026-11-23:*', 'WEEK:2026-11-23:RUN', 'YEAR:2026-01-01:*'].concat(
        'YEAR:2026-01-01:RUN',
      ),
    )
  })

  it('leaves out what is no longer shown', () => {
    expect(firstOpenDay(NOW_MS)).toBe('2026-10-25')
    expect(boardsOf([on('2026-10-25', { sport: 'RIDE' })], NOW_MS).map(({ id }) => id)).toContain('WEEK:2026-10-19:RIDE')
    expect(boardsOf([on('2026-10-18')], NOW_MS).map(({ id }) => id)).not.toContain('WEEK:2026-10-12:RUN')
    expect(boardsOf([on('2025-12-31')], NOW_MS)).toEqual([])
  })
})

describe('standingsOn', () => {
  it('adds up what others may see, by every metric', () => {
    const facts = [
      on('2026-11-24', { distanceMeters: 1000.5, sharedLoad: 30.5 }),
      on('2026-11-25', { _id: 'act_b', distanceMeters: 10, visibility: 'FOLLOWERS' }),
      on('2026-11-25', { _id: 'act_c', distanceMeters: 10 }),
      on('2026-11-26', { visibility: 'ONLY_ME' }),
      on('2026-11-27', { deleted: true }),
      on('2026-11-28', { heldOut: ['WRONG_SPORT'] }),
      on('2026-11-22'),
    ]
    expect(unitsOn(facts, WEEK)).toEqual({
      DISTANCE: 10_205,
      MOVING_TIME: 45_000,
      ELEVATION_GAIN: 1_500,
      ACTIVITY_COUNT: 3,
      ACTIVE_DAYS: 2,
      TRAINING_LOAD: 305,
    })
    expect(unitsOn(facts, boardId('MONTH', '2026-11-01', 'RUN'))?.ACTIVITY_COUNT).toBe(4)
    expect(rowsOf(facts).find(({ board }) => board === WEEK)?.lastActivityId).toBe('act_c')
  })

  it('gives a club that has judged an activity a row of its own', () => {
    const facts = [
      on('2026-11-24'),
      on('2026-11-25', { heldOut: ['MOTOR_VEHICLE'], verdicts: { club_2: 'COUNTS' } }),
      on('2026-11-26', { verdicts: { club_2: 'HELD_OUT' } }),
      on('2026-11-27', { heldOut: ['MOTOR_VEHICLE'] }),
    ]
    expect(unitsOn(facts, WEEK, 'club_1')?.ACTIVITY_COUNT).toBe(2)
    expect(unitsOn(facts, WEEK, 'club_2')?.ACTIVITY_COUNT).toBe(2)
    expect(rowsOf(facts, ['club_2']).every(({ clubIds }) => clubIds.join() === 'club_2')).toBe(true)
  })

  it('has no row where nothing counts, and none without a club', () => {
    expect(rowsOf([on('2026-11-24', { deleted: true })])).toEqual([])
    expect(rowsOf([on('2026-11-24')], [])).toEqual([])
  })

  it('is the same in any order of the activities', () => {
    const anActivity = fc
      .record({
        day: fc.integer({ min: 1, max: 29 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
        distanceMeters: fc.double({ min: 0, max: 1e6, noNaN: true }),
        sport: fc.constantFrom('RUN', 'RIDE'),
        deleted: fc.boolean(),
      })
      .map(({ day, ...change }) => on(day, change))
    fc.assert(
      fc.property(fc.array(anActivity, { maxLength: 12 }), fc.infiniteStream(fc.double({ noNaN: true })), (some, keys) => {
        const facts = some.map((fact, index) => ({ ...fact, _id: `act_${index}` }))
        const shuffled = facts
          .map((fact) => [keys.next().value ?? 0, fact] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, fact]) => fact)
        const boards = boardsOf(facts, NOW_MS)
        const rows = (all: readonly ActivityFact[]) => standingsOn(boards, { athleteId: 'a', clubIds: ['c'], facts: all }, NOW_MS)
        expect(rows(shuffled)).toEqual(rows(facts))
      }),
    )
  })
})

describe('partOf', () => {
  const goal: ClubSum = { clubId: 'club_1', metric: 'DISTANCE', sports: ['RUN'], startsOn: '2026-11-01', endsOn: '2026-11-25' }
  const facts = [
    on('2026-10-31'),
    on('2026-11-01', { distanceMeters: 1 }),
    on('2026-11-25', { distanceMeters: 2 }),
    on('2026-11-26'),
    on('2026-11-02', { sport: 'RIDE', distanceMeters: 4 }),
    on('2026-11-03', { verdicts: { club_1: 'HELD_OUT' } }),
  ]

  const part = (change: Partial<ClubSum>, cheerDays: readonly string[] = []) =>
    partOf({ ...goal, ...change }, { facts, cheerDays })

  it('counts the days and sports of the goal', () => {
    expect(part({})).toBe(30)
    expect(part({ sports: [] })).toBe(70)
    expect(part({ sports: [], metric: 'ACTIVE_DAYS' })).toBe(3)
    expect(partOf(goal, { facts: [], cheerDays: [] })).toBe(0)
  })

  it('counts a day of cheers as an active day, once, and only within the goal', () => {
    const days = { sports: [], metric: 'ACTIVE_DAYS' } as const
    expect(part(days, ['2026-11-10'])).toBe(4)
    expect(part(days, ['2026-11-01', '2026-11-02'])).toBe(3)
    expect(part(days, ['2026-10-31', '2026-11-26'])).toBe(3)
    // Of this day an organiser has said that its activity does not count.
    expect(part(days, ['2026-11-03'])).toBe(4)
    expect(partOf({ ...goal, ...days }, { facts: [], cheerDays: ['2026-11-25'] })).toBe(1)
  })

  it('counts no cheers for some sports, nor by another metric', () => {
    const cheerDays = ['2026-11-10', '2026-11-11']
    expect(part({ metric: 'ACTIVE_DAYS' }, cheerDays)).toBe(2)
    for (const metric of CLUB_METRICS.filter((one) => one !== 'ACTIVE_DAYS'))
      expect(part({ sports: [], metric }, cheerDays), metric).toBe(part({ sports: [], metric }))
  })
})

describe('spanOf', () => {
  it('is from the first day of any sum to the last, and null for none', () => {
    const sums = [
      { startsOn: '2026-02-01', endsOn: '2026-02-28' },
      { startsOn: '2026-01-15', endsOn: '2026-02-01' },
    ]
    expect(spanOf(sums)).toEqual({ start: '2026-01-15', end: '2026-02-28' })
    expect(spanOf([])).toBeNull()
  })
})
