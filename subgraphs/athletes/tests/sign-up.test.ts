import type { EventData } from '@gruppetto/events'
import { publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimsOf, openWorld, PASSWORD, SIGN_IN, SIGN_UP, type World } from './world.ts'

let world: World
let received: EventData<'athlete.changed'>[]
beforeAll(async () => {
  world = await openWorld()
  received = await world.listenTo('athlete.changed')
})
afterAll(() => world.close())

const input = (over: Record<string, unknown> = {}) => {
  const word = Math.random().toString(36).slice(2, 10)
  return { email: `${word}@example.org`, password: PASSWORD, handle: `h_${word}`, displayName: 'Anna M', ...over }
}

describe('signUp', () => {
  it('returns tokens and the viewer to a caller who is signed out', async () => {
    const given = input({ handle: 'Anna.Mueller', email: 'Anna@Example.org', timeZone: 'Europe/Zurich', persona: 'DATA_NERD' })
    const { data, errors } = await world.ask(SIGN_UP, { input: given })
    expect(errors).toEqual([])
    const { viewer, accessToken, accessTokenExpiresAt } = data.signUp
    expect(viewer).toMatchObject({
      email: 'Anna@Example.org',
      timeZone: 'Europe/Zurich',
      units: 'METRIC',
      persona: 'DATA_NERD',
      roles: [],
      athlete: { id: viewer.athlete.id, handle: 'anna.mueller', displayName: 'Anna M', bio: null, joinedAt: expect.any(String) },
      sessions: [{ current: true }],
    })
    const keySet = (await callRoute([publicRoutesOf(world.subgraph)], '/.well-known/jwks.json')).json()
    expect(keySet.keys).toHaveLength(1)
    expect(keySet.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' })
    expect(keySet.keys[0]).not.toHaveProperty('d')
    const { payload } = await jwtVerify(accessToken, createLocalJWKSet(keySet), { issuer: 'gruppetto', audience: 'gruppetto' })
    expect(payload).toMatchObject({ sub: viewer.athlete.id, sid: viewer.sessions[0].id, roles: [] })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900)
    expect(new Date(accessTokenExpiresAt).getTime()).toBe((payload.exp ?? 0) * 1000)
  })

  it('refuses a handle or an e-mail address that is taken, in any case', async () => {
    const first = await world.signUp({ handle: 'taken_one', email: 'taken@example.org' })
    expect((await world.ask(SIGN_UP, { input: input({ handle: 'TAKEN_one' }) })).codes).toEqual(['CONFLICT'])
    expect((await world.ask(SIGN_UP, { input: input({ email: 'TAKEN@example.org' }) })).codes).toEqual(['CONFLICT'])
    const again = await world.ask(SIGN_IN, { input: { email: first.email, password: PASSWORD } })
    expect(again.data.signIn.viewer.athlete.id).toBe(first.id)
  })

  it.each(['handle', 'email'])('gives one %s to one of many at once, and the others get CONFLICT', async (field) => {
    await world.settle()
    const before = received.length
    const same = field === 'handle' ? { handle: `race_${Date.now() % 1e6}` } : { email: `race${Date.now()}@example.org` }
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.ask(SIGN_UP, { input: input(same) })))
    const codes = answers.flatMap((answer) => answer.codes)
    expect(codes).toEqual(Array(19).fill('CONFLICT'))
    const [winner] = answers.flatMap((answer) => answer.data?.signUp?.viewer.athlete.id ?? [])
    await world.settle()
    const events = received.map((event) => event.athleteId).slice(before)
    expect(events).toEqual([winner])
    // A failed sign-up leaves no handle and no address behind.
    const { connection } = world.subgraph.opened.database
    const accounts = await connection.collection('accounts').countDocuments()
    expect(await connection.collection('handles').countDocuments()).toBe(accounts)
    expect(await connection.collection('credentials').countDocuments()).toBe(accounts)
  })

  it('names each invalid field', async () => {
    const wrong = input({ handle: 'no', password: 'short', displayName: '' })
    const { codes, errors } = await world.ask(SIGN_UP, { input: wrong })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    const paths = errors[0]?.extensions.fields.map((field: { path: string }) => field.path)
    expect(paths).toEqual(['input.password', 'input.handle', 'input.displayName'])
    expect(JSON.stringify(errors)).not.toContain('short')
  })

  it.each(['password', '12345678', 'QwertyUIOP'])('refuses the common password %s', async (password) => {
    const { errors } = await world.ask(SIGN_UP, { input: input({ password }) })
    expect(errors[0]?.extensions.fields).toEqual([
      { path: 'input.password', message: expect.stringContaining('guess'), rule: 'EASY_TO_GUESS' },
    ])
  })

  it.each([{ email: 'nobody' }, { timeZone: '+02:00' }])('refuses %j as an invalid scalar', async (over) => {
    const { codes, errors } = await world.ask(SIGN_UP, { input: input(over) })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(errors[0]?.extensions.fields).toMatchObject([
      { path: `input.${Object.keys(over)[0]}`, rule: 'WRONG_FORMAT', format: expect.any(String) },
    ])
  })

  it('stores no password and no token in plain text', async () => {
    const someone = await world.signUp({ password: 'a very own password' })
    const { connection } = world.subgraph.opened.database
    const collections = ['accounts', 'credentials', 'sessions', 'handles', 'search_names', 'signing_keys', 'outbox']
    const stored = await Promise.all(collections.map((name) => connection.collection(name).find().toArray()))
    const text = JSON.stringify(stored)
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(text).not.toContain('a very own password')
    for (const part of someone.refreshToken.split('.')) expect(text).not.toContain(part)
    expect(text).not.toContain('"d"')
    expect(claimsOf(someone.accessToken).sub).toBe(someone.id)
  })
})
