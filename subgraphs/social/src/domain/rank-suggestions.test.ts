import { expect, it } from 'vitest'
import { type Likeness, rankCandidates, SUGGESTION_FEATURES, suggestionFeatures } from './rank-suggestions.ts'
import { scoreCandidates, type Tie } from './suggestions.ts'

const tie = (reason: Tie['reason'], candidateId: string, viaId: string): Tie => ({ reason, candidateId, viaId })
const candidates = scoreCandidates(
  [
    tie('FOLLOWED_BY_FOLLOWED', 'ath_near', 'ath_f1'),
    tie('FOLLOWED_BY_FOLLOWED', 'ath_near', 'ath_f2'),
    tie('SAME_CLUB', 'ath_near', 'club_1'),
    tie('SAME_CLUB', 'ath_mate', 'club_1'),
    tie('SAME_SEGMENTS', 'ath_racer', 'seg_1'),
    tie('SAME_CHALLENGE', 'ath_racer', 'chl_1'),
  ],
  10,
)
const home = { country: 'CH', timeZone: 'Europe/Zurich', persona: 'DATA_NERD' } as const
const facts = {
  viewer: home,
  accounts: new Map<string, Likeness>([
    ['ath_near', home],
    ['ath_mate', { country: 'GB', timeZone: 'Europe/London' }],
    ['ath_racer', { country: null, timeZone: 'Europe/Zurich', persona: 'SOLO_ATHLETE' }],
  ]),
  followers: new Set(['ath_mate']),
}
const named = (athleteId: string) => {
  const candidate = candidates.find((each) => each.athleteId === athleteId)
  if (candidate === undefined) throw new Error(`${athleteId} is no candidate`)
  const values = suggestionFeatures(candidate, facts)
  expect(values[0]).toBe(candidate.score)
  return Object.fromEntries(SUGGESTION_FEATURES.slice(1).map((name, at) => [name, values[at + 1]]))
}

it('tells the model what an athlete and a candidate have in common', () => {
  const nothing = { friends: 0, clubs: 0, segments: 0, challenges: 0, follows_viewer: 0 }
  expect(named('ath_near')).toEqual({ ...nothing, friends: 2, clubs: 1, same_country: 1, same_time_zone: 1, same_persona: 1 })
  const mate = { ...nothing, clubs: 1, follows_viewer: 1, same_country: 0, same_time_zone: 0, same_persona: Number.NaN }
  expect(named('ath_mate')).toEqual(mate)
  const racer = { ...nothing, segments: 1, challenges: 1, same_country: Number.NaN, same_time_zone: 1, same_persona: 0 }
  expect(named('ath_racer')).toEqual(racer)
})

it('orders by the model, and keeps the order of the baseline where that sees no difference', () => {
  const place = SUGGESTION_FEATURES.indexOf('follows_viewer')
  const byFollows = { score: (values: readonly number[]) => [values[place] ?? 0] }
  const order = (model: Parameters<typeof rankCandidates>[0]) =>
    rankCandidates(model, candidates, facts).map(({ candidate }) => candidate.athleteId)
  expect(candidates.map(({ athleteId }) => athleteId)).toEqual(['ath_near', 'ath_racer', 'ath_mate'])
  expect(order(byFollows)).toEqual(['ath_mate', 'ath_near', 'ath_racer'])
  expect(order({ score: () => [0.5] })).toEqual(['ath_near', 'ath_racer', 'ath_mate'])
  expect(order({ score: () => [] })).toEqual(['ath_near', 'ath_racer', 'ath_mate'])
})
