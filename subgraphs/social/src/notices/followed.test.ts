import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { followed } from './followed.ts'
import { ana, anaAndBen, eventOf } from './testing.ts'

const edge = (change: Partial<EventData<'follow.changed'>>) =>
  eventOf('follow.changed', {
    followerId: 'ath_a',
    followeeId: 'ath_b',
    revision: 1,
    at: 1,
    state: 'FOLLOWING',
    cause: 'FOLLOWED',
    ...change,
  })

it('notifies the followee, unless the follow has changed since', () => {
  expect(followed.notify(edge({}), true)).toEqual([{ recipientId: 'ath_b', actorId: 'ath_a', atMs: 1 }])
  expect(followed.notify(edge({}), false)).toEqual([])
  for (const cause of ['REQUESTED', 'ACCEPTED', 'DECLINED', 'UNFOLLOWED', 'BLOCKED'] as const)
    expect(followed.notify(edge({ cause }), true)).toEqual([])
})

it('is withdrawn when the follow ends', () => {
  expect(followed.withdraw?.(edge({}), true)).toEqual([])
  expect(followed.withdraw?.(edge({ state: 'NONE', cause: 'UNFOLLOWED' }), true)).toEqual([
    { recipientId: 'ath_b', actorId: 'ath_a' },
  ])
})

it('names the followers', () => {
  expect(followed.sentence({}, ana, {})).toBe('Ana is following you')
  expect(followed.sentence({}, anaAndBen, {})).toBe('Ana and Ben are following you')
})
