import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { followRequested } from './follow-requested.ts'
import { anaAndBen, eventOf } from './testing.ts'

const edge = (cause: EventData<'follow.changed'>['cause']) =>
  eventOf('follow.changed', { followerId: 'ath_a', followeeId: 'ath_b', revision: 1, at: 1, state: 'REQUESTED', cause })

it('notifies the athlete who is asked, until there is an answer', () => {
  const expected = { recipientId: 'ath_b', actorId: 'ath_a' }
  expect(followRequested.notify(edge('REQUESTED'), true)).toEqual([{ ...expected, atMs: 1 }])
  expect(followRequested.notify(edge('REQUESTED'), false)).toEqual([])
  expect(followRequested.withdraw?.(edge('REQUESTED'), true)).toEqual([])
  for (const cause of ['FOLLOWED', 'ACCEPTED', 'DECLINED', 'UNFOLLOWED', 'BLOCKED'] as const) {
    expect(followRequested.notify(edge(cause), true)).toEqual([])
    expect(followRequested.withdraw?.(edge(cause), true)).toEqual([expected])
  }
})

it('names who asks', () => {
  expect(followRequested.sentence({}, anaAndBen, {})).toBe('Ana and Ben would like to follow you')
})
