import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { followRequested } from './follow-requested.ts'
import { anaAndBen, eventOf } from './testing.ts'

const edge = (cause: EventData<'follow.changed'>['cause']) =>
  eventOf('follow.changed', { followerId: 'ath_a', followeeId: 'ath_b', revision: 1, at: 1, state: 'REQUESTED', cause })

it('tells who is asked, until there is an answer', () => {
  const told = { recipientId: 'ath_b', actorId: 'ath_a' }
  expect(followRequested.notices(edge('REQUESTED'), true)).toEqual([{ ...told, atMs: 1 }])
  expect(followRequested.notices(edge('REQUESTED'), false)).toEqual([])
  expect(followRequested.takesBack?.(edge('REQUESTED'), true)).toEqual([])
  for (const cause of ['FOLLOWED', 'ACCEPTED', 'DECLINED', 'UNFOLLOWED', 'BLOCKED'] as const) {
    expect(followRequested.notices(edge(cause), true)).toEqual([])
    expect(followRequested.takesBack?.(edge(cause), true)).toEqual([told])
  }
})

it('says who', () => {
  expect(followRequested.sentence({}, anaAndBen, {})).toBe('Ana and Ben would like to follow you')
})
