import { newId } from '@gruppetto/graph'
import { areasOf, cellsAround } from '@gruppetto/recordings'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const SAY = `mutation ($id: ID!, $who: [ID!]!, $attended: Boolean) {
  recordAttendance(eventId: $id, athleteIds: $who, attended: $attended) { id } }`
const LOOK = `query ($id: ID!) { clubEvent(id: $id) {
  attendance { edges { node { athlete { id } attended activity { id } } } }
  results { edges { node { athlete { id } activity { id } distanceMeters } } }
  responses { edges { node { id } attended } } } }`
const ZURICH = [47.37, 8.54] as const

/** Tests of who took part in events, in the same world as the tests of clubs. */
export const attendance = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let rider: Person
  let friend: Person
  let stranger: Person
  beforeAll(async () => {
    world = worldOf()
    ;[owner, rider, friend, stranger] = [
      await world.athlete(),
      await world.athlete(),
      await world.athlete(),
      await world.athlete(),
    ]
    await world.settle()
  })

  const at = (hours: number) => new Date(world.now() + hours * HOUR_MS).toISOString()
  const makeEvent = async (more: object = {}): Promise<string> => {
    const clubId = await makeClub(owner)
    for (const who of [rider, friend]) await who.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: clubId })
    const [latitude, longitude] = ZURICH
    const input = { clubId, title: 'Sunday ride', startsAt: at(1), endsAt: at(4), timeZone: 'Europe/Zurich', latitude, longitude }
    return (await owner.ask(CREATE, { input: { ...input, ...more } })).createClubEvent.id
  }
  const look = async (who: Person, id: string) => (await who.ask(LOOK, { id })).clubEvent
  const nodesOf = (connection: { edges: { node: unknown }[] } | null) => connection?.edges.map(({ node }) => node) ?? null
  /** An activity that has begun so many hours ago, with the area that it passes. */
  const record = async (who: Person, hoursAgo: number, [latitude, longitude]: readonly [number, number], more: object = {}) => {
    const activityId = await world.activity(who, { startedAtMs: world.now() - hoursAgo * HOUR_MS, ...more })
    const areas = [...areasOf(cellsAround([latitude, longitude]))]
    await world.emit('activity.explored', { activityId, athleteId: who.id, revision: 1, areas, at: world.now() })
    return activityId
  }

  describe('who took part', () => {
    it('is said by those who run the event once it has begun, and shown to them and to each athlete', async () => {
      const id = await makeEvent()
      for (const who of [rider, friend]) await who.ask('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }', { id })
      const all = { id, who: [rider.id, friend.id], attended: true }
      expect(await owner.codes(SAY, all)).toEqual(['CONFLICT'])
      world.advance(2 * HOUR_MS)
      expect(await rider.codes(SAY, all)).toEqual(['FORBIDDEN'])
      expect(await owner.codes(SAY, { ...all, who: [] })).toEqual(['BAD_USER_INPUT'])
      expect(await owner.codes(SAY, { ...all, who: [rider.id, stranger.id] })).toEqual(['BAD_USER_INPUT'])
      expect(nodesOf((await look(owner, id)).attendance)).toEqual([])
      await owner.ask(SAY, all)
      await owner.ask(SAY, { id, who: [friend.id], attended: false })
      const said = [
        { athlete: { id: rider.id }, attended: true, activity: null },
        { athlete: { id: friend.id }, attended: false, activity: null },
      ]
      expect(nodesOf((await look(owner, id)).attendance)).toEqual(expect.arrayContaining(said))
      const seen = async (who: Person) =>
        (await look(who, id)).responses.edges.map(({ attended }: { attended: unknown }) => attended)
      expect(await seen(owner)).toEqual([true, false])
      expect(await seen(friend)).toEqual([null, false])
      expect((await look(friend, id)).attendance).toBeNull()
      await owner.ask(SAY, { ...all, attended: null })
      expect(nodesOf((await look(owner, id)).attendance)).toEqual([])
    })

    it('is suggested by activities at that time and place that the organiser may see', async () => {
      const id = await makeEvent()
      world.advance(3 * HOUR_MS)
      const there = await record(rider, 1.5, ZURICH)
      await record(friend, 1.5, [46.2, 7.1])
      await record(friend, 30, ZURICH)
      await record(friend, 1.2, ZURICH, { visibility: 'ONLY_ME' })
      await record(stranger, 1.5, ZURICH)
      await world.settle()
      const suggested = [{ athlete: { id: rider.id }, attended: null, activity: { id: there } }]
      expect(nodesOf((await look(owner, id)).attendance)).toEqual(suggested)
      expect((await look(rider, id)).attendance).toBeNull()
      await owner.ask(SAY, { id, who: [rider.id], attended: true })
      await world.activity(rider, { id: there, revision: 2, deleted: true })
      await world.settle()
      expect(nodesOf((await look(owner, id)).attendance)).toEqual([{ ...suggested[0], attended: true, activity: null }])
    })

    it('has results where the event is virtual: the sessions for it, the farthest first, as each viewer may see them', async () => {
      const id = await makeEvent({ isVirtual: true })
      world.advance(3 * HOUR_MS)
      const race = async (who: Person, distanceMeters: number, visibility: 'EVERYONE' | 'ONLY_ME' = 'EVERYONE') => {
        const startedAtMs = world.now() - HOUR_MS
        const activityId = await world.activity(who, { startedAtMs, distanceMeters, visibility })
        await world.emit('live-session.changed', {
          liveSessionId: newId('LiveSession'),
          athleteId: who.id,
          revision: 3,
          sport: 'VIRTUAL_RIDE',
          visibility,
          status: 'ENDED',
          startedAtMs,
          endedAtMs: world.now(),
          activityId,
          eventId: id,
          at: world.now(),
        })
        return activityId
      }
      const [slow, fast] = [await race(rider, 20_000), await race(friend, 30_000)]
      await race(owner, 25_000, 'ONLY_ME')
      await world.settle()
      const row = (who: Person, activityId: string, distanceMeters: number) => ({
        athlete: { id: who.id },
        activity: { id: activityId },
        distanceMeters,
      })
      expect(nodesOf((await look(rider, id)).results)).toEqual([row(friend, fast, 30_000), row(rider, slow, 20_000)])
      expect(nodesOf((await look(owner, id)).results)).toHaveLength(3)
      for (const who of [stranger, world.anyone]) expect(nodesOf((await look(who, id)).results)).toEqual([])
      await world.activity(rider, { id: slow, revision: 2, distanceMeters: 40_000, startedAtMs: world.now() - HOUR_MS })
      await world.settle()
      expect(nodesOf((await look(friend, id)).results)).toEqual([row(rider, slow, 40_000), row(friend, fast, 30_000)])
    })
  })
}
