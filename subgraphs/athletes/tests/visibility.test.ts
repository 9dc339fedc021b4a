import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

const FIELDS = 'id handle displayName avatarUrl isPrivate bio city country favouriteSports joinedAt isPremium'
const BY_ID = `query ($id: ID!) { athlete(id: $id) { ${FIELDS} } }`
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { ${FIELDS} } } }`

let world: World
let owner: Someone
let follower: Someone
let requester: Someone
let stranger: Someone
let blocked: Someone
let blocker: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[owner, follower, requester, stranger, blocked, blocker] = await Promise.all([
    world.signUp({ displayName: 'Olga Owner' }),
    world.signUp(),
    world.signUp(),
    world.signUp(),
    world.signUp(),
    world.signUp(),
  ])
  const input = { bio: 'bio', avatarUrl: 'https://example.org/o.jpg', city: 'Bern', country: 'CH', favouriteSports: ['ROW'] }
  await world.ask('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }', { input }, owner.caller)
  await world.follow(follower.id, owner.id)
  await world.follow(requester.id, owner.id, 'REQUESTED')
  await world.follow(blocked.id, owner.id)
  await world.block(owner.id, blocked.id)
  await world.follow(blocker.id, owner.id)
  await world.block(blocker.id, owner.id)
  await world.premium(owner.id, true)
  await world.settle()
})
afterAll(() => world.close())

const setProfile = (profile: string) =>
  world.ask('mutation ($p: Visibility) { updatePrivacy(input: { profile: $p }) { id } }', { p: profile }, owner.caller)

const card = () => ({
  id: owner.id,
  handle: owner.handle,
  displayName: 'Olga Owner',
  avatarUrl: 'https://example.org/o.jpg',
  isPrivate: false,
})
const cardOnly = () => ({
  ...card(),
  bio: null,
  city: null,
  country: null,
  favouriteSports: [],
  joinedAt: null,
  isPremium: false,
})
const profile = () => ({
  ...card(),
  bio: 'bio',
  city: 'Bern',
  country: 'CH',
  favouriteSports: ['ROW'],
  joinedAt: expect.any(String),
  isPremium: true,
})

/** The fields of this subgraph that return an athlete. */
const paths: Record<string, (caller: Caller) => Promise<unknown>> = {
  'athlete(id)': async (caller) => (await world.ask(BY_ID, { id: owner.id }, caller)).data.athlete,
  'athlete(handle)': async (caller) => {
    const query = `query ($h: String) { athlete(handle: $h) { ${FIELDS} } }`
    return (await world.ask(query, { h: owner.handle.toUpperCase() }, caller)).data.athlete
  },
  node: async (caller) =>
    (await world.ask(`query ($id: ID!) { node(id: $id) { ... on Athlete { ${FIELDS} } } }`, { id: owner.id }, caller)).data.node,
  nodes: async (caller) =>
    (await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Athlete { ${FIELDS} } } }`, { ids: [owner.id] }, caller))
      .data.nodes[0],
  reference: async (caller) =>
    (await world.ask(ENTITIES, { r: [{ __typename: 'Athlete', id: owner.id }] }, caller)).data._entities[0],
}

describe.each(Object.keys(paths))('%s', (name) => {
  const see = (someone: Someone | null) => paths[name]?.(someone?.caller ?? ANONYMOUS)

  it('EVERYONE: all see the profile; a blocked viewer sees nothing, and a viewer who blocked sees the card', async () => {
    await setProfile('EVERYONE')
    for (const someone of [owner, follower, requester, stranger, null]) expect(await see(someone)).toEqual(profile())
    expect(await see(blocked)).toBeNull()
    expect(await see(blocker)).toEqual(cardOnly())
  })

  it('FOLLOWERS: approved followers see the profile, the others the card', async () => {
    await setProfile('FOLLOWERS')
    for (const someone of [owner, follower]) expect(await see(someone)).toEqual(profile())
    for (const someone of [requester, stranger, blocker, null]) expect(await see(someone)).toEqual(cardOnly())
    expect(await see(blocked)).toBeNull()
  })

  it('ONLY_ME: only the owner sees the profile', async () => {
    await setProfile('ONLY_ME')
    expect(await see(owner)).toEqual(profile())
    for (const someone of [follower, requester, stranger, blocker, null]) expect(await see(someone)).toEqual(cardOnly())
    expect(await see(blocked)).toBeNull()
  })
})

it('unfollowing and unblocking take effect', async () => {
  await setProfile('FOLLOWERS')
  const [one, two] = [await world.signUp(), await world.signUp()]
  await world.follow(one.id, owner.id)
  await world.block(owner.id, two.id)
  await world.settle()
  expect((await world.ask(BY_ID, { id: owner.id }, one.caller)).data.athlete.bio).toBe('bio')
  expect((await world.ask(BY_ID, { id: owner.id }, two.caller)).data.athlete).toBeNull()
  await world.follow(one.id, owner.id, 'NONE')
  await world.block(owner.id, two.id, false)
  await world.settle()
  expect((await world.ask(BY_ID, { id: owner.id }, one.caller)).data.athlete.bio).toBeNull()
  expect((await world.ask(BY_ID, { id: owner.id }, two.caller)).data.athlete).toEqual(cardOnly())
})

it('athlete needs either an id or a handle', async () => {
  const query = 'query ($id: ID, $handle: String) { athlete(id: $id, handle: $handle) { id } }'
  for (const variables of [{}, { id: null }, { id: owner.id, handle: owner.handle }]) {
    expect((await world.ask(query, variables)).codes).toEqual(['BAD_USER_INPUT'])
  }
  for (const variables of [{ id: newId('Athlete') }, { id: 'x' }, { handle: 'nobody_here' }, { handle: '$ne' }]) {
    expect((await world.ask(query, variables)).data).toEqual({ athlete: null })
  }
})

it('an API key cannot read an athlete', async () => {
  const partner: Caller = { kind: 'partner', keyId: 'key_1', brandId: 'brand_1', scopes: ['LEADERBOARDS'], address: null }
  const reference = await world.ask(ENTITIES, { r: [{ __typename: 'Athlete', id: owner.id }] }, partner)
  expect(reference.data._entities).toEqual([null])
  const queries = ['{ viewer { id } }', `{ athlete(handle: "${owner.handle}") { id } }`, `{ node(id: "${owner.id}") { id } }`]
  for (const query of queries) expect((await world.ask(query, {}, partner)).codes).toEqual(['FORBIDDEN'])
  expect((await world.ask('{ searchAthletes(query: "o") { edges { cursor } } }', {}, partner)).codes).toEqual(['FORBIDDEN'])
  expect((await world.ask('mutation { signOut }', {}, partner)).codes).toEqual(['FORBIDDEN'])
})
