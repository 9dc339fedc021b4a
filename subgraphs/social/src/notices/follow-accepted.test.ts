import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { followAccepted } from './follow-accepted.ts'
import { ana, anaAndBen, eventOf } from './testing.ts'

type Change = EventData<'follow.changed'>
const edge = (cause: Change['cause'], state: Change['state'] = 'FOLLOWING') =>
  eventOf('follow.changed', { followerId: 'ath_a', followeeId: 'ath_b', revision: 1, at: 1, state, cause })

it('notifies the athlete who asked', () => {
  expect(followAccepted.notify(edge('ACCEPTED'), true)).toEqual([{ recipientId: 'ath_a', actorId: 'ath_b', atMs: 1 }])
  expect(followAccepted.notify(edge('ACCEPTED'), false)).toEqual([])
  expect(followAccepted.notify(edge('FOLLOWED'), true)).toEqual([])
})

it('names who accepted', () => {
  expect(followAccepted.sentence({}, ana, {})).toBe('Ana accepted your request to follow them')
  expect(followAccepted.sentence({}, anaAndBen, {})).toBe('Ana and Ben accepted your requests to follow them')
})

it('holds as long as the follow does', () => {
  expect(followAccepted.withdraw?.(edge('UNFOLLOWED', 'NONE'), true)).toEqual([{ recipientId: 'ath_a', actorId: 'ath_b' }])
  expect(followAccepted.withdraw?.(edge('ACCEPTED'), true)).toEqual([])
})
