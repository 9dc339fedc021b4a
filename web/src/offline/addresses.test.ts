import { expect, it } from 'vitest'
import { addressOf, isScreen, shownOf } from '../../worker/addresses.ts'

const PATHS = ['/', '/activities/:id', '/notifications', '/clubs/:id']

it('a push leads to the screen of what it is about, where the app has one', () => {
  expect(addressOf({ comment: 'cmt_1', activity: 'act_1' }, PATHS)).toBe('/activities/act_1')
  expect(addressOf({ event: 'evt_1', club: 'club_1' }, PATHS)).toBe('/clubs/club_1')
  expect(addressOf({ activity: '../x?y' }, PATHS)).toBe('/activities/..%2Fx%3Fy')
  expect(addressOf({ badge: 'first-100' }, PATHS)).toBe('/notifications')
  expect(addressOf({}, [])).toBe('/notifications')
})

it('an address is one of a screen, or somebody else answers it', () => {
  expect(['/', '/activities/act_1', '/clubs/c/'].map((address) => isScreen(address, PATHS))).toEqual([true, true, true])
  expect(['/graphql', '/activities/', '/activities/a/b', '/verify-email'].map((address) => isScreen(address, PATHS))).toEqual([
    false,
    false,
    false,
    false,
  ])
})

it('a push shows something, whatever has arrived', () => {
  const pushed = {
    title: 'Gruppetto',
    body: 'Ben gave kudos to “Morning run”.',
    tag: 'kudos-act_1',
    notificationId: 'ntf_1',
    kind: 'KUDOS',
    at: '2026-11-30T12:00:00.000Z',
    subjects: { activity: 'act_1' },
    unreadCount: 3,
  }
  expect(shownOf(JSON.stringify(pushed), PATHS, 0)).toEqual({
    title: 'Gruppetto',
    body: 'Ben gave kudos to “Morning run”.',
    tag: 'kudos-act_1',
    address: '/activities/act_1',
    unreadCount: 3,
    atMs: Date.parse('2026-11-30T12:00:00Z'),
  })
  for (const odd of ['', '{', 'null', '[]', '7', '{"subjects":null,"at":"soon","unreadCount":"many"}']) {
    expect(shownOf(odd, PATHS, 5)).toEqual({
      title: 'Gruppetto',
      body: '',
      tag: 'gruppetto',
      address: '/notifications',
      unreadCount: 0,
      atMs: 5,
    })
  }
})
