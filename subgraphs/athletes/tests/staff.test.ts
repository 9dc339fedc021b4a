import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD, openStaffDesk } from '../src/module.ts'
import { claimsOf, openWorld, PASSWORD, REFRESH, SIGN_IN, SIGN_UP, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it('the desk grants and revokes the role, and later tokens have it', async () => {
  const desk = await openStaffDesk(world.runtime)
  const someone = await world.signUp({ handle: 'the_boss', displayName: 'Boss' })
  expect(claimsOf(someone.accessToken).roles).toEqual([])
  expect(await desk.list()).toEqual([])

  const member = { athleteId: someone.id, handle: 'the_boss', displayName: 'Boss' }
  expect(await desk.grant('@The_Boss')).toEqual({ ok: true, member })
  expect(await desk.grant('the_boss')).toEqual({ ok: true, member })
  expect(await desk.list()).toEqual([{ athleteId: someone.id, handle: 'the_boss', displayName: 'Boss' }])
  const refreshed = (await world.ask(REFRESH, { token: someone.refreshToken })).data.refreshSession
  expect(claimsOf(refreshed.accessToken).roles).toEqual(['STAFF'])
  expect(refreshed.viewer.roles).toEqual(['STAFF'])

  // After the revocation no token with the role is valid.
  expect(await desk.revoke('the_boss')).toMatchObject({ athleteId: someone.id, sessionsEnded: 1 })
  expect(await world.runtime.redis.exists(`revoked:${someone.sessionId}`)).toBe(1)
  expect((await world.ask(REFRESH, { token: refreshed.refreshToken })).codes).toEqual(['UNAUTHENTICATED'])
  const again = (await world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })).data.signIn
  expect(claimsOf(again.accessToken).roles).toEqual([])
  expect(await desk.list()).toEqual([])
  expect(await desk.find('@The_boss')).toEqual({ athleteId: someone.id, handle: 'the_boss', displayName: 'Boss' })
  expect(await desk.find('nobody_at_all')).toBeNull()
  expect(await desk.grant('nobody_at_all')).toEqual({ ok: false, reason: 'NOBODY' })
  expect(await desk.revoke('nobody_at_all')).toBeNull()
})

it('an athlete with a published password neither gets nor keeps the role', async () => {
  const desk = await openStaffDesk(world.runtime)
  const known = await world.signUp({ handle: 'demo_one', displayName: 'One', password: DEMO_PASSWORD })
  expect(await desk.grant('demo_one')).toEqual({ ok: false, reason: 'PUBLISHED_PASSWORD' })
  expect(await desk.list()).toEqual([])

  // An earlier version has granted the role already. Another member has a secret password.
  await world.subgraph.opened.database.connection
    .collection<{ _id: string }>('accounts')
    .updateOne({ _id: known.id }, { $set: { roles: ['STAFF'] } })
  await world.signUp({ handle: 'good_one', displayName: 'Good' })
  expect(await desk.grant('good_one')).toMatchObject({ ok: true })
  expect((await desk.revokePublished()).map(({ handle }) => handle)).toEqual(['demo_one'])
  expect((await desk.list()).map(({ handle }) => handle)).toEqual(['good_one'])
  expect((await world.ask(REFRESH, { token: known.refreshToken })).codes).toEqual(['UNAUTHENTICATED'])
  expect(await desk.revokePublished()).toEqual([])
})

it('no input of the API grants the role', async () => {
  const input = { email: 'sly@example.org', password: PASSWORD, handle: 'sly', displayName: 'Sly', roles: ['STAFF'] }
  expect((await world.ask(SIGN_UP, { input })).data ?? null).toBeNull()
  const update = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { roles } }'
  const someone = await world.signUp()
  expect((await world.ask(update, { input: { roles: ['STAFF'] } }, someone.caller)).data ?? null).toBeNull()
})
