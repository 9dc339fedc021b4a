import type { EventData } from '@gruppetto/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyParticipation, applyScore, type BoardRow, presentEntry } from './board.ts'

const joined = (
  more: Partial<EventData<'challenge.participation-changed'>> = {},
): EventData<'challenge.participation-changed'> => ({
  challengeId: 'chl_1',
  athleteId: 'ath_1',
  revision: 1,
  participating: true,
  sharesWithBrand: true,
  at: 1_000,
  ...more,
})
const scored = (more: Partial<EventData<'challenge.scored'>> = {}): EventData<'challenge.scored'> => ({
  challengeId: 'chl_1',
  athleteId: 'ath_1',
  revision: 1,
  score: 42.5,
  reachedAtMs: 5_000,
  completedAtMs: null,
  at: 6_000,
  ...more,
})
const must = (row: BoardRow | null): BoardRow => {
  if (row === null) throw new Error('the event was dropped')
  return row
}

describe('a row of the branded leaderboard', () => {
  it('is the same whether the participation or the score arrives first', () => {
    const joinedFirst = applyScore(applyParticipation(null, joined()), scored())
    const scoredFirst = applyParticipation(applyScore(null, scored()), joined())
    expect(scoredFirst).toEqual(joinedFirst)
    expect(joinedFirst).toMatchObject({
      participating: true,
      score: 42.5,
      reachedAt: new Date(5_000),
      updatedAt: new Date(6_000),
    })
  })

  it('has the score 0 from joining until the athlete scores', () => {
    expect(applyParticipation(null, joined())).toMatchObject({ participating: true, score: 0, reachedAt: new Date(1_000) })
  })

  it('is ordered by points and shows the score where a smaller one is better', () => {
    const row = must(applyScore(null, scored({ score: 61.2, points: 999_938_800 })))
    expect(row).toMatchObject({ score: 999_938_800, shownScore: 61.2 })
    expect(presentEntry(row, 1, undefined).score).toBe(61.2)
  })

  it('keeps the time of joining when only the consent changes', () => {
    const row = applyParticipation(null, joined({ sharesWithBrand: false }))
    const agreed = applyParticipation(row, joined({ revision: 2, at: 9_000 }))
    expect(agreed).toMatchObject({ sharesWithBrand: true, reachedAt: new Date(1_000) })
  })

  it('does not participate because of a score alone', () => {
    expect(applyScore(null, scored())).toMatchObject({ participating: false, sharesWithBrand: false })
  })

  it('ignores events that are not newer', () => {
    const row = must(applyParticipation(null, joined({ revision: 4, sharesWithBrand: false })))
    expect(applyParticipation(row, joined({ revision: 4 }))).toBeNull()
    expect(applyParticipation(row, joined({ revision: 3 }))).toBeNull()
    const withPoints = must(applyScore(row, scored({ revision: 7 })))
    expect(applyScore(withPoints, scored({ revision: 6, score: 99 }))).toBeNull()
  })

  it('shares nothing after the athlete left, whatever the event says', () => {
    const row = applyParticipation(null, joined({ participating: false, sharesWithBrand: true }))
    expect(row).toMatchObject({ participating: false, sharesWithBrand: false })
  })

  it('has the newest state after any order of events', () => {
    const participations = [1, 2, 3, 4].map((revision) =>
      joined({ revision, sharesWithBrand: revision % 2 === 0, at: revision * 10 }),
    )
    const scores = [1, 2, 3].map((revision) => scored({ revision, score: revision * 5, at: revision * 100 }))
    const steps = [
      ...participations.map((data) => (row: BoardRow | null) => applyParticipation(row, data)),
      ...scores.map((data) => (row: BoardRow | null) => applyScore(row, data)),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length }), (order) => {
        const end = order.reduce<BoardRow | null>((row, step) => step(row) ?? row, null)
        expect(end).toMatchObject({
          participationRevision: 4,
          sharesWithBrand: true,
          scoreRevision: 3,
          score: 15,
          updatedAt: new Date(300),
        })
      }),
    )
  })
})

describe('an entry for the brand', () => {
  const row = must(applyScore(applyParticipation(null, joined()), scored({ completedAtMs: 5_000 })))
  const account = { displayName: 'Ana Pogačar', country: 'SI', deleted: false }

  it('names an athlete who agreed', () => {
    expect(presentEntry(row, 3, account)).toEqual({
      rank: 3,
      athleteId: 'ath_1',
      name: 'Ana Pogačar',
      country: 'SI',
      score: 42.5,
      completed: true,
    })
  })

  const unnamed = { rank: 3, athleteId: null, name: 'Athlete', country: null, score: 42.5, completed: true }
  it('has only rank and score without consent', () => {
    expect(presentEntry({ ...row, sharesWithBrand: false }, 3, account)).toEqual(unnamed)
  })
  it('has only rank and score when the account is deleted or unknown', () => {
    expect(presentEntry(row, 3, { ...account, deleted: true })).toEqual(unnamed)
    expect(presentEntry(row, 3, undefined)).toEqual(unnamed)
  })
})
