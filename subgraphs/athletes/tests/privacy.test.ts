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
let received: EventData<'athlete.privacy-changed'>[]
beforeAll(async () => {
  world = await openWorld()
  received = await world.listenTo('athlete.privacy-changed')
})
afterAll(() => world.close())

const add = (someone: Someone, input: Record<string, unknown> = {}) =>
  world.ask(ADD, { input: { label: 'Home', radiusMeters: 200, ...HOME, ...input } }, someone.caller)
const eventsOf = async ({ id }: Someone) => {
  await world.settle()
  return received.filter(({ athleteId }) => athleteId === id).toSorted((a, b) => a.revision - b.revision)
}

it('privacy hides nothing at first, and each change emits the whole state', async () => {
  const someone = await world.signUp()
  const before = (await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer.privacy
  expect(before).toEqual({ profile: 'EVERYONE', hideHeartRate: false, hideStartEndMeters: 0, zones: [] })
  const input = { profile: 'FOLLOWERS', hideHeartRate: true, hideStartEndMeters: 400 }
  const { data } = await world.ask(UPDATE, { input }, someone.caller)
  expect(data.updatePrivacy.privacy).toEqual({ ...input, zones: [] })
  // Absent fields stay, and a change that changes nothing emits nothing.
  await world.ask(UPDATE, { input: { hideHeartRate: true } }, someone.caller)
  const last = await world.ask(UPDATE, { input: { hideStartEndMeters: 0 } }, someone.caller)
  expect(last.data.updatePrivacy.privacy).toMatchObject({ hideHeartRate: true, hideStartEndMeters: 0 })
  const state = { athleteId: someone.id, hideHeartRate: true, zones: [], at: expect.any(Number) }
  expect(await eventsOf(someone)).toEqual([
    { ...state, revision: 1, hideStartEndMeters: 400 },
    { ...state, revision: 2, hideStartEndMeters: 0 },
  ])
})

it('recordings are given for statistics by whoever says so', async () => {
  const someone = await world.signUp()
  const own = 'privacy { recordingsForStatistics hideHeartRate }'
  const before = await world.ask(`{ viewer { ${own} } }`, {}, someone.caller)
  expect(before.data.viewer.privacy).toEqual({ recordingsForStatistics: false, hideHeartRate: false })
  const update = `mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { ${own} } }`
  const { data } = await world.ask(update, { input: { recordingsForStatistics: true } }, someone.caller)
  expect(data.updatePrivacy.privacy).toEqual({ recordingsForStatistics: true, hideHeartRate: false })
  await world.ask(update, { input: { hideHeartRate: true } }, someone.caller)
  await world.ask(update, { input: { recordingsForStatistics: false } }, someone.caller)
  expect((await world.ask(update, { input: { recordingsForStatistics: null } }, someone.caller)).codes).toEqual([
    'BAD_USER_INPUT',
  ])
  expect(
    (await eventsOf(someone)).map(({ recordingsForStatistics, hideHeartRate }) => [recordingsForStatistics, hideHeartRate]),
  ).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ])
})

it('whoever does not wish to be suggested says so, and others are told by event', async () => {
  const changes = await world.listenTo('athlete.changed')
  const someone = await world.signUp()
  expect((await world.ask('{ viewer { privacy { suggestMe } } }', {}, someone.caller)).data.viewer.privacy.suggestMe).toBe(true)
  const wish = 'mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { privacy { suggestMe nudgeMe profile } } }'
  const { data } = await world.ask(wish, { input: { suggestMe: false, nudgeMe: false } }, someone.caller)
  expect(data.updatePrivacy.privacy).toEqual({ suggestMe: false, nudgeMe: false, profile: 'EVERYONE' })
  expect((await world.ask(wish, { input: { suggestMe: null } }, someone.caller)).codes).toEqual(['BAD_USER_INPUT'])
  await world.settle()
  const own = changes.filter(({ athleteId }) => athleteId === someone.id).toSorted((a, b) => a.revision - b.revision)
  expect(own.map(({ suggestible }) => suggestible)).toEqual([true, false])
  expect(own.map(({ nudgeable }) => nudgeable)).toEqual([true, false])
  expect(own.map(({ persona }) => persona)).toEqual([undefined, undefined])
  const nerd = await world.signUp({ persona: 'DATA_NERD' })
  await world.settle()
  expect(changes.find(({ athleteId }) => athleteId === nerd.id)?.persona).toBe('DATA_NERD')
})

it('a zone is emitted as its moved circle, and its place is neither stored nor returned', async () => {
  const someone = await world.signUp()
  const { privacy } = (await add(someone)).data.addPrivacyZone
  expect(privacy.zones).toEqual([{ id: expect.stringMatching(/^zone_/), label: 'Home', radiusMeters: 200 }])
  const [first] = await eventsOf(someone)
  const [circle] = first?.zones ?? []
  expect(circle).toMatchObject({ zoneId: privacy.zones[0].id, radiusMeters: 450 })
  const moved = haversineMeters(HOME.latitude, HOME.longitude, circle?.latitude ?? 0, circle?.longitude ?? 0)
  expect(moved).toBeGreaterThan(0)
  expect(moved).toBeLessThanOrEqual(250)
  const stored = await world.subgraph.opened.database.connection.collection('recording_privacy').find({}).toArray()
  const written = JSON.stringify([stored, await eventsOf(someone)])
  // Whole numbers are compared, since a moved place may begin with the same digits by chance.
  const numbers = written.match(/-?\d+(\.\d+)?/g)?.map(Number)
  expect(numbers).toContain(circle?.latitude)
  for (const degrees of [HOME.latitude, HOME.longitude]) {
    expect(numbers).not.toContain(degrees)
    expect(numbers).not.toContain(Number(degrees.toFixed(3)))
  }

  const removed = await world.ask(REMOVE, { id: privacy.zones[0].id }, someone.caller)
  expect(removed.data.removePrivacyZone.privacy.zones).toEqual([])
  expect((await world.ask(REMOVE, { id: privacy.zones[0].id }, someone.caller)).codes).toEqual(['NOT_FOUND'])
  await add(someone, { label: 'Home again' })
  const events = await eventsOf(someone)
  expect(events.map(({ revision, zones }) => [revision, zones.length])).toEqual([
    [1, 1],
    [2, 0],
    [3, 1],
  ])
  expect(events[2]?.zones[0]).toEqual({ ...circle, zoneId: expect.not.stringMatching(privacy.zones[0].id) })
})

it('invalid input is refused with the names of its fields and changes nothing', async () => {
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
  expect(await eventsOf(someone)).toEqual([])
  expect((await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer.privacy).toMatchObject({
    profile: 'EVERYONE',
    zones: [],
  })
})

it('there are at most ten zones, even when several are added at once', async () => {
  const someone = await world.signUp()
  for (let n = 0; n < 7; n += 1) await add(someone, { label: `Place ${n}` })
  const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => add(someone, { label: `Late ${n}` })))
  expect(answers.flatMap(({ codes }) => codes)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  const { privacy } = (await world.ask(`{ viewer { ${SETTINGS} } }`, {}, someone.caller)).data.viewer
  expect(privacy.zones).toHaveLength(10)
})

it('nobody else can read the privacy settings', async () => {
  const [someone, other] = [await world.signUp(), await world.signUp()]
  await add(someone, { label: 'Secret place' })
  const r = [{ __typename: 'Viewer', id: viewerRootId(someone.id) }]
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { ${SETTINGS} } } }`
  expect((await world.ask(query, { r }, someone.caller)).data._entities).toMatchObject([{ privacy: { zones: [{}] } }])
  expect((await world.ask(query, { r }, other.caller)).data._entities).toEqual([null])
  expect((await world.ask(query, { r })).data._entities).toEqual([null])
})
