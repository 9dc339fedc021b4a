import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JOIN, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

let world: World
let maker: Person
let runner: Person

beforeAll(async () => {
  world = await openWorld()
  maker = await world.athlete()
  runner = await world.athlete()
  await world.settle()
})
afterAll(() => world.close())

const SHARE = 'mutation ($id: ID!, $share: Boolean!) { setChallengeSharing(id: $id, share: $share) { id viewerSharesWithBrand } }'
const DAY_MS = 86_400_000

describe('setChallengeSharing', () => {
  it('gives a consent and takes it back, with an event each time it changes, also after the end', async () => {
    const id = await makeChallenge(world, maker)
    await runner.ask(JOIN, { id, share: false })
    const share = async (wanted: boolean) =>
      (await runner.ask(SHARE, { id, share: wanted })).setChallengeSharing.viewerSharesWithBrand
    expect([await share(true), await share(true), await share(false)]).toEqual([true, true, false])
    await world.settle()
    const events = world.events('challenge.participation-changed', { challengeId: id, athleteId: runner.id })
    expect(events.map(({ sharesWithBrand, participating }) => [sharesWithBrand, participating])).toEqual([
      [false, true],
      [true, true],
      [false, true],
    ])
    // Consent does not change when the athlete joined, and each event is newer than the one before.
    expect(new Set(events.map(({ joinedAtMs }) => joinedAtMs)).size).toBe(1)
    expect(events.map(({ revision }) => revision)).toEqual(events.map(({ revision }) => revision).toSorted((a, b) => a - b))
    await share(true)
    world.advance(11 * DAY_MS)
    expect(await share(false)).toBe(false)
    world.advance(-11 * DAY_MS)
  })

  it('is for those who take part, also for one who does not see the challenge any more', async () => {
    const id = await makeChallenge(world, maker)
    expect(await runner.codes(SHARE, { id, share: true })).toEqual(['NOT_FOUND'])
    expect(await world.anyone.codes(SHARE, { id, share: true })).toEqual(['UNAUTHENTICATED'])
    expect(await runner.codes(SHARE, { id: 'chl_x', share: true })).toEqual(['NOT_FOUND'])
    await runner.ask(JOIN, { id, share: true })
    await world.block(maker, runner)
    await world.settle()
    expect(await runner.codes(SHARE, { id, share: false })).toEqual([])
    await world.settle()
    expect(world.events('challenge.participation-changed', { challengeId: id }).at(-1)).toMatchObject({ sharesWithBrand: false })
    await runner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect(await runner.codes(SHARE, { id, share: true })).toEqual(['NOT_FOUND'])
  })

  it('finds no challenge of a club for one who never took part', async () => {
    const clubId = await makeClub(maker, { access: 'SECRET' })
    const id = await makeChallenge(world, maker, { clubId })
    expect(await runner.codes(SHARE, { id, share: true })).toEqual(['NOT_FOUND'])
  })
})

describe('what a sponsor counts', () => {
  it('is how many activities count and how far they went, also where the score is another, and after each change', async () => {
    const id = await makeChallenge(world, maker, { metric: 'ACTIVITY_COUNT', target: 2 })
    const athlete = await world.athlete()
    await world.settle()
    await athlete.ask(JOIN, { id, share: false })
    const first = await world.activity(athlete, { distanceMeters: 1_000.26 })
    await world.activity(athlete, { distanceMeters: 2_000 })
    await world.settle()
    const last = () => world.events('challenge.scored', { challengeId: id, athleteId: athlete.id }).at(-1)
    expect(last()).toMatchObject({ score: 2, activities: 2, distanceMeters: 3_000.3 })
    // The score is the same, but not what was done for it.
    await world.activity(athlete, { id: first, revision: 2, distanceMeters: 500 })
    await world.settle()
    expect(last()).toMatchObject({ score: 2, activities: 2, distanceMeters: 2_500 })
    await world.activity(athlete, { id: first, revision: 3, deleted: true })
    await world.settle()
    expect(last()).toMatchObject({ score: 1, activities: 1, distanceMeters: 2_000 })
  })
})
