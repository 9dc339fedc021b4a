import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settlesAtOf } from './challenge.ts'
import { decideChanges, decideScores } from './decide-scores.ts'
import type { EntryRow } from './entry.ts'
import { aChallenge, aFact, anEntry } from './samples.fixture.ts'
import {
  type ActivityFact,
  type Contribution,
  contributionOf,
  factOf,
  scoreOfUnits,
  tally,
  targetUnits,
  withJudgement,
} from './scoring.ts'

const challenge = aChallenge({
  startsAt: new Date(1000),
  endsAt: new Date(2000),
  settlesAt: new Date(10_000),
  sports: ['RUN', 'RIDE'],
})

describe('contributionOf', () => {
  it.each([
    ['at the start', { startedAt: new Date(1000) }, true],
    ['before the start', { startedAt: new Date(999) }, false],
    ['just before the end', { startedAt: new Date(1999) }, true],
    ['at the end', { startedAt: new Date(2000) }, false],
    ['ended after the end', { startedAt: new Date(1999), endedAt: new Date(9999) }, true],
    ['of another sport', { sport: 'SWIM' }, false],
    ['deleted', { deleted: true }, false],
    ['for followers', { visibility: 'FOLLOWERS' as const }, true],
    ['for its owner alone', { visibility: 'ONLY_ME' as const }, false],
    ['implausible', { heldOut: ['WRONG_SPORT' as const] }, false],
    ['implausible, and judged here', { heldOut: ['WRONG_SPORT' as const], verdicts: { chl_1: 'COUNTS' as const } }, true],
    ['implausible, and judged elsewhere', { heldOut: ['WRONG_SPORT' as const], verdicts: { chl_2: 'COUNTS' as const } }, false],
    ['judged not to count', { verdicts: { chl_1: 'HELD_OUT' as const } }, false],
  ])('%s', (_name, change, counts) => {
    expect(contributionOf(challenge, aFact({ startedAt: new Date(1500), ...change }), null) !== null).toBe(counts)
  })

  it.each([
    ['DISTANCE', 12345],
    ['MOVING_TIME', 36005],
    ['ELEVATION_GAIN', 1234],
    ['ACTIVITY_COUNT', 1],
  ] as const)('%s in whole units', (metric, units) => {
    const fact = aFact({ startedAt: new Date(1500), distanceMeters: 1234.5, movingSeconds: 3600.5, elevationGainMeters: 123.4 })
    expect(contributionOf({ ...challenge, metric }, fact, null)?.units).toBe(units)
  })

  it('takes no negative or infinite value', () => {
    const units = (distanceMeters: number) =>
      contributionOf(challenge, aFact({ startedAt: new Date(1500), distanceMeters }), null)?.units
    expect(units(-5)).toBe(0)
    expect(Number.isSafeInteger((units(1e300) ?? Number.NaN) * 400)).toBe(true)
  })
})

describe('withJudgement', () => {
  const judged = aFact({ heldOut: ['WRONG_SPORT'], verdicts: { chl_1: 'COUNTS' }, wholeMeters: 5000 })

  it('keeps verdicts while the activity is what was judged, and drops them with a correction', () => {
    const { verdicts: _, heldOut: __, ...measured } = judged
    const shown = { ...measured, visibility: 'FOLLOWERS' as const, distanceMeters: 10 }
    expect(withJudgement(shown, judged, ['WRONG_SPORT'])).toEqual({
      ...shown,
      heldOut: ['WRONG_SPORT'],
      verdicts: judged.verdicts,
    })
    for (const change of [{ sport: 'RIDE' }, { wholeMeters: 5001 }, { wholeSeconds: 1 }, { startedAt: new Date(11) }]) {
      expect(withJudgement({ ...measured, ...change }, judged, [])).toEqual({ ...measured, ...change })
    }
    expect(withJudgement(measured, null, [])).toEqual(measured)
  })
})

describe('tally', () => {
  const to = (target: number) => aChallenge({ metric: 'ACTIVITY_COUNT', target })
  const part = (activityId: string, units: number, endedAtMs: number): Contribution => ({
    _id: `c:${activityId}`,
    challengeId: 'c',
    athleteId: 'a',
    activityId,
    revision: 1,
    units,
    decimeters: 10_001,
    endedAt: new Date(endedAtMs),
    visibility: 'EVERYONE',
  })

  it('returns when the score and the target were reached, in any order of arrival', () => {
    const parts = [part('a', 60, 300), part('b', 50, 100), part('c', 0, 900)]
    const expected = {
      units: 110,
      reachedAt: new Date(300),
      completedAt: new Date(300),
      lastActivityId: 'c',
      activities: 3,
      decimeters: 30_003,
    }
    expect(tally(to(100), parts, new Date(7))).toEqual(expected)
    expect(tally(to(100), parts.toReversed(), new Date(7))).toEqual(expected)
    expect(tally(to(50), parts, new Date(7)).completedAt).toEqual(new Date(100))
    expect(tally(to(111), parts, new Date(7)).completedAt).toBeNull()
  })

  it('returns the instant of joining while nothing counts', () => {
    expect(tally(to(100), [], new Date(7))).toEqual({
      units: 0,
      reachedAt: new Date(7),
      completedAt: null,
      lastActivityId: null,
      activities: 0,
      decimeters: 0,
    })
  })
})

describe('targetUnits', () => {
  it('is reached by exactly the target and by nothing less', () => {
    expect(targetUnits(aChallenge({ target: 1234.5 }))).toBe(12345)
    expect(targetUnits(aChallenge({ target: 0.1 + 0.2 }))).toBe(3)
    expect(targetUnits(aChallenge({ metric: 'ACTIVITY_COUNT', target: 2.5 }))).toBe(3)
    expect(targetUnits(aChallenge({ target: null }))).toBeNull()
    expect(scoreOfUnits('DISTANCE', 12345)).toBe(1234.5)
  })
})

/** Keeps in memory what the worker reads and writes. */
const openScores = (entry: EntryRow) => {
  const state = { facts: new Map<string, ActivityFact>(), contributions: new Map<string, Contribution>(), entry, completed: 0 }
  const handle = (fact: ActivityFact) => {
    const decision = decideScores(
      fact,
      {
        known: state.facts.get(fact._id) ?? null,
        details: null,
        entries: [state.entry],
        challenges: new Map([[challenge._id, challenge]]),
        contributions: [...state.contributions.values()],
      },
      5000,
    )
    if (decision === null) return
    state.facts.set(decision.fact._id, decision.fact)
    for (const row of decision.put) state.contributions.set(row._id, row)
    for (const id of decision.drop) state.contributions.delete(id)
    for (const { after, completedNow } of decision.changes) {
      state.entry = after
      if (completedNow) state.completed += 1
    }
  }
  return { state, handle }
}

const factOfAnyState = fc.record({
  _id: fc.constantFrom('act_1', 'act_2', 'act_3', 'act_4'),
  revision: fc.integer({ min: 1, max: 12 }),
  deleted: fc.boolean(),
  visibility: fc.constantFrom('EVERYONE' as const, 'FOLLOWERS' as const, 'ONLY_ME' as const),
  sport: fc.constantFrom('RUN', 'RIDE', 'SWIM'),
  startedAt: fc.integer({ min: 900, max: 2100 }).map((ms) => new Date(ms)),
  distanceMeters: fc.double({ min: 0, max: 300_000, noNaN: true }),
})

describe('decideScores', () => {
  it('equals a new sum of the newest states after any states in any order, some of them twice', () => {
    fc.assert(
      fc.property(fc.array(factOfAnyState, { maxLength: 40 }), (changes) => {
        // Each activity has one state for each revision: the first one.
        const facts = changes.map((change) => aFact({ ...change, endedAt: new Date(change.startedAt.getTime() + 10) }))
        const { state, handle } = openScores(anEntry(challenge, 'ath_a'))
        for (const fact of facts) handle(fact)
        const newest = new Map<string, ActivityFact>()
        for (const fact of facts) {
          const known = newest.get(fact._id)
          if (known === undefined || known.revision < fact.revision) newest.set(fact._id, fact)
        }
        const counted = [...newest.values()].flatMap((fact) => contributionOf(challenge, fact, null) ?? [])
        const { units, reachedAt, completedAt, lastActivityId, activities = 0, decimeters = 0 } = state.entry
        expect({ units, reachedAt, completedAt, lastActivityId, activities, decimeters }).toEqual(
          tally(challenge, counted, state.entry.joinedAt),
        )
        expect(units).toBe(counted.reduce((sum, contribution) => sum + contribution.units, 0))
        expect(state.completed).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  it('counts nothing new in a cancelled challenge, and still corrects what it has counted', () => {
    const cancelled = { ...challenge, cancelledAt: new Date(1600) }
    const entry = anEntry(cancelled, 'ath_a')
    const challenges = new Map([[cancelled._id, cancelled]])
    const fact = aFact({ startedAt: new Date(1500) })
    const fresh = decideScores(fact, { known: null, details: null, entries: [entry], challenges, contributions: [] }, 5000)
    expect(fresh).toMatchObject({ put: [], drop: [], changes: [] })
    const counted = contributionOf(cancelled, fact, null)
    if (counted === null) throw new Error('it counts')
    const hidden = aFact({ startedAt: new Date(1500), revision: 2, visibility: 'ONLY_ME' })
    const state = {
      known: fact,
      details: null,
      entries: [{ ...entry, units: counted.units }],
      challenges,
      contributions: [counted],
    }
    expect(decideScores(hidden, state, 5000)?.changes[0]?.after.units).toBe(0)
  })
})

describe('the contribution of an activity that is hidden in part', () => {
  const state = {
    activityId: 'act_1',
    athleteId: 'ath_a',
    revision: 1,
    deleted: false,
    visibility: 'EVERYONE' as const,
    name: 'Home',
    sport: 'RUN',
    startedAtMs: 1500,
    timeZone: 'UTC',
    distanceMeters: 5431.2,
    elapsedSeconds: 1900,
    movingSeconds: 1800,
    elevationGainMeters: 44,
    isManual: false,
    uploadId: null,
    at: 1500,
  }
  const shown = { distanceMeters: 4800.5, elapsedSeconds: 1700, movingSeconds: 1600, elevationGainMeters: null }

  it('is what others may see of it, including its end', () => {
    expect(factOf({ ...state, shown })).toMatchObject({
      endedAt: new Date(1500 + 1_700_000),
      distanceMeters: 4800.5,
      movingSeconds: 1600,
      elevationGainMeters: 0,
    })
    for (const whole of [state, { ...state, shown: null }])
      expect(factOf(whole)).toMatchObject({
        endedAt: new Date(1500 + 1_900_000),
        distanceMeters: 5431.2,
        elevationGainMeters: 44,
      })
  })

  it('changes with what is hidden until the challenge ends, and stays afterwards', () => {
    const entry = anEntry(challenge, 'ath_a')
    const before = factOf({ ...state, startedAtMs: 1500 })
    const counted = contributionOf(challenge, before, null)
    if (counted === null) throw new Error('it counts')
    const known = {
      known: before,
      details: null,
      entries: [entry],
      challenges: new Map([[challenge._id, challenge]]),
      contributions: [counted],
    }
    const hidden = factOf({ ...state, revision: 2, shown })
    expect(decideScores(hidden, known, challenge.endsAt.getTime() - 1)?.put).toMatchObject([{ units: 48_005 }])
    expect(decideScores(hidden, known, challenge.endsAt.getTime())).toMatchObject({ fact: hidden, put: [], changes: [] })
    // A correction counts after the end too.
    const corrected = factOf({ ...state, revision: 2, distanceMeters: 5000, shown })
    expect(decideScores(corrected, known, challenge.endsAt.getTime())?.put).toMatchObject([{ units: 48_005 }])
    const deleted = factOf({ ...state, revision: 2, deleted: true })
    expect(decideScores(deleted, known, challenge.endsAt.getTime())?.drop).toEqual([counted._id])
  })

  it('changes with a verdict of the organiser until the challenge is settled', () => {
    const known = factOf({ ...state, startedAtMs: 1500 })
    const counted = contributionOf(challenge, known, null)
    if (counted === null) throw new Error('it counts')
    const entries = [{ ...anEntry(challenge, 'ath_a'), units: counted.units }]
    const scoring = { known, details: null, entries, challenges: new Map([[challenge._id, challenge]]), contributions: [counted] }
    const judged = { ...known, verdicts: { [challenge._id]: 'HELD_OUT' as const } }
    const settledMs = settlesAtOf(challenge).getTime()
    expect(decideChanges(judged, scoring, settledMs - 1).changes).toMatchObject([{ after: { units: 0 } }])
    expect(decideChanges(judged, scoring, settledMs).changes).toEqual([])
  })

  it('changes no result once the challenge is settled, and still follows who may see it', () => {
    const known = factOf({ ...state, startedAtMs: 1500 })
    const counted = contributionOf(challenge, known, null)
    if (counted === null) throw new Error('it counts')
    const entries = [{ ...anEntry(challenge, 'ath_a'), units: counted.units }]
    const scoring = { known, details: null, entries, challenges: new Map([[challenge._id, challenge]]), contributions: [counted] }
    const settledMs = settlesAtOf(challenge).getTime()
    const longer = factOf({ ...state, revision: 2, distanceMeters: 9999, visibility: 'FOLLOWERS' })
    expect(decideScores(longer, scoring, settledMs)).toMatchObject({
      put: [{ units: counted.units, visibility: 'FOLLOWERS' }],
      drop: [],
      changes: [],
    })
    const deleted = factOf({ ...state, revision: 2, deleted: true })
    expect(decideScores(deleted, scoring, settledMs)).toMatchObject({ put: [], drop: [counted._id], changes: [] })
    const late = { ...factOf({ ...state, activityId: 'act_2' }) }
    expect(decideScores(late, { ...scoring, known: null, contributions: [] }, settledMs)).toMatchObject({ put: [], changes: [] })
  })
})
