import { expect, it } from 'vitest'
import { PLAIN_RULES } from './challenge-rules.ts'
import { aChallenge } from './samples.fixture.ts'
import { type Suggested, suggestAmong } from './suggest-challenges.ts'

const viewer: Suggested = {
  clubIds: new Set(['own']),
  sports: new Set(['RUN']),
  joined: new Set(['joined']),
  friends: new Map([
    ['rowing', 1],
    ['popular', 90],
  ]),
}
const suggested = (...challenges: Parameters<typeof aChallenge>[0][]) =>
  suggestAmong(challenges.map(aChallenge), viewer, 3).map(({ _id }) => _id)

it('suggests what friends do, what the own clubs do, and the own sports, the best first', () => {
  expect(
    suggested(
      { _id: 'running', participantCount: 5 },
      { _id: 'crowded', participantCount: 6 },
      { _id: 'of club', clubId: 'own', sports: ['ROW'] },
      { _id: 'popular', sports: ['ROW'] },
    ),
  ).toEqual(['popular', 'of club', 'crowded'])
  expect(suggested({ _id: 'rowing', sports: ['ROW'] }, { _id: 'swimming', sports: ['SWIM'] })).toEqual(['rowing'])
})

it('suggests none that the viewer has joined, or could not join', () => {
  expect(suggested({ _id: 'joined' }, { _id: 'others', clubId: 'other' }, { _id: 'teams', teamIds: ['other'] })).toEqual([])
  const open = { rules: { ...PLAIN_RULES, membersOnly: false } }
  expect(suggested({ _id: 'open', clubId: 'other', ...open }, { _id: 'teams', teamIds: ['other', 'own'] })).toEqual([
    'teams',
    'open',
  ])
})
