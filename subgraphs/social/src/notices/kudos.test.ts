import { expect, it } from 'vitest'
import { kudos } from './kudos.ts'
import { ana, eventOf, post, ride } from './testing.ts'

const data = { subjectId: 'act_1', subjectOwnerId: 'ath_owner', athleteId: 'ath_a', at: 1 }
const given = { _id: 'act_1:ath_a', subjectId: 'act_1', athleteId: 'ath_a', givenAt: new Date(5) }
const group = { recipientId: 'ath_owner', actorId: 'ath_a', group: 'act_1' }

it('notifies the owner, while the kudos exist', () => {
  expect(kudos.notify(eventOf('kudos.given', data), { given, subject: ride })).toEqual([
    { ...group, atMs: 5, about: ride, subjects: { activity: 'act_1' } },
  ])
  expect(kudos.notify(eventOf('kudos.given', data), { given, subject: null })).toEqual([])
  expect(kudos.notify(eventOf('kudos.given', data), { given: null, subject: null })).toEqual([])
  expect(kudos.notify(eventOf('kudos.given', data), { given, subject: post })).toMatchObject([{ subjects: { post: 'post_1' } }])
})

it('withdraws kudos that no longer exist, whichever event arrives', () => {
  for (const name of ['kudos.given', 'kudos.taken-back'] as const) {
    expect(kudos.withdraw?.(eventOf(name, data), { given: null, subject: null })).toEqual([group])
    expect(kudos.withdraw?.(eventOf(name, data), { given, subject: ride })).toEqual([])
  }
  expect(kudos.notify(eventOf('kudos.taken-back', data), { given, subject: ride })).toEqual([])
})

it('names the athlete and the subject', () => {
  expect(kudos.sentence({ activity: 'Morning Ride' }, ana, { activity: 'act_1' })).toBe('Ana gave kudos to Morning Ride')
  expect(kudos.sentence({}, ana, { activity: 'act_1' })).toBe('Ana gave kudos to an activity')
  expect(kudos.sentence({}, ana, { post: 'post_1' })).toBe('Ana gave kudos to your post')
  expect(kudos.sentence({}, ana, { post: 'post_1', comment: 'cmt_1' })).toBe('Ana gave kudos to your comment')
})
