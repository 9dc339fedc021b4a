import { expect, it } from 'vitest'
import { streakAtRisk } from './streak-at-risk.ts'
import { eventOf, nobody } from './testing.ts'

const event = eventOf('streak.at-risk', { athleteId: 'ath_a', unit: 'DAYS', count: 12, day: '2026-11-27', at: 1 })
const settled = eventOf('streak.settled', { athleteId: 'ath_a', day: '2026-11-27', at: 2 })
const last = (nowMs: number) => ({ isLast: true, nowMs })
const late = { isLast: false, nowMs: 2 }

it('reminds the athlete, as long as the day is not over', () => {
  expect(streakAtRisk.notify(event, last(2))).toEqual([{ recipientId: 'ath_a', atMs: 1, words: { unit: 'DAYS', count: '12' } }])
  expect(streakAtRisk.notify(event, last(7 * 3_600_000))).toEqual([])
})

it('holds until the streak does not end any more, whichever of the two is heard first', () => {
  expect(streakAtRisk.notify(settled, last(2))).toEqual([])
  expect(streakAtRisk.withdraw?.(settled, last(2))).toEqual([{ recipientId: 'ath_a', actorId: null }])
  expect(streakAtRisk.withdraw?.(event, last(2))).toEqual([])
  expect([streakAtRisk.notify(event, late), streakAtRisk.withdraw?.(settled, late)]).toEqual([[], []])
})

it('says how long the streak is', () => {
  const sentence = (words: object) => streakAtRisk.sentence(words, nobody, {})
  expect(sentence({ unit: 'DAYS', count: '12' })).toBe('Your streak of 12 days ends tonight: move a little, or use a freeze')
  expect(sentence({ unit: 'WEEKS', count: '5' })).toMatch('streak of 5 weeks')
  expect(sentence({})).toBe('Your streak ends tonight')
})

it('counts days or weeks', () => {
  expect(streakAtRisk.facts?.({ unit: 'WEEKS', count: '7' })).toEqual({ streakWeeks: 7 })
  expect(streakAtRisk.facts?.({ unit: 'DAYS', count: '12' })).toEqual({ streakDays: 12 })
})
