import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

const TOGETHER = 'query($id: ID!) { activity(id: $id) { together { id athlete { id } } } }'
const SET = 'mutation($id: ID!, $shown: Boolean!) { setTogether(activityId: $id, shown: $shown) { together { id } } }'
const UPDATE = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
const START_MS = Date.parse('2026-05-02T06:00:00Z')
const NORTH_PER_SECOND = 6 / 111_195

/** A ride northwards at 6 m/s, from a second of the tour on, somewhat beside the road. Each test has a road of its own. */
const tour = (road: number, seconds = 1200, from = 0, east = 0, startMs = START_MS): Uint8Array => {
  const points = Array.from({ length: seconds / 5 }, (_, index) => {
    const second = from + index * 5
    const [lat, lon] = [47 + second * NORTH_PER_SECOND, 8 + road / 10 + east / 76_000]
    const time = new Date(startMs + second * 1000).toISOString()
    return `<trkpt lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}"><ele>400</ele><time>${time}</time></trkpt>`
  })
  return Buffer.from(
    `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>cycling</type><trkseg>${points.join('')}</trkseg></trk></gpx>`,
  )
}

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const riders = async (count: number): Promise<readonly Rider[]> =>
  Promise.all(Array.from({ length: count }, () => world.athlete()))
const befriend = async (...people: readonly Rider[]) => {
  for (const from of people) for (const to of people) if (from !== to) await world.follow(from, to)
  await world.settle()
}
const send = async (rider: Rider, bytes: Uint8Array, input: Record<string, unknown> = {}): Promise<string> =>
  (await world.send(rider, bytes, input)).activities[0].id
const together = async (id: string, viewer: Rider): Promise<readonly string[] | undefined> =>
  (await world.ask(TOGETHER, { id }, viewer)).activity?.together.map((one: { id: string }) => one.id)

it('shows who was there too, among athletes who follow each other or share a club, and nobody else', async () => {
  const [ana, ben, cleo, dara, fan] = (await riders(5)) as [Rider, Rider, Rider, Rider, Rider]
  await befriend(ana, ben)
  await world.follow(fan, ana)
  await world.follow(ana, dara)
  const clubId = newId('Club')
  for (const { athleteId } of [ana, cleo])
    await world.emit('club.membership-changed', {
      ...{ clubId, athleteId, revision: 1, status: 'ACTIVE', role: 'MEMBER', mutedUntilMs: null, byId: null },
      at: Date.now(),
    })
  await world.settle()
  const first = await send(ana, tour(1))
  const [second, third] = await Promise.all([send(ben, tour(1, 1300, 0, 40)), send(cleo, tour(1, 1100, 60, -50))])
  await send(dara, tour(1, 1200, 0, 10))
  await send(fan, tour(1, 1200, 0, 20))
  await world.settle()
  expect(await together(first, fan)).toEqual([second, third])
  // Ben and Cleo were there both, and have nothing to do with each other.
  expect([await together(second, fan), await together(third, fan)]).toEqual([[first], [first]])
  expect(world.events('activities.paired').map(({ paired }) => paired)).toEqual([true, true])
})

it('follows edits, deletions, visibility, blocks and the will of each athlete', async () => {
  const [ana, ben, stranger] = (await riders(3)) as [Rider, Rider, Rider]
  await befriend(ana, ben)
  const [first, second] = [await send(ana, tour(2)), await send(ben, tour(2, 1200, 0, 30))]
  await world.settle()
  const seen = async () => [await together(first, stranger), await together(second, stranger)]
  const both = [[second], [first]]
  expect(await seen()).toEqual(both)
  const left = await world.ask(SET, { id: second, shown: false }, ben)
  expect(left.setTogether.together).toEqual([])
  expect([...(await seen()), await together(first, ana)]).toEqual([[], [], []])
  expect(await world.refused(SET, { id: second, shown: true }, ana)).toBe('FORBIDDEN')
  expect((await world.ask(SET, { id: second, shown: true }, ben)).setTogether.together).toEqual([{ id: first }])
  await world.ask(UPDATE, { id: second, input: { visibility: 'FOLLOWERS' } }, ben)
  expect([await together(first, stranger), await together(first, ana)]).toEqual([[], [second]])
  await world.ask(UPDATE, { id: second, input: { visibility: 'ONLY_ME' } }, ben)
  expect([await together(first, ana), await together(first, ben), await together(second, ben)]).toEqual([[], [], []])
  await world.ask(UPDATE, { id: second, input: { visibility: 'EVERYONE' } }, ben)
  expect(await seen()).toEqual(both)
  await world.block(ana, ben)
  await world.settle()
  expect(await seen()).toEqual([[], []])
  await world.block(ana, ben, false)
  await world.settle()
  // A correction of the sport finds them anew, and they are no longer of one kind.
  await world.ask(UPDATE, { id: second, input: { sport: 'RUN' } }, ben)
  await world.settle()
  expect(await seen()).toEqual([[], []])
  await world.ask(UPDATE, { id: second, input: { sport: 'GRAVEL_RIDE' } }, ben)
  await world.settle()
  expect(await seen()).toEqual(both)
  await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: second }, ben)
  await world.settle()
  expect(await together(first, ana)).toEqual([])
  expect(await world.rows('outings', { _id: second })).toEqual([])
})

it('compares only what others may see', async () => {
  const [ana, ben] = (await riders(2)) as [Rider, Rider]
  await befriend(ana, ben)
  // Ben hides the first kilometres, in which he was with Ana; then their ways part.
  await world.privacy(ben, { zones: [{ zoneId: newId('PrivacyZone'), latitude: 47, longitude: 8.3, radiusMeters: 4_000 }] })
  await world.settle()
  const first = await send(ana, tour(3, 1200))
  const second = await send(ben, tour(3, 2400))
  await world.settle()
  expect(await together(first, ana)).toEqual([])
  expect(await world.rows('activity_pairs', { activityIds: first })).toEqual([])
  await world.privacy(ben, {})
  await world.settle()
  expect(await together(first, ana)).toEqual([second])
})

it('finds each other once, also when both come in at once or an event comes twice', async () => {
  const [ana, ben] = (await riders(2)) as [Rider, Rider]
  await befriend(ana, ben)
  const ids = [await world.begin(ana, tour(4)), await world.begin(ben, tour(4))]
  await world.settle()
  const [first, second] = await Promise.all(
    [ana, ben].map(async (rider, index) => (await world.upload(rider, ids[index] ?? '')).activities[0].id),
  )
  expect([await together(first, ben), await together(second, ana)]).toEqual([[second], [first]])
  const pairs = await world.rows('activity_pairs', { activityIds: first })
  for (const event of world.events('activity.measured').filter(({ activityId }) => activityId === first))
    await world.emit('activity.measured', event)
  await world.settle()
  expect(await world.rows('activity_pairs', { activityIds: first })).toEqual(pairs)
  expect(pairs).toMatchObject([{ paired: true }])
})

it('finds those who connect after a ride of this week', async () => {
  const [ana, ben, cleo] = (await riders(3)) as [Rider, Rider, Rider]
  const startMs = Date.now() - 86_400_000
  const [first, second, third] = [
    await send(ana, tour(6, 1200, 0, 0, startMs)),
    await send(ben, tour(6, 1200, 0, 0, startMs)),
    await send(cleo, tour(6, 1200, 0, 0, startMs)),
  ]
  await world.follow(ana, ben)
  await world.settle()
  expect(await together(first, ben)).toEqual([])
  await world.follow(ben, ana)
  await world.settle()
  expect([await together(first, ben), await together(second, ana)]).toEqual([[second], [first]])
  const clubId = newId('Club')
  for (const { athleteId } of [ana, cleo])
    await world.emit('club.membership-changed', {
      ...{ clubId, athleteId, revision: 1, status: 'ACTIVE', role: 'MEMBER', mutedUntilMs: null, byId: null },
      at: Date.now(),
    })
  await world.settle()
  expect([await together(first, ben), await together(third, ben)]).toEqual([expect.arrayContaining([second, third]), [first]])
})

it('of a page costs three reads more', async () => {
  const [ana, ben] = (await riders(2)) as [Rider, Rider]
  await befriend(ana, ben)
  for (const from of [0, 2000, 4000]) for (const rider of [ana, ben]) await send(rider, tour(5, 1200, from))
  await world.settle()
  const page = (fields: string) =>
    world.reads(() =>
      world.ask(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { activities { edges { node { id ${fields} } } } } } }`,
        { r: [{ __typename: 'Athlete', id: ana.athleteId }] },
        ben,
      ),
    )
  const [plain, grouped] = [await page(''), await page('together { id name }')]
  expect(grouped.length - plain.length, grouped.join(' ')).toBeLessThanOrEqual(4)
})
