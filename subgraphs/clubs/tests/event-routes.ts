import { encodePolyline, type Position } from '@gruppetto/recordings'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ROUTE = 'routeLine routeLineMeters routeLineClimbMeters routeActivityId routeGivenById'
const EVENT = `id ${ROUTE} occurrences(first: 10) { edges { node { ref originalStartsAt ${ROUTE} } } }`
const CREATE = `mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { ${EVENT} } }`
const UPDATE = `mutation ($id: ID!, $input: ClubEventInput!, $occurrence: DateTime, $scope: SeriesScope) {
  updateClubEvent(id: $id, input: $input, occurrence: $occurrence, scope: $scope) { ${EVENT} } }`
const LOOK = `query ($id: ID!) { clubEvent(id: $id) { ${EVENT} } }`
const DATE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on EventOccurrence { ref ${ROUTE} } } }`
const RSVP = 'mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }'
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'

const lineOf = (north: number, points = 3): string =>
  encodePolyline(Array.from({ length: points }, (_, i): Position => [47 + i * north, 8 + (i % 2) * 0.01]))
const HILL = `<gpx><trk><trkseg>${Array.from(
  { length: 201 },
  (_, i) => `<trkpt lat="${47 + i * 1e-4}" lon="8"><ele>${400 + Math.min(i, 200 - i)}</ele></trkpt>`,
).join('')}</trkseg></trk></gpx>`
const NO_ROUTE = {
  routeLine: null,
  routeLineMeters: null,
  routeLineClimbMeters: null,
  routeActivityId: null,
  routeGivenById: null,
}

interface Shown {
  readonly ref: string
  readonly originalStartsAt: string
  readonly routeLine: string | null
}

/** Tests of the routes of events, in the same world as the tests of clubs. Activities has those of how they are shown. */
export const eventRoutes = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let member: Person
  let clubId: string
  beforeAll(async () => {
    world = worldOf()
    ;[owner, member] = [await world.athlete(), await world.athlete()]
    clubId = await makeClub(owner)
    await world.settle()
    await member.ask(JOIN, { id: clubId })
  })

  const inputOf = (more: object = {}) => ({
    clubId,
    title: 'Group ride',
    startsAt: new Date(Math.ceil(world.now() / DAY_MS) * DAY_MS + 3 * DAY_MS).toISOString(),
    timeZone: 'Europe/Zurich',
    ...more,
  })
  const make = async (more: object = {}) => {
    const input = inputOf(more)
    const { createClubEvent } = await owner.ask(CREATE, { input })
    return { input, event: createClubEvent, id: createClubEvent.id as string }
  }
  const linesOf = (event: { occurrences: { edges: { node: Shown }[] } }) =>
    event.occurrences.edges.map(({ node }) => node.routeLine)
  const routes = (eventId: string) =>
    world.subgraph.opened.database.connection.collection('event_routes').find({ eventId }).toArray()

  describe('the route of an event', () => {
    it('is drawn, or comes as GPX with its climb, or is named as an activity', async () => {
      const drawn = await make({ route: lineOf(0.01) })
      expect(drawn.event).toMatchObject({ routeLine: lineOf(0.01), routeLineClimbMeters: null, routeGivenById: owner.id })
      expect(drawn.event.routeLineMeters).toBeCloseTo(2 * 1345, -2)
      const file = await make({ routeGpx: HILL })
      expect(file.event.routeLineMeters).toBeCloseTo(2224, 0)
      expect(file.event.routeLineClimbMeters).toBeGreaterThan(90)
      const activityId = await world.activity(owner)
      await world.settle()
      const { event } = await make({ routeActivityId: activityId })
      expect(event).toMatchObject({ ...NO_ROUTE, routeActivityId: activityId, routeGivenById: owner.id })
      expect((await make()).event).toMatchObject(NO_ROUTE)
    })

    it('stays when an update leaves it out or sends it back, and goes with null', async () => {
      const { id, input, event } = await make({ routeGpx: HILL })
      const same = { routeLine: event.routeLine, routeLineClimbMeters: event.routeLineClimbMeters }
      const { routeGpx: _gpx, ...rest } = input as typeof input & { routeGpx: string }
      expect((await owner.ask(UPDATE, { id, input: rest })).updateClubEvent).toMatchObject(same)
      const back = { ...rest, route: event.routeLine }
      expect((await owner.ask(UPDATE, { id, input: back })).updateClubEvent).toMatchObject(same)
      expect(await routes(id)).toHaveLength(1)
      const other = { ...rest, route: lineOf(0.02) }
      expect((await owner.ask(UPDATE, { id, input: other })).updateClubEvent).toMatchObject({ routeLine: lineOf(0.02) })
      expect(await routes(id)).toHaveLength(1)
      expect((await owner.ask(UPDATE, { id, input: { ...rest, route: null } })).updateClubEvent).toMatchObject(NO_ROUTE)
      expect(await routes(id)).toEqual([])
      expect((await member.ask(LOOK, { id })).clubEvent).toMatchObject(NO_ROUTE)
    })

    it('is that of one date, of a date and those after it, or of all that have none of their own', async () => {
      const [all, one, later, last] = [lineOf(0.01), lineOf(0.02), lineOf(0.03), lineOf(0.04)]
      const { id, input, event } = await make({ recurrence: 'FREQ=WEEKLY;COUNT=5', route: all })
      const dates = (event.occurrences.edges as { node: Shown }[]).map(({ node }) => node)
      const { recurrence: _rule, route: _route, ...single } = input as typeof input & { recurrence: string; route: string }
      const at = (index: number) => dates[index]?.originalStartsAt ?? ''
      const change = async (index: number, scope: string, more: object) =>
        (await owner.ask(UPDATE, { id, occurrence: at(index), scope, input: { ...single, startsAt: at(index), ...more } }))
          .updateClubEvent
      expect(linesOf(await change(1, 'ONE', { route: one }))).toEqual([all, one, all, all, all])
      const following = await change(3, 'FOLLOWING', { recurrence: 'FREQ=WEEKLY;COUNT=2', route: later })
      expect(linesOf(following)).toEqual([all, one, all, later, later])
      const { updateClubEvent } = await owner.ask(UPDATE, {
        id,
        input: { ...single, startsAt: at(3), recurrence: 'FREQ=WEEKLY;COUNT=2', route: last },
      })
      expect(linesOf(updateClubEvent)).toEqual([last, one, last, last, last])
      expect((await routes(id)).length).toBe(2)
      const r = [{ __typename: 'EventOccurrence', ref: dates[1]?.ref }]
      expect((await member.ask(DATE, { r }))._entities).toMatchObject([{ routeLine: one }])
    })

    it('is refused when it is none, is huge or is given twice', async () => {
      const bad = [
        { route: '' },
        { route: lineOf(0.01).slice(0, -1) },
        { route: encodePolyline([[47, 8]]) },
        {
          route: encodePolyline([
            [47, 8],
            [47, 8],
          ]),
        },
        {
          route: encodePolyline([
            [470, 8],
            [471, 8],
          ]),
        },
        { route: lineOf(0.0001, 10_001) },
        { route: encodePolyline(Array.from({ length: 9 }, (_, i): Position => [0, i % 2 === 0 ? -80 : 80])) },
        { routeGpx: '' },
        { routeGpx: HILL.slice(0, -40) },
        { routeGpx: '<gpx></gpx>' },
        { routeGpx: `<!DOCTYPE gpx [<!ENTITY a "a">]>${HILL}` },
        { routeGpx: ' '.repeat(900_001) },
        { route: lineOf(0.01), routeGpx: HILL },
        { routeActivityId: 'act_none' },
        { routeActivityId: '' },
      ]
      const { id } = await make()
      for (const more of bad) {
        expect({ more, codes: await owner.codes(CREATE, { input: inputOf(more) }) }).toEqual({ more, codes: ['BAD_USER_INPUT'] })
        expect(await owner.codes(UPDATE, { id, input: inputOf(more) })).toEqual(['BAD_USER_INPUT'])
      }
      expect(await member.codes(UPDATE, { id, input: inputOf({ route: lineOf(0.01) }) })).toEqual(['FORBIDDEN'])
      expect(await world.anyone.codes(CREATE, { input: inputOf({ route: lineOf(0.01) }) })).toEqual(['UNAUTHENTICATED'])
    })

    it('is no activity that its giver may not pass on', async () => {
      const closed = await world.athlete({ isPrivate: true })
      const blocking = await world.athlete()
      await world.follow(owner, closed)
      await world.block(blocking, owner)
      const refused = [
        await world.activity(owner, { visibility: 'ONLY_ME' }),
        await world.activity(member, { visibility: 'FOLLOWERS' }),
        await world.activity(closed),
        await world.activity(blocking),
        // Its own event tells that its recording has no positions, and then no other is looked at.
        await world.activity(owner, { explored: { revision: 1, areas: [] } }),
      ]
      const allowed = [await world.activity(owner, { visibility: 'FOLLOWERS' }), await world.activity(member)]
      const gone = await world.activity(owner)
      await world.settle()
      await world.activity(owner, { id: gone, revision: 2, deleted: true })
      await world.emit('activity.explored', {
        activityId: allowed[0] ?? '',
        athleteId: owner.id,
        revision: 1,
        areas: [],
        at: world.now(),
      })
      await world.settle()
      for (const routeActivityId of [...refused, gone]) {
        expect(await owner.codes(CREATE, { input: inputOf({ routeActivityId }) })).toEqual(['BAD_USER_INPUT'])
      }
      expect((await make({ routeActivityId: allowed[1] })).event.routeActivityId).toBe(allowed[1])
      expect(await owner.codes(CREATE, { input: inputOf({ routeActivityId: allowed[0] }) })).toEqual(['BAD_USER_INPUT'])
    })

    it('does not exist for outsiders of a SECRET club, on no road', async () => {
      const secret = await makeClub(owner, { access: 'SECRET' })
      const { id, event } = await make({ clubId: secret, route: lineOf(0.01), recurrence: 'FREQ=WEEKLY;COUNT=2' })
      expect((await member.ask(LOOK, { id })).clubEvent).toBeNull()
      const r = [{ __typename: 'EventOccurrence', ref: event.occurrences.edges[0].node.ref }]
      expect((await member.ask(DATE, { r }))._entities).toEqual([null])
      expect((await world.anyone.ask(DATE, { r }))._entities).toEqual([null])
      expect((await owner.ask(DATE, { r }))._entities).toMatchObject([{ routeLine: lineOf(0.01) }])
    })

    it('is told to those who go when it is another, once it is quiet, and not when it is the same again', async () => {
      const { id, input } = await make()
      await member.ask(RSVP, { id })
      await world.settle()
      const tell = async () => {
        world.advance(3 * 60_000)
        for (const job of ['clubs-watch-event-dates', 'clubs-tell-of-events']) await world.run(job)
        await world.settle()
      }
      await tell()
      const changes = () => world.events('club-event.notice-due', { clubEventId: id, kind: 'CHANGED' })
      expect(changes()).toEqual([])
      await owner.ask(UPDATE, { id, input: { ...input, route: lineOf(0.01) } })
      await world.settle()
      await tell()
      expect(changes()).toMatchObject([{ athleteIds: [member.id], before: { routeId: null } }])
      expect(changes()[0]?.routeId).not.toBeNull()
      await owner.ask(UPDATE, { id, input: { ...input, route: lineOf(0.01) } })
      await owner.ask(UPDATE, { id, input: { ...input, route: lineOf(0.02) } })
      await owner.ask(UPDATE, { id, input: { ...input, route: lineOf(0.01) } })
      await world.settle()
      await tell()
      expect(changes()).toHaveLength(1)
      await owner.ask(UPDATE, { id, input: { ...input, route: null } })
      await world.settle()
      await tell()
      expect(changes().at(-1)).toMatchObject({ routeId: null })
      expect(changes()).toHaveLength(2)
    })

    it('stays with the club when the account of its giver is erased, without the name', async () => {
      const leaving = await world.athlete()
      await world.settle()
      const mine = await makeClub(leaving)
      const { createClubEvent } = await leaving.ask(CREATE, { input: inputOf({ clubId: mine, route: lineOf(0.01) }) })
      await world.erase(leaving)
      await world.settle()
      expect(await routes(createClubEvent.id)).toMatchObject([{ givenById: '' }])
    })
  })
}
