import { describe, expect, it } from 'vitest'
import { forEachAudience } from '../audiences.ts'
import { dayNumber } from './calendar.ts'
import {
  decideNudge,
  markSilenceSeen,
  mayBeMissed,
  NUDGE_FEATURES,
  nudgeFeatures,
  type Outing,
  silenceDue,
  silentSince,
} from './silence.ts'
import { newStreak, type StreakRow } from './streak.ts'

const ZURICH = 'Europe/Zurich'
const at = (text: string) => Date.parse(text)
const out = (day: string, visibility: Outing['visibility'] = 'EVERYONE', deleted = false): Outing => ({
  deleted,
  visibility,
  startedAtMs: at(`${day}T09:00:00Z`),
  timeZone: ZURICH,
})
const through = (day: string | null): StreakRow => ({
  ...newStreak('ath_1', ZURICH),
  views: forEachAudience(() => {
    const runs = { longest: 1, count: 1, lastsThrough: day === null ? null : dayNumber(day) }
    return { days: runs, weeks: { longest: 0, count: 0, lastsThrough: null } }
  }),
})

describe('when it is looked at', () => {
  const streak = through('2026-11-10')

  it('is at ten in the morning two weeks after the last day, once', () => {
    expect(silenceDue(streak, at('2026-11-11T12:00:00Z'))).toBe(at('2026-11-24T09:00:00Z'))
    expect(silenceDue(markSilenceSeen(streak), at('2026-11-24T09:00:00Z'))).toBeNull()
    expect(silenceDue(through(null), at('2026-11-24T09:00:00Z'))).toBeNull()
    expect(markSilenceSeen(through(null))).toEqual(through(null))
  })

  it('is not much later: who has been away for long is not bothered', () => {
    expect(silenceDue(streak, at('2026-12-01T09:00:00Z'))).not.toBeNull()
    expect(silenceDue(streak, at('2026-12-02T09:00:00Z'))).toBeNull()
  })
})

describe('who may be missed', () => {
  const open = { approveFollowers: false, profileVisibility: 'EVERYONE', closedAt: null, suspendedUntil: null } as const
  const may = (change: object) => mayBeMissed({ ...open, emailVerified: true, ...change }, 1_000)

  it('is who has not said no, and shows the profile to everybody', () => {
    expect([may({}), may({ nudgeMe: true }), may({ suspendedUntil: new Date(1_000) })]).toEqual([true, true, true])
  })

  it.each([
    { nudgeMe: false },
    { approveFollowers: true },
    { profileVisibility: 'FOLLOWERS' },
    { profileVisibility: 'ONLY_ME' },
    { closedAt: new Date(1) },
    { emailVerified: false },
    { suspendedUntil: new Date(1_001) },
  ])('is nobody with %j', (change) => {
    expect(may(change)).toBe(false)
  })
})

describe('since when an athlete was not out', () => {
  const today = '2026-11-24'
  const since = (outings: readonly Outing[], pauses: StreakRow['pauses'] = []) => silentSince(outings, pauses, today)

  it('is the last day that everybody may see', () => {
    expect(since([out('2026-11-03'), out('2026-11-10')])).toBe('2026-11-10')
    expect(since([out('2026-11-10'), out('2026-11-20', 'EVERYONE', true)])).toBe('2026-11-10')
  })

  it('is not told when something hidden has come since, or has been last', () => {
    expect(since([out('2026-11-10'), out('2026-11-20', 'ONLY_ME')])).toBeNull()
    expect(since([out('2026-11-08'), out('2026-11-10', 'FOLLOWERS')])).toBeNull()
    expect(since([out('2026-11-10', 'ONLY_ME')])).toBeNull()
  })

  it('is not told of who pauses or has paused since, nor before two weeks, nor of who was never out', () => {
    expect(since([out('2026-11-10')], [{ from: '2026-11-20', until: '2026-11-30' }])).toBeNull()
    expect(since([out('2026-11-10')], [{ from: '2026-11-09', until: '2026-11-12' }])).toBeNull()
    expect(since([out('2026-11-10')], [{ from: '2026-10-01', until: '2026-10-02' }])).toBe('2026-11-10')
    expect(since([out('2026-11-11')])).toBeNull()
    expect(since([])).toBeNull()
  })
})

describe('whether a word is welcome', () => {
  const outings = ['2026-11-10', '2026-11-09', '2026-11-01', '2026-10-20', '2026-09-01'].map((day) => out(day))
  const weeks = [
    { monday: '2026-11-09', acts: 3 },
    { monday: '2026-11-16', acts: 2 },
  ]

  it('follows from days and weeks out before, and from acts among people, before and since', () => {
    const values = nudgeFeatures(outings, weeks, { lastDay: '2026-11-10', nudged: true })
    expect(Object.fromEntries(NUDGE_FEATURES.map((name, place) => [name, values[place]]))).toEqual({
      days_a_week: 4 / 8,
      weeks_out: 3,
      acts: 5,
      acts_since: 2,
      nudged: 1,
    })
  })

  const model = (alone: number, nudged: number) => ({
    version: 2,
    score: (values: readonly number[]) => [values.at(-1) === 1 ? nudged : alone],
  })
  const decide = (of: Parameters<typeof decideNudge>[0]) => decideNudge(of, outings, weeks, '2026-11-10')

  it('is for the model to say: it is when the athlete hardly comes back alone, and the word helps', () => {
    expect(decide(model(0.2, 0.4))).toEqual({ isWanted: true, modelVersion: 2, chanceAlone: 0.2, chanceNudged: 0.4 })
    expect([decide(model(0.6, 0.9)), decide(model(0.2, 0.22)), decide(model(0.4, 0.1))].map(({ isWanted }) => isWanted)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is for who was out in half of the weeks before, without a model', () => {
    const none = { modelVersion: null, chanceAlone: null, chanceNudged: null }
    expect(decide(null)).toEqual({ isWanted: false, ...none })
    const regular = [...outings, out('2026-10-13')]
    expect(decideNudge(null, regular, weeks, '2026-11-10')).toEqual({ isWanted: true, ...none })
  })
})
