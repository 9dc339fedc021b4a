import type { EventData } from '@gruppetto/events'
import { viewerRootId } from '@gruppetto/graph'
import { haversineMeters } from '@gruppetto/recordings'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

const HOME = { latitude: 47.3769, longitude: 8.5417 }
const SETTINGS = 'privacy { profile hideHeartRate hideStartEndMeters zones { id label radiusMeters } }'
const UPDATE = `mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { ${SETTINGS} } }`
const ADD = `mutation ($input: PrivacyZoneInput!) { addPrivacyZone(input: $input) { ${SETTINGS} } }`
const REMOVE = `mutation ($id: ID!) { removePrivacyZone(id: $id) { ${SETTINGS} } }`

let world: World
let heard: EventData<'athlete.privacy-changed'>[]
beforeAll(async () => {
  world = await openWorld()
  heard = await world.listenTo('athlete.privacy-changed')
})
afterAll(() => world.close())

const add = (someone: Someone, input: Record<string, unknown> = {}) =>
  world.ask(ADD, { input: { label: 'Home', radiusMeters: 200, ...HOME, ...input } }, someone.caller)
const toldOf = async ({ id }: Someone) => {
  await world.settle()
  return heard.filter(({ athleteId }) => athleteId === id).toSorted((a, b) => a.revision - b.revision)
}

it('hides nothing until the athlete says so, then what is said, told whole', async () => {
  const someone = await world.signUp()
  const before = (await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer.privacy
  expect(before).toEqual({ profile: 'EVERYONE', hideHeartRate: false, hideStartEndMeters: 0, zones: [] })
  const input = { profile: 'FOLLOWERS', hideHeartRate: true, hideStartEndMeters: 400 }
  const { data } = await world.ask(UPDATE, { input }, someone.caller)
  expect(data.updatePrivacy.privacy).toEqual({ ...input, zones: [] })
  // What is absent stays; what changes nothing is not told.
  await world.ask(UPDATE, { input: { hideHeartRate: true } }, someone.caller)
  const last = await world.ask(UPDATE, { input: { hideStartEndMeters: 0 } }, someone.caller)
  expect(last.data.updatePrivacy.privacy).toMatchObject({ hideHeartRate: true, hideStartEndMeters: 0 })
  const state = { athleteId: someone.id, hideHeartRate: true, zones: [], at: expect.any(Number) }
  expect(await toldOf(someone)).toEqual([
    { ...state, revision: 1, hideStartEndMeters: 400 },
    { ...state, revision: 2, hideStartEndMeters: 0 },
  ])
})

it('a zone is told as its moved circle, and its place is neither kept nor sent back', async () => {
  const someone = await world.signUp()
  const { privacy } = (await add(someone)).data.addPrivacyZone
  expect(privacy.zones).toEqual([{ id: expect.stringMatching(/^zone_/), label: 'Home', radiusMeters: 200 }])
  const [first] = await toldOf(someone)
  const [circle] = first?.zones ?? []
  expect(circle).toMatchObject({ zoneId: privacy.zones[0].id, radiusMeters: 450 })
  const moved = haversineMeters(HOME.latitude, HOME.longitude, circle?.latitude ?? 0, circle?.longitude ?? 0)
  expect(moved).toBeGreaterThan(0)
  expect(moved).toBeLessThanOrEqual(250)
  const kept = await world.subgraph.opened.database.connection.collection('recording_privacy').find({}).toArray()
  const written = JSON.stringify([kept, await toldOf(someone)])
  // As a whole number: a moved place may begin with the same digits by chance.
  const numbers = written.match(/-?\d+(\.\d+)?/g)?.map(Number)
  expect(numbers).toContain(circle?.latitude)
  for (const secret of [HOME.latitude, HOME.longitude]) {
    expect(numbers).not.toContain(secret)
    expect(numbers).not.toContain(Number(secret.toFixed(3)))
  }

  const removed = await world.ask(REMOVE, { id: privacy.zones[0].id }, someone.caller)
  expect(removed.data.removePrivacyZone.privacy.zones).toEqual([])
  expect((await world.ask(REMOVE, { id: privacy.zones[0].id }, someone.caller)).codes).toEqual(['NOT_FOUND'])
  await add(someone, { label: 'Home again' })
  const events = await toldOf(someone)
  expect(events.map(({ revision, zones }) => [revision, zones.length])).toEqual([
    [1, 1],
    [2, 0],
    [3, 1],
  ])
  expect(events[2]?.zones[0]).toEqual({ ...circle, zoneId: expect.not.stringMatching(privacy.zones[0].id) })
})

it('names what is wrong, and changes nothing then', async () => {
  const [someone, other] = [await world.signUp(), await world.signUp()]
  const bad = await add(someone, { label: ' ', latitude: 91, longitude: -181, radiusMeters: 49 })
  const pathsOf = (answer: typeof bad) => answer.errors[0]?.extensions.fields.map((field: { path: string }) => field.path)
  expect(pathsOf(bad)).toEqual(['input.label', 'input.latitude', 'input.longitude', 'input.radiusMeters'])
  const far = await world.ask(
    UPDATE,
    { input: { hideStartEndMeters: 2001, hideHeartRate: null, profile: 'ONLY_ME' } },
    someone.caller,
  )
  expect(pathsOf(far)).toEqual(['input.hideHeartRate', 'input.hideStartEndMeters'])
  const { data } = await add(other)
  const theirs = data.addPrivacyZone.privacy.zones[0].id
  expect((await world.ask(REMOVE, { id: theirs }, someone.caller)).codes).toEqual(['NOT_FOUND'])
  expect((await world.ask(ADD, { input: { label: 'Home', radiusMeters: 200, ...HOME } })).codes).toEqual(['UNAUTHENTICATED'])
  expect(await toldOf(someone)).toEqual([])
  expect((await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer.privacy).toMatchObject({
    profile: 'EVERYONE',
    zones: [],
  })
})

it('there are ten zones at most, also of many added at once', async () => {
  const someone = await world.signUp()
  for (let n = 0; n < 7; n += 1) await add(someone, { label: `Place ${n}` })
  const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => add(someone, { label: `Late ${n}` })))
  expect(answers.flatMap(({ codes }) => codes)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  const { privacy } = (await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer
  expect(privacy.zones).toHaveLength(10)
})

it('is nobody else’s to read', async () => {
  const [someone, other] = [await world.signUp(), await world.signUp()]
  await add(someone, { label: 'Secret place' })
  const r = [{ __typename: 'Viewer', id: viewerRootId(someone.id) }]
  const road = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { ${SETTINGS} } } }`
  expect((await world.ask(road, { r }, someone.caller)).data._entities).toMatchObject([{ privacy: { zones: [{}] } }])
  expect((await world.ask(road, { r }, other.caller)).data._entities).toEqual([null])
  expect((await world.ask(road, { r })).data._entities).toEqual([null])
})
