import type { EventData } from '@gruppetto/events'
import { randomEmail } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, PASSWORD, SIGN_IN, SIGN_UP, type Someone, type World } from './world.ts'

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  id timeZone units persona athlete { handle displayName bio avatarUrl city country favouriteSports } } }`
const PRIVACY = `mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) {
  privacy { profile defaultActivityVisibility approveFollowers } athlete { isPrivate } } }`

let world: World
let received: EventData<'athlete.changed'>[]
beforeAll(async () => {
  world = await openWorld()
  received = await world.listenTo('athlete.changed')
})
afterAll(() => world.close())

const update = (someone: Someone, input: Record<string, unknown>) => world.ask(UPDATE, { input }, someone.caller)
const eventsOf = async (id: string) => {
  await world.settle()
  return received.filter((event) => event.athleteId === id).toSorted((a, b) => a.revision - b.revision)
}

describe('updateProfile', () => {
  it('keeps absent fields and clears fields that are null', async () => {
    const someone = await world.signUp({ units: 'IMPERIAL' })
    const profile = { bio: 'Rides.', avatarUrl: 'https://example.org/a.jpg', city: 'Bern', country: 'CH' }
    const full = await update(someone, { ...profile, favouriteSports: ['RIDE', 'RUN', 'RIDE'], timeZone: 'Europe/Zurich' })
    expect(full.data.updateProfile).toMatchObject({
      timeZone: 'Europe/Zurich',
      units: 'IMPERIAL',
      athlete: { ...profile, favouriteSports: ['RIDE', 'RUN'] },
    })
    const cleared = await update(someone, { bio: null, city: '', favouriteSports: null, displayName: 'New Name' })
    expect(cleared.data.updateProfile.athlete).toEqual({
      ...profile,
      bio: null,
      city: null,
      favouriteSports: [],
      handle: someone.handle,
      displayName: 'New Name',
    })
  })

  it('refuses invalid input with the names of its fields and changes nothing', async () => {
    const someone = await world.signUp()
    const { codes, errors } = await update(someone, { handle: 'x', displayName: null, bio: 'fine', units: null })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(errors[0]?.extensions.fields.map((field: { path: string }) => field.path)).toEqual([
      'input.handle',
      'input.displayName',
      'input.units',
    ])
    expect((await update(someone, {})).data.updateProfile.athlete.bio).toBeNull()
    expect((await world.ask(UPDATE, { input: { bio: 'x' } })).codes).toEqual(['UNAUTHENTICATED'])
    expect((await update(someone, { avatarUrl: 'javascript:alert(1)' })).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('changes the handle: the old one leads to the new one, stays the athlete’s, and a taken one is a CONFLICT', async () => {
    const [someone, other] = [await world.signUp(), await world.signUp()]
    expect((await update(someone, { handle: other.handle.toUpperCase() })).codes).toEqual(['CONFLICT'])
    const fresh = `${someone.handle}.x`
    expect((await update(someone, { handle: fresh })).data.updateProfile.athlete.handle).toBe(fresh)
    const byHandle = async (handle: string) =>
      (await world.ask('query ($handle: String) { athlete(handle: $handle) { id handle } }', { handle })).data.athlete
    expect(await byHandle(fresh)).toEqual({ id: someone.id, handle: fresh })
    expect(await byHandle(someone.handle)).toEqual({ id: someone.id, handle: fresh })
    expect((await update(other, { handle: someone.handle })).codes).toEqual(['CONFLICT'])

    // Going back is a change too, and the third within 30 days is one too many.
    expect((await update(someone, { handle: someone.handle })).codes).toEqual([])
    const third = await update(someone, { handle: `${someone.handle}.y` })
    expect(third.errors[0]).toMatchObject({ message: expect.stringContaining('can be changed again from') })
    expect(third.codes).toEqual(['BAD_USER_INPUT'])
    expect(await byHandle(fresh)).toEqual({ id: someone.id, handle: someone.handle })

    world.advance(31 * 86_400_000)
    expect(await byHandle(fresh)).toBeNull()
    const newcomer = { email: randomEmail(), password: PASSWORD, handle: fresh, displayName: 'New' }
    const takers = await Promise.all([update(other, { handle: fresh }), world.ask(SIGN_UP, { input: newcomer })])
    expect(takers.flatMap(({ codes }) => codes)).toEqual(['CONFLICT'])
    expect((await update(someone, { handle: `${someone.handle}.y` })).codes).toEqual([])
  })

  it('keeps an old handle that is no longer valid for new accounts', async () => {
    const someone = await world.signUp()
    const { connection } = world.subgraph.opened.database
    const older = `_${someone.handle}.`
    await connection.collection('accounts').updateOne({ handle: someone.handle }, { $set: { handle: older } })
    await connection.collection('handles').updateOne({ athleteId: someone.id }, { $set: { athleteId: '' } })
    await connection.collection<{ _id: string; athleteId: string }>('handles').insertOne({ _id: older, athleteId: someone.id })
    const found = await world.ask('query ($handle: String) { athlete(handle: $handle) { id } }', { handle: older })
    expect(found.data.athlete).toEqual({ id: someone.id })
    const changed = await update(someone, { handle: older.toUpperCase(), bio: 'Still here.' })
    expect(changed.data.updateProfile.athlete).toMatchObject({ handle: older, bio: 'Still here.' })
    const signedIn = await world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })
    expect(signedIn.data.signIn.viewer.athlete.id).toBe(someone.id)
    for (const handle of [`${older}x_`, '_other', 'a..b', 'admin', 'gruppetto.support'])
      expect((await update(someone, { handle })).codes, handle).toEqual(['BAD_USER_INPUT'])
  })

  it('gives a handle to one of several athletes who want it at once', async () => {
    const people = await Promise.all([world.signUp(), world.signUp(), world.signUp(), world.signUp()])
    const answers = await Promise.all(people.map((someone) => update(someone, { handle: 'wanted_by_all' })))
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
  })
})

describe('athlete.changed', () => {
  it('has the whole state and the next revision, at sign-up and at every change', async () => {
    const someone = await world.signUp({ displayName: 'Anna', timeZone: 'Asia/Tokyo' })
    await update(someone, { displayName: 'Anna M', country: 'JP' })
    await update(someone, { displayName: 'Anna M' })
    await update(someone, {})
    const input = { profile: 'FOLLOWERS', defaultActivityVisibility: 'ONLY_ME', approveFollowers: true }
    const { data } = await world.ask(PRIVACY, { input }, someone.caller)
    expect(data.updatePrivacy).toEqual({ privacy: input, athlete: { isPrivate: true } })
    const first = {
      athleteId: someone.id,
      revision: 1,
      handle: someone.handle,
      displayName: 'Anna',
      avatarUrl: null,
      country: null,
      timeZone: 'Asia/Tokyo',
      profileVisibility: 'EVERYONE',
      defaultActivityVisibility: 'EVERYONE',
      isPrivate: false,
      deleted: false,
      emailVerified: false,
      suggestible: true,
      nudgeable: true,
      suspendedUntil: null,
      at: expect.any(Number),
    }
    const second = { ...first, revision: 2, displayName: 'Anna M', country: 'JP' }
    const third = {
      ...second,
      revision: 3,
      profileVisibility: 'FOLLOWERS',
      defaultActivityVisibility: 'ONLY_ME',
      isPrivate: true,
    }
    expect(await eventsOf(someone.id)).toEqual([first, second, third])
  })

  it('loses no change of several at once', async () => {
    const someone = await world.signUp()
    const patches = [
      { bio: 'b' },
      { city: 'c' },
      { country: 'd' },
      { displayName: 'E' },
      { timeZone: 'Europe/Rome' },
      { units: 'IMPERIAL' },
    ]
    const privacy = world.ask(PRIVACY, { input: { profile: 'ONLY_ME' } }, someone.caller)
    const answers = await Promise.all([privacy, ...patches.map((patch) => update(someone, patch))])
    expect(answers.flatMap(({ codes }) => codes)).toEqual([])
    const events = await eventsOf(someone.id)
    expect(events.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const now = await world.ask(
      '{ viewer { timeZone units privacy { profile } athlete { bio city country displayName } } }',
      {},
      someone.caller,
    )
    expect(now.data.viewer).toEqual({
      timeZone: 'Europe/Rome',
      units: 'IMPERIAL',
      privacy: { profile: 'ONLY_ME' },
      athlete: { bio: 'b', city: 'c', country: 'd', displayName: 'E' },
    })
    expect(events.at(-1)).toMatchObject({ displayName: 'E', country: 'd', timeZone: 'Europe/Rome', profileVisibility: 'ONLY_ME' })
  })

  it('is emitted once for each of many changes that succeeded; the others are a CONFLICT', async () => {
    const someone = await world.signUp()
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => update(someone, { bio: `bio ${n}` })))
    const done = answers.filter(({ codes }) => codes.length === 0).length
    expect(done).toBeGreaterThan(0)
    expect(answers.flatMap(({ codes }) => codes).filter((code) => code !== 'CONFLICT')).toEqual([])
    const events = await eventsOf(someone.id)
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: done + 1 }, (_, n) => n + 1))
  })

  it('is not emitted for a sign-up that failed', async () => {
    const someone = await world.signUp()
    const before = (await eventsOf(someone.id)).length
    const input = { email: someone.email, password: 'correct horse battery', handle: 'never_made', displayName: 'X' }
    expect((await world.ask(SIGN_UP, { input })).codes).toEqual(['CONFLICT'])
    expect(await eventsOf(someone.id)).toHaveLength(before)
    expect(received.some(({ handle }) => handle === 'never_made')).toBe(false)
  })
})

it('updatePrivacy refuses null and keeps absent fields', async () => {
  const someone = await world.signUp()
  const bad = await world.ask(PRIVACY, { input: { profile: null, approveFollowers: null } }, someone.caller)
  expect(bad.errors[0]?.extensions.fields.map((field: { path: string }) => field.path)).toEqual([
    'input.profile',
    'input.approveFollowers',
  ])
  await world.ask(PRIVACY, { input: { approveFollowers: true } }, someone.caller)
  const { data } = await world.ask(PRIVACY, { input: { profile: 'FOLLOWERS' } }, someone.caller)
  expect(data.updatePrivacy.privacy).toEqual({
    profile: 'FOLLOWERS',
    defaultActivityVisibility: 'EVERYONE',
    approveFollowers: true,
  })
})
