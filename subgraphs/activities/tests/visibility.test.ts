import { ANONYMOUS, type Caller } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
type Rider = Awaited<ReturnType<World['athlete']>>
const riders: Record<string, Rider> = {}
const rider = (name: string): Rider => {
  const found = riders[name]
  if (found === undefined) throw new Error(name)
  return found
}
const ids: Record<string, Record<string, string>> = {}
const AUDIENCES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME']

const manual = async (owner: Rider, visibility: string, startedAt = '2026-05-01T06:00:00Z'): Promise<string> =>
  (
    await world.ask(
      `mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }`,
      {
        input: {
          name: visibility,
          sport: 'RUN',
          startedAt,
          timeZone: 'Europe/Zurich',
          elapsedSeconds: 600,
          distanceMeters: 1000,
          visibility,
        },
      },
      owner,
    )
  ).createManualActivity.id

beforeAll(async () => {
  world = await openWorld()
  const settings = {
    open: {},
    closed: { isPrivate: true },
    followersOnly: { profileVisibility: 'FOLLOWERS' },
    hidden: { profileVisibility: 'ONLY_ME' },
  } as const
  for (const [name, change] of Object.entries(settings)) riders[name] = await world.athlete(change)
  const owners = Object.keys(settings)
  for (const name of ['stranger', 'follower', 'asking', 'blocked', 'blocking']) riders[name] = await world.athlete()
  for (const name of owners) {
    const owner = rider(name)
    for (const who of ['follower', 'blocked', 'blocking']) await world.follow(rider(who), owner)
    await world.follow(rider('asking'), owner, 'REQUESTED')
    await world.block(owner, rider('blocked'))
    await world.block(rider('blocking'), owner)
    ids[name] = {}
    for (const audience of AUDIENCES) ids[name][audience] = await manual(owner, audience)
  }
  await world.settle()
})
afterAll(() => world.close())

const ROADS = `query($id: ID!, $athlete: ID!, $r: [_Any!]!) {
  activity(id: $id) { id name streams(channels: [TIME]) { length } }
  _entities(representations: $r) {
    ... on Activity { id name athlete { id } }
    ... on Athlete { activities { totalCount edges { node { id } } } totals(period: ALL_TIME) { sport count distanceMeters } }
  }
}`

/** The ones of an owner's three activities that a viewer finds. Asserts that they are the same by every query. */
const found = async (ownerName: string, viewer: Caller) => {
  const seen: string[] = []
  let list: unknown = null
  let totals: unknown = null
  for (const audience of AUDIENCES) {
    const id = ids[ownerName]?.[audience]
    const athlete = rider(ownerName).athleteId
    const r = [
      { __typename: 'Activity', id },
      { __typename: 'Activity', ref: id },
      { __typename: 'Athlete', id: athlete },
    ]
    const answer = await world.ask(ROADS, { id, athlete, r }, viewer)
    const [byId, byRef, owner] = answer._entities
    expect([byId === null, byRef === null]).toEqual([answer.activity === null, answer.activity === null])
    if (answer.activity !== null) seen.push(audience)
    list = owner?.activities ?? null
    totals = owner?.totals ?? null
  }
  if (list !== null) {
    const { totalCount, edges } = list as { totalCount: number; edges: { node: { id: string } }[] }
    expect(totalCount).toBe(seen.length)
    expect(edges.map((edge) => edge.node.id).sort()).toEqual(seen.map((audience) => ids[ownerName]?.[audience]).sort())
    const counted = seen.length === 0 ? [] : [{ sport: 'RUN', count: seen.length, distanceMeters: seen.length * 1000 }]
    expect(totals).toEqual(counted)
  } else expect(totals).toBeNull()
  return { seen: seen.join(' '), list: list !== null }
}

describe('an activity and the lists and sums that contain it', () => {
  it.each([
    ['open', 'open', 'EVERYONE FOLLOWERS ONLY_ME', true],
    ['open', 'stranger', 'EVERYONE', true],
    ['open', 'nobody', 'EVERYONE', true],
    ['open', 'asking', 'EVERYONE', true],
    ['open', 'follower', 'EVERYONE FOLLOWERS', true],
    ['open', 'blocked', '', false],
    ['open', 'blocking', '', false],
    ['closed', 'closed', 'EVERYONE FOLLOWERS ONLY_ME', true],
    ['closed', 'stranger', '', true],
    ['closed', 'nobody', '', true],
    ['closed', 'asking', '', true],
    ['closed', 'follower', 'EVERYONE FOLLOWERS', true],
    ['closed', 'blocked', '', false],
    ['followersOnly', 'stranger', 'EVERYONE', false],
    ['followersOnly', 'follower', 'EVERYONE FOLLOWERS', true],
    ['hidden', 'hidden', 'EVERYONE FOLLOWERS ONLY_ME', true],
    ['hidden', 'follower', 'EVERYONE FOLLOWERS', false],
    ['hidden', 'nobody', 'EVERYONE', false],
  ])('of %s, seen by %s: %s (list: %s)', async (owner, viewer, seen, list) => {
    expect(await found(owner, viewer === 'nobody' ? ANONYMOUS : rider(viewer))).toEqual({ seen, list })
  })

  it('is hidden from API keys', async () => {
    const partner: Caller = { kind: 'partner', keyId: 'key_1', brandId: 'brand_1', scopes: [], address: null }
    const id = ids.open?.EVERYONE
    expect(await world.refused('query($id: ID!) { activity(id: $id) { id } }', { id }, partner)).toBe('FORBIDDEN')
    const r = [{ __typename: 'Activity', id }]
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Activity { name } } }'
    expect(await world.refused(query, { r }, partner)).toBe('FORBIDDEN')
    expect(await world.refused('query { viewer { id } }', {}, partner)).toBe('FORBIDDEN')
  })

  it('disappears with the account, and with a block, at once', async () => {
    const owner = await world.athlete()
    const friend = await world.athlete()
    await world.follow(friend, owner)
    const id = await manual(owner, 'FOLLOWERS')
    await world.settle()
    const look = async () => (await world.ask('query($id: ID!) { activity(id: $id) { id } }', { id }, friend)).activity
    expect(await look()).toEqual({ id })
    await world.block(owner, friend)
    await world.settle()
    expect(await look()).toBeNull()
    await world.block(owner, friend, false)
    await world.settle()
    expect(await look()).toEqual({ id })
    await world.account(owner.athleteId, { deleted: true })
    await world.settle()
    expect(await look()).toBeNull()
  })

  it('cannot be changed by another athlete: NOT_FOUND when hidden, FORBIDDEN when visible', async () => {
    const update = 'mutation($id: ID!) { updateActivity(id: $id, input: { name: "Mine" }) { id } }'
    const remove = 'mutation($id: ID!) { deleteActivity(id: $id) }'
    for (const query of [update, remove]) {
      expect(await world.refused(query, { id: ids.open?.EVERYONE }, rider('stranger'))).toBe('FORBIDDEN')
      expect(await world.refused(query, { id: ids.open?.ONLY_ME }, rider('stranger'))).toBe('NOT_FOUND')
      expect(await world.refused(query, { id: ids.open?.EVERYONE }, rider('blocked'))).toBe('NOT_FOUND')
      expect(await world.refused(query, { id: 'act_nothing' }, rider('stranger'))).toBe('NOT_FOUND')
      expect(await world.refused(query, { id: ids.open?.EVERYONE }, ANONYMOUS)).toBe('UNAUTHENTICATED')
    }
  })
})
