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

    it('has results where the event is virtual: what the sessions for it came to while it was on, the farthest first, as each viewer may see them', async () => {
      const id = await makeEvent({ isVirtual: true })
      world.advance(3 * HOUR_MS)
      const raced = (who: Person, activityId: string, distanceMeters: number, more: object = {}) =>
        world.emit('activity.raced', {
          activityId,
          athleteId: who.id,
          revision: 1,
          eventId: id,
          originalStartsAtMs: null,
          distanceMeters,
          movingSeconds: 1800,
          at: world.now(),
          ...more,
        })
      const race = async (who: Person, distanceMeters: number, visibility: 'EVERYONE' | 'ONLY_ME' = 'EVERYONE') => {
        const whole = { startedAtMs: world.now() - HOUR_MS, distanceMeters: distanceMeters + 9000, visibility }
        const activityId = await world.activity(who, whole)
        await raced(who, activityId, distanceMeters)
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
      // What a session says of itself is no result.
      await world.emit('live-session.changed', {
        liveSessionId: newId('LiveSession'),
        athleteId: rider.id,
        revision: 3,
        sport: 'VIRTUAL_RIDE',
        visibility: 'EVERYONE',
        status: 'ENDED',
        startedAtMs: world.now() - HOUR_MS,
        endedAtMs: world.now(),
        activityId: slow,
        eventId: id,
        at: world.now(),
      })
      // The activity grows, and then what came of it while the event was on; an older state comes again, and twice.
      const change = { id: slow, startedAtMs: world.now() - HOUR_MS }
      await world.activity(rider, { ...change, revision: 2, distanceMeters: 60_000 })
      await world.settle()
      expect(nodesOf((await look(friend, id)).results)).toEqual([row(friend, fast, 30_000), row(rider, slow, 20_000)])
      await raced(rider, slow, 40_000, { revision: 2 })
      await world.settle()
      for (let times = 0; times < 2; times += 1) await raced(rider, slow, 20_000)
      await world.settle()
      expect(nodesOf((await look(friend, id)).results)).toEqual([row(rider, slow, 40_000), row(friend, fast, 30_000)])
      await world.activity(rider, { ...change, revision: 3, deleted: true })
      await world.settle()
      await raced(rider, slow, 40_000, { revision: 2 })
      await world.settle()
      expect(nodesOf((await look(friend, id)).results)).toEqual([row(friend, fast, 30_000)])
    })

    it('has the results of an event that was moved while it was on: by its newest times, and none of what was ridden at another time', async () => {
      const id = await makeEvent({ isVirtual: true })
      const query = 'query ($id: ID!) { clubEvent(id: $id) { startsAt club { id } } }'
      const { clubEvent } = await owner.ask(query, { id })
      world.advance(3 * HOUR_MS)
      const activityId = await world.activity(rider, { startedAtMs: world.now() - HOUR_MS, distanceMeters: 30_000 })
      const raced = async (distanceMeters: number, timesRevision: number) => {
        await world.emit('activity.raced', {
          ...{ activityId, athleteId: rider.id, revision: 1, eventId: id, originalStartsAtMs: null, timesRevision },
          ...{ distanceMeters, movingSeconds: 1800, at: world.now() },
        })
        await world.settle()
      }
      const move = (startsAt: string, endsIn: number) =>
        owner.ask('mutation ($id: ID!, $input: ClubEventInput!) { updateClubEvent(id: $id, input: $input) { id } }', {
          id,
          input: {
            ...{ clubId: clubEvent.club.id, title: 'Sunday ride', timeZone: 'Europe/Zurich', isVirtual: true },
            ...{ startsAt, endsAt: at(endsIn) },
          },
        })
      const results = async () =>
        (await look(rider, id)).results.edges.map(({ node }: { node: { distanceMeters: number } }) => node.distanceMeters)
      await raced(20_000, 1)
      expect(await results()).toEqual([20_000])
      await move(clubEvent.startsAt, 0.5)
      await raced(9_000, 2)
      await raced(20_000, 1)
      expect(await results()).toEqual([9_000])
      // Away from what was ridden, to tomorrow.
      await move(at(24), 26)
      await raced(0, 3)
      expect(await results()).toEqual([])
      await raced(9_000, 2)
      expect(await results()).toEqual([])
    })

    it('has the results of a series with the date that was raced, and none of a warm-up', async () => {
      const id = await makeEvent({ isVirtual: true, recurrence: 'FREQ=DAILY;COUNT=3' })
      const dates = `query ($id: ID!) { clubEvent(id: $id) { occurrences(from: "2000-01-01T00:00:00Z") { edges { node {
        originalStartsAt results { edges { node { distanceMeters } } } } } } } }`
      const occurrences = async () =>
        (await rider.ask(dates, { id })).clubEvent.occurrences.edges.map(
          ({ node }: { node: { originalStartsAt: string; results: { edges: { node: { distanceMeters: number } }[] } } }) => ({
            at: node.originalStartsAt,
            meters: node.results.edges.map((edge) => edge.node.distanceMeters),
          }),
        )
      const [first, second] = await occurrences()
      world.advance(26 * HOUR_MS)
      const raced = async (who: Person, originalStartsAt: string, startedAtMs: number) => {
        const activityId = await world.activity(who, { startedAtMs, distanceMeters: 9000 })
        await world.emit('activity.raced', {
          activityId,
          athleteId: who.id,
          revision: 1,
          eventId: id,
          originalStartsAtMs: Date.parse(originalStartsAt),
          distanceMeters: 8000,
          movingSeconds: 1000,
          at: world.now(),
        })
      }
      await raced(rider, second.at, Date.parse(second.at) - 60_000)
      // It ends before the date begins.
      await raced(friend, second.at, Date.parse(second.at) - HOUR_MS)
      await world.settle()
      expect((await occurrences()).slice(0, 2)).toEqual([
        { at: first.at, meters: [] },
        { at: second.at, meters: [8000] },
      ])
    })
  })
}
