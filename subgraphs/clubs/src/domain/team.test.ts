import { expect, it } from 'vitest'
import { rankTeams, teamScore } from './team.ts'

it('the score of a club is the sum of its best, and clubs with the same score share a rank', () => {
  const scores = [teamScore('a', [5, 3, 0]), teamScore('b', []), teamScore('c', [9]), teamScore('d', [4, 4])]
  expect(scores[0]).toEqual({ clubId: 'a', units: 8, counted: 2 })
  expect(rankTeams(scores).map(({ clubId, rank }) => [clubId, rank])).toEqual([
    ['c', 1],
    ['a', 2],
    ['d', 2],
    ['b', 4],
  ])
})
