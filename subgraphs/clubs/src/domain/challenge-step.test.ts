import { expect, it } from 'vitest'
import { firstStep, placeAfter, rankPage, settleStep } from './challenge-step.ts'
import { aChallenge } from './samples.fixture.ts'

const challenge = aChallenge({ startsAt: new Date(100), endsAt: new Date(200), settlesAt: new Date(300) })

it('a challenge tells its start only where it is to come, and is settled when all that was late is in', () => {
  expect(firstStep(challenge, 99)).toMatchObject({ step: 'START', dueAt: new Date(100) })
  expect(firstStep(challenge, 100)).toMatchObject({ step: 'SETTLE', dueAt: new Date(60_300) })
  expect(settleStep(aChallenge({ endsAt: new Date(200) })).dueAt).toEqual(new Date(60_200))
})

it('ranks of pages are those of the whole, with ties across pages', () => {
  const entries = [90, 80, 80, 80, 50, 0, 0].map((units, index) => ({
    athleteId: `ath_${index}`,
    units,
    reachedAt: new Date(index),
  }))
  for (const size of [1, 2, 3, 7]) {
    let step = settleStep(challenge)
    const ranks: number[] = []
    for (let from = 0; from < entries.length; from += size) {
      const page = rankPage(step, entries.slice(from, from + size))
      ranks.push(...page.ranks)
      step = page.next
    }
    expect(ranks).toEqual([1, 2, 2, 2, 5, 6, 6])
    expect(placeAfter(step)).toEqual({ athleteId: 'ath_6', units: 0, reachedAt: new Date(6) })
  }
  expect(placeAfter(settleStep(challenge))).toBeNull()
  // Those who have no score are first where nobody has one.
  expect(rankPage(settleStep(challenge), entries.slice(5)).ranks).toEqual([1, 1])
})
