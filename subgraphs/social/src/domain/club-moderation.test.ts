import { describe, expect, it } from 'vitest'
import { heldWordIn, hoursOpen, judgedBy, judgesOf, moderates, muteProblem } from './club-moderation.ts'

const ROLES = ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER', null] as const

it('says for each role who decides about it, about whom it decides, and whether it sees what is hidden', () => {
  expect(ROLES.map(judgesOf)).toEqual(['STAFF', 'OWNER', 'OWNER', 'MODERATORS', 'MODERATORS'])
  expect(ROLES.map(judgedBy)).toEqual([['MODERATORS', 'OWNER'], ['MODERATORS'], ['MODERATORS'], [], []])
  expect(ROLES.map(moderates)).toEqual([true, true, true, false, false])
})

describe('heldWordIn', () => {
  it.each([
    ['Cheap  BIKES, today!', 'cheap bikes'],
    ['a cásino', 'Casino'],
    ['Казино.', 'казино'],
  ])('finds in %j', (text, word) => {
    expect(heldWordIn(text, ['nothing', word])).toBe(word)
  })

  it.each([
    ['Casinos are no casino-like word', 'casinos are not'],
    ['cheapbikes', 'cheap'],
    ['anything', '...'],
    ['', 'casino'],
  ])('does not find in %j', (text, word) => {
    expect(heldWordIn(text, [word])).toBeNull()
  })
})

it('counts the whole hours of a case that waits, and refuses mutes that are over or endless', () => {
  expect(hoursOpen({ waitingSince: new Date(0) }, 7_199_999)).toBe(1)
  expect(hoursOpen({ waitingSince: null }, 7_199_999)).toBeNull()
  expect([muteProblem(1000, 1000), muteProblem(1e12, 1000), muteProblem(2000, 1000)]).toEqual([
    { rule: 'IN_THE_PAST', message: 'must lie in the future' },
    { rule: 'TOO_LATE', message: 'must be at most one year from now' },
    null,
  ])
})
