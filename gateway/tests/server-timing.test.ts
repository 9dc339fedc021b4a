import { makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

const QUERY = '{ viewer { handle unreadNotificationCount } plans }'
const flags = makeFlagFile()
let world: World
const me = ids.athlete()
beforeAll(async () => {
  flags.set({ 'server-timing': true })
  world = await openWorld({ env: flags.env })
  world.data.handles.set(me, 'ana')
})
afterAll(() => world.close())

const timingOf = async (headers: Record<string, string>, query = QUERY): Promise<string | null> => {
  const answer = await fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  await answer.text()
  return answer.headers.get('server-timing')
}
const bearer = async (athleteId: string) => ({ authorization: `Bearer ${await world.token({ athleteId })}` })

it('an athlete with the flag learns how long the plan, each call and the rest took', async () => {
  const timing = (await timingOf(await bearer(me))) ?? ''
  const names = timing.split(', ').map((entry) => /^([a-z]+);dur=\d+\.\d$/.exec(entry)?.[1])
  expect(names[0]).toBe('plan')
  expect(names.at(-1)).toBe('completion')
  expect(names.slice(1, -1).sort()).toEqual(['athletes', 'commerce', 'social'])
})

it('nobody else learns anything, nor anybody of an operation that has not run', async () => {
  expect(await timingOf({})).toBeNull()
  expect(await timingOf({ 'x-api-key': 'unknown' })).toBeNull()
  expect(await timingOf({ authorization: 'Bearer expired.or.wrong' })).toBeNull()
  expect(await timingOf(await bearer(me), '{ nothing }')).toBe('plan;dur=0.0, completion;dur=0.0')
})

it('an athlete without the flag learns nothing', async () => {
  const off = await openWorld()
  const answer = await fetch(off.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await off.token({ athleteId: me })}` },
    body: JSON.stringify({ query: QUERY }),
  })
  expect([answer.status, answer.headers.get('server-timing')]).toEqual([200, null])
  await off.close()
})
