import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { addressOf, isScreen, LEADS_TO, SHOWN_AT } from '../../worker/addresses.ts'

const PATHS = ['/', '/activities/:id', '/notifications', '/clubs/:slug']

it('a push leads to the screen of what it is about', () => {
  expect(addressOf('COMMENT', { comment: 'cmt_1', activity: 'act_1' })).toBe('/activities/act_1')
  expect(addressOf('CHEER', { liveSession: 'live_1' })).toBe('/live/session/live_1')
  expect(addressOf('MODERATION', { case: 'case_1', activity: 'act_1' })).toBe('/decisions/case_1')
  expect(addressOf('STREAK_AT_RISK', {})).toBe('/streak')
  expect(addressOf('CLUB_INVITED', { club: 'club_1' })).toBe('/notifications')
})

it('a push leads nowhere but to the app, whatever is in it', () => {
  expect(addressOf('KUDOS', { activity: '../x?y' })).toBe('/activities/..%2Fx%3Fy')
  expect(addressOf('KUDOS', { activity: '//elsewhere.example/$&' })).toBe('/activities/%2F%2Felsewhere.example%2F%24%26')
  expect(addressOf('https://elsewhere.example', {})).toBe('/notifications')
  expect(addressOf('toString', {})).toBe('/notifications')
})

it('the app has each screen that a push leads to', () => {
  const screens = new URL('../screens/', import.meta.url)
  const paths = readdirSync(screens, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => /path: '([^']+)'/.exec(readFileSync(new URL(`${name}/screen.ts`, screens), 'utf8'))?.[1])
  const led = [...SHOWN_AT.map(([, path]) => path.replace(':', '$')), ...Object.values(LEADS_TO)]
  expect(led.filter((path) => !paths.includes(path))).toEqual([])
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
