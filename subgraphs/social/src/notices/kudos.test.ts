import { expect, it } from 'vitest'
import { kudos } from './kudos.ts'
import { ana, eventOf, post, ride } from './testing.ts'

const data = { subjectId: 'act_1', subjectOwnerId: 'ath_owner', athleteId: 'ath_a', at: 1 }
const given = { _id: 'act_1:ath_a', subjectId: 'act_1', athleteId: 'ath_a', givenAtMs: 5 }
const group = { recipientId: 'ath_owner', actorId: 'ath_a', group: 'act_1' }

it('tells the owner of kudos that stand', () => {
  expect(kudos.notices(eventOf('kudos.given', data), { given, subject: ride })).toEqual([
    { ...group, atMs: 5, about: ride, subjects: { activity: 'act_1' } },
  ])
  expect(kudos.notices(eventOf('kudos.given', data), { given, subject: null })).toEqual([])
  expect(kudos.notices(eventOf('kudos.given', data), { given: null, subject: null })).toEqual([])
  expect(kudos.notices(eventOf('kudos.given', data), { given, subject: post })).toMatchObject([{ subjects: { post: 'post_1' } }])
})

it('takes back what no longer stands, whatever the event', () => {
  for (const name of ['kudos.given', 'kudos.taken-back'] as const) {
    expect(kudos.takesBack?.(eventOf(name, data), { given: null, subject: null })).toEqual([group])
    expect(kudos.takesBack?.(eventOf(name, data), { given, subject: ride })).toEqual([])
  }
  expect(kudos.notices(eventOf('kudos.taken-back', data), { given, subject: ride })).toEqual([])
})

it('says who, and on what', () => {
  expect(kudos.sentence({ activity: 'Morning Ride' }, ana, { activity: 'act_1' })).toBe('Ana gave kudos to Morning Ride')
  expect(kudos.sentence({}, ana, { activity: 'act_1' })).toBe('Ana gave kudos to an activity')
  expect(kudos.sentence({}, ana, { post: 'post_1' })).toBe('Ana gave kudos to your post')
})
