import { expect, it } from 'vitest'
import { PICTURED } from '../../../../web/build/pictured.mjs'
import { addressOf, type Known, screenPaths } from './screens.ts'

const SOME: Known = {
  handle: 'ana',
  activityId: 'act_1',
  slug: 'birds',
  eventId: 'evt_1',
  challengeId: 'chl_1',
  invitation: 'x',
  segmentId: 'seg_1',
  caseId: 'case_1',
  liveSessionId: 'live_1',
}

it('the walk through the web app comes to each screen', () => {
  const paths = screenPaths()
  expect(paths).toContain('/')
  expect(addressOf('/activities/$id/edit', SOME)).toBe('/activities/act_1/edit')
  expect(
    paths.filter((path) => addressOf(path, SOME) === undefined),
    'screens that the walk has no address for: add what is missing to PARTS in tests/e2e/src/web/screens.ts',
  ).toEqual([])
  expect(addressOf('/live/session/$id', SOME)).toBe('/live/session/live_1')
})

it('there is a picture of each screen', () => {
  const pictured = new Set(PICTURED.map(({ path }) => path))
  expect(
    screenPaths().filter((path) => !pictured.has(path)),
    'screens that npm run web:shots leaves out: add them to web/build/pictured.mjs',
  ).toEqual([])
  expect(new Set(PICTURED.map(({ name }) => name)).size).toBe(PICTURED.length)
})
