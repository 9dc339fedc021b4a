import type { AccountRow } from '@gruppetto/relations'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CandidateFacts,
  firstSuggestions,
  maySuggest,
  reasonsOf,
  type SuggestionView,
  scoreCandidates,
  type Tie,
  type TieReason,
} from './suggestions.ts'

const tie = (reason: TieReason, candidateId: string, viaId: string): Tie => ({ reason, candidateId, viaId })
const NOW = 1_000_000

const account = (change: Partial<AccountRow> = {}): AccountRow => ({
  _id: 'ath_b',
  revision: 1,
  handle: 'ben',
  displayName: 'Ben',
  avatarUrl: null,
  country: null,
  timeZone: 'UTC',
  profileVisibility: 'EVERYONE',
  defaultActivityVisibility: 'EVERYONE',
  isPrivate: false,
  deleted: false,
  ...change,
})
const facts = (change: Partial<CandidateFacts['relation']> = {}, rest: Partial<CandidateFacts> = {}): CandidateFacts => ({
  account: account(),
  relation: {
    isSelf: false,
    ownerBlockedViewer: false,
    viewerBlockedOwner: false,
    viewerFollowsOwner: false,
    viewerRequested: false,
    owner: { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' },
    ...change,
  },
  isMuted: false,
  isDismissed: false,
  ...rest,
})
const owner = { exists: true, isPrivate: false, profileVisibility: 'EVERYONE' } as const

describe('scoreCandidates', () => {
  it('puts who has more, nearer and rarer things in common first', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => tie('SAME_CLUB', `ath_crowd${index}`, 'club_large'))
    const candidates = scoreCandidates(
      [
        ...crowd,
        tie('SAME_CLUB', 'ath_small', 'club_small'),
        tie('FOLLOWED_BY_FOLLOWED', 'ath_friend', 'ath_a'),
        tie('FOLLOWED_BY_FOLLOWED', 'ath_both', 'ath_a2'),
        tie('SAME_CHALLENGE', 'ath_both', 'chl_1'),
      ],
      4,
    )
    expect(candidates.map(({ athleteId }) => athleteId)).toEqual(['ath_both', 'ath_friend', 'ath_small', 'ath_crowd0'])
  })

  it('does not depend on the order or the repetition of ties', () => {
    const ties = fc.array(
      fc.record({
        reason: fc.constantFrom<TieReason>('FOLLOWED_BY_FOLLOWED', 'SAME_CLUB', 'SAME_SEGMENTS', 'SAME_CHALLENGE'),
        candidateId: fc.constantFrom('a', 'b', 'c', 'd'),
        viaId: fc.constantFrom('x', 'y', 'z'),
      }),
    )
    fc.assert(
      fc.property(ties, (some) => {
        const rounded = (list: readonly Tie[]) =>
          scoreCandidates(list, 10).map(({ athleteId, score }) => [athleteId, score.toFixed(9)])
        expect(rounded([...some, ...some].toReversed()).toSorted()).toEqual(rounded(some).toSorted())
      }),
    )
  })
})

describe('maySuggest', () => {
  it('suggests a public and verified stranger', () => {
    expect(maySuggest(facts(), NOW)).toBe(true)
    expect(maySuggest(facts({}, { account: account({ suspendedUntil: NOW, emailVerified: true }) }), NOW)).toBe(true)
  })

  it.each<[string, CandidateFacts]>([
    ['oneself', facts({ isSelf: true })],
    ['who is followed', facts({ viewerFollowsOwner: true })],
    ['who was asked', facts({ viewerRequested: true })],
    ['who blocked the viewer', facts({ ownerBlockedViewer: true })],
    ['whom the viewer blocked', facts({ viewerBlockedOwner: true })],
    ['who approves followers', facts({ owner: { ...owner, isPrivate: true } })],
    ['who shows the profile to followers', facts({ owner: { ...owner, profileVisibility: 'FOLLOWERS' } })],
    ['who shows the profile to nobody', facts({ owner: { ...owner, profileVisibility: 'ONLY_ME' } })],
    ['who is deleted', facts({ owner: { ...owner, exists: false } })],
    ['who is not known here yet', facts({}, { account: undefined })],
    ['who is not verified', facts({}, { account: account({ emailVerified: false }) })],
    ['who is suspended', facts({}, { account: account({ suspendedUntil: NOW + 1 }) })],
    ['who does not want it', facts({}, { account: account({ suggestible: false }) })],
    ['who is muted', facts({}, { isMuted: true })],
    ['who was dismissed', facts({}, { isDismissed: true })],
  ])('never suggests %s', (_who, candidate) => {
    expect(maySuggest(candidate, NOW)).toBe(false)
  })
})

describe('reasonsOf', () => {
  const candidate = (...ties: readonly Tie[]) => ({ athleteId: 'ath_b', score: 1, ties })
  const names = new Map([
    ['ath_a', 'Ana'],
    ['ath_c', 'Chloé'],
    ['club_1', 'Early Birds'],
    ['seg_1', 'Loop road'],
    ['seg_2', 'The wall'],
    ['chl_1', 'The winter hundred'],
  ])

  it.each([
    [[tie('FOLLOWED_BY_FOLLOWED', 'ath_b', 'ath_a')], 'Followed by Ana, whom you follow'],
    [
      [tie('FOLLOWED_BY_FOLLOWED', 'ath_b', 'ath_c'), tie('FOLLOWED_BY_FOLLOWED', 'ath_b', 'ath_a')],
      'Followed by Ana and 1 more whom you follow',
    ],
    [[tie('SAME_CLUB', 'ath_b', 'club_1'), tie('SAME_CHALLENGE', 'ath_b', 'chl_1')], 'You are both in Early Birds'],
    [
      [tie('SAME_SEGMENTS', 'ath_b', 'seg_1'), tie('SAME_SEGMENTS', 'ath_b', 'seg_2')],
      'You both raced Loop road and 1 other segment',
    ],
    [[tie('SAME_CHALLENGE', 'ath_b', 'chl_1')], 'You both take part in The winter hundred'],
  ])('says it in one sentence', (ties, text) => {
    const reasons = [...new Set(ties.map((each) => each.reason))]
    expect(reasonsOf(candidate(...ties), names)).toEqual({ reasons, text })
  })

  it('says each reason once, the strongest first, however many ties there are, in any order, some of them twice', () => {
    const ties = [
      ...[tie('SAME_CHALLENGE', 'ath_b', 'chl_1'), tie('SAME_SEGMENTS', 'ath_b', 'seg_1'), tie('SAME_CLUB', 'ath_b', 'club_1')],
      ...[
        tie('SAME_SEGMENTS', 'ath_b', 'seg_2'),
        tie('FOLLOWED_BY_FOLLOWED', 'ath_b', 'ath_c'),
        tie('SAME_CLUB', 'ath_b', 'club_1'),
      ],
      ...[tie('FOLLOWED_BY_FOLLOWED', 'ath_b', 'ath_a'), tie('SAME_CHALLENGE', 'ath_b', 'chl_1')],
    ]
    const reasons = ['FOLLOWED_BY_FOLLOWED', 'SAME_SEGMENTS', 'SAME_CLUB', 'SAME_CHALLENGE']
    for (const given of [ties, ties.toReversed()]) {
      const [scored] = scoreCandidates(given, 1)
      if (scored === undefined) throw new Error('there is a candidate')
      const said = reasonsOf(scored, names)
      expect(said).toEqual({ reasons, text: 'Followed by Ana and 1 more whom you follow' })
      if (said === null) continue
      const asSuggested = { athleteId: 'ath_b', ...said }
      expect(firstSuggestions([{ ...asSuggested, athleteId: 'ath_x' }], [asSuggested], 1)[0]?.reasons).toEqual([
        'MODEL',
        ...reasons,
      ])
    }
  })

  it('names nothing that the viewer may not know any more', () => {
    const ties = [tie('SAME_CLUB', 'ath_b', 'club_secret'), tie('SAME_CHALLENGE', 'ath_b', 'chl_1')]
    expect(reasonsOf(candidate(...ties), names)?.reasons).toEqual(['SAME_CHALLENGE'])
    expect(reasonsOf(candidate(tie('SAME_CLUB', 'ath_b', 'club_secret')), names)).toBe(null)
  })
})

describe('firstSuggestions', () => {
  const view = (athleteId: string): SuggestionView => ({ athleteId, reasons: ['SAME_CLUB'], text: 'You are both in Early Birds' })
  const [a, b, c, d] = [view('a'), view('b'), view('c'), view('d')] as const
  const picked = (athleteId: string): SuggestionView => ({
    athleteId,
    reasons: ['MODEL', 'SAME_CLUB'],
    text: 'A model has picked this athlete for you: you are both in Early Birds',
  })

  it('says of whom the model has brought up, and of nobody else, that it was the model', () => {
    const byModel = [d, b, a, c]
    expect(firstSuggestions([a, b, c, d], byModel, 1)).toEqual([picked('d')])
    expect(firstSuggestions([a, b, c, d], byModel, 2)).toEqual([picked('d'), b])
    expect(firstSuggestions([a, b, c, d], byModel, 3)).toEqual([picked('d'), b, a])
    expect(firstSuggestions([a, b, c, d], byModel, 4)).toEqual(byModel)
    expect(firstSuggestions([a, b, c, d], byModel, 0)).toEqual([])
  })

  it('says nothing of a model where there is none', () => {
    expect(firstSuggestions([a, b, c], [a, b, c], 2)).toEqual([a, b])
  })
})
