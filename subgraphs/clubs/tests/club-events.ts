import { newId } from '@gruppetto/graph'
import { beforeAll, describe, expect, it } from 'vitest'
import { MOST_EVENTS_TO_COME } from '../src/domain/club-event.ts'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const EVENT = `id club { id } title description sport startsAt endsAt timeZone meetingPoint { latitude longitude } place isVirtual status`
const CREATE = `mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { ${EVENT} } }`
const UPDATE = `mutation ($id: ID!, $input: ClubEventInput!) { updateClubEvent(id: $id, input: $input) { ${EVENT} } }`
const CANCEL = 'mutation ($id: ID!, $reason: String) { cancelClubEvent(id: $id, reason: $reason) { id status } }'
const LOOK = `query ($id: ID!) { clubEvent(id: $id) { ${EVENT} } }`
const LIST = `query ($club: ID!, $from: DateTime, $first: Int, $after: String) { club(id: $club) {
  events(from: $from, first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`

/** Tests of club events, in the same world as the tests of clubs. */
export const clubEvents = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let member: Person
  let stranger: Person
  beforeAll(async () => {
    world = worldOf()
    ;[owner, member, stranger] = [await world.athlete(), await world.athlete(), await world.athlete()]
  })

  const at = (hours: number) => new Date(world.now() + hours * HOUR_MS).toISOString()
  const inputOf = (clubId: string, more: object = {}) => ({
    clubId,
    title: 'Turbo Tuesday',
    startsAt: at(2),
    timeZone: 'Europe/Zurich',
    ...more,
  })
  const makeEvent = async (clubId: string, more: object = {}): Promise<string> =>
    (await owner.ask(CREATE, { input: inputOf(clubId, more) })).createClubEvent.id
  const listed = async (who: Person, club: string, more: object = {}) => {
    const { events } = (await who.ask(LIST, { club, ...more })).club
    return { ids: events.edges.map((edge: { node: { id: string } }) => edge.node.id) as string[], ...events.pageInfo }
  }
  const joinClub = (who: Person, id: string) => who.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id })

  describe('a club’s event', () => {
    it('is created, changed and cancelled by those who run the club, and emits its whole state each time', async () => {
      const clubId = await makeClub(owner)
      await joinClub(member, clubId)
      const whole = {
        description: 'Easy first.',
        sport: 'VIRTUAL_RIDE',
        endsAt: at(3),
        latitude: 47.5,
        longitude: 8.5,
        place: 'Watopia',
        isVirtual: true,
      }
      const input = inputOf(clubId, whole)
      const { createClubEvent } = await owner.ask(CREATE, { input })
      const { id } = createClubEvent
      const { latitude, longitude, ...shown } = whole
      const { title, startsAt, timeZone } = input
      const meetingPoint = { latitude, longitude }
      const state = { id, club: { id: clubId }, title, startsAt, timeZone, ...shown, meetingPoint, status: 'SCHEDULED' }
      expect(createClubEvent).toEqual(state)
      expect((await world.anyone.ask(LOOK, { id })).clubEvent).toEqual(state)
      for (const who of [member, stranger]) {
        expect(await who.codes(CREATE, { input })).toEqual(['FORBIDDEN'])
        expect(await who.codes(UPDATE, { id, input })).toEqual(['FORBIDDEN'])
        expect(await who.codes(CANCEL, { id })).toEqual(['FORBIDDEN'])
      }
      expect(await world.anyone.codes(CREATE, { input })).toEqual(['UNAUTHENTICATED'])
      expect(await owner.codes(CREATE, { input: { ...input, clubId: newId('Club') } })).toEqual(['NOT_FOUND'])

      const { updateClubEvent } = await owner.ask(UPDATE, { id, input: inputOf(clubId, { startsAt: input.startsAt }) })
      const none = { description: null, sport: null, endsAt: null, meetingPoint: null, place: null, isVirtual: false }
      expect(updateClubEvent).toEqual({ ...state, ...none })
      for (const reason of ['No power in town', 'Again'])
        expect((await owner.ask(CANCEL, { id, reason })).cancelClubEvent.status).toBe('CANCELLED')
      expect(await owner.codes(UPDATE, { id, input })).toEqual(['CONFLICT'])
      await world.settle()
      const told = world.events('club-event.changed', { clubEventId: id }).toSorted((a, b) => a.revision - b.revision)
      const dates = world.events('club-event.occurrence-changed', { clubEventId: id }).toSorted((a, b) => a.revision - b.revision)
      const originalStartsAtMs = Date.parse(startsAt)
      expect(dates).toMatchObject([
        { revision: 1, originalStartsAtMs, startsAtMs: originalStartsAtMs, place: 'Watopia', cancelled: false },
        { revision: 2, originalStartsAtMs, endsAtMs: null, place: null, cancelled: false },
        { revision: 3, originalStartsAtMs, cancelled: true, cancelReason: 'No power in town' },
      ])
      expect(told).toMatchObject([
        { revision: 1, clubId, access: 'OPEN', isVirtual: true, endsAtMs: Date.parse(whole.endsAt), cancelled: false },
        { revision: 2, isVirtual: false, endsAtMs: null, overAtMs: Date.parse(input.startsAt) + 12 * HOUR_MS },
        { revision: 3, cancelled: true, cancelReason: 'No power in town' },
      ])
    })

    it('names what is wrong with it', async () => {
      const clubId = await makeClub(owner)
      const refused = async (more: object) => {
        const { errors } = await world.subgraph.execute(
          { query: CREATE, variables: { input: inputOf(clubId, more) } },
          owner.caller,
          null,
        )
        return errors?.map(({ extensions }) => [
          extensions?.code,
          (extensions?.fields as { path: string }[])?.map(({ path }) => path),
        ])
      }
      expect(await refused({ title: '', startsAt: at(-1) })).toEqual([['BAD_USER_INPUT', ['input.title', 'input.startsAt']]])
      expect(await refused({ endsAt: at(1) })).toEqual([['BAD_USER_INPUT', ['input.endsAt']]])
      expect(await refused({ latitude: 47 })).toEqual([['BAD_USER_INPUT', ['input.latitude']]])
      const id = await makeEvent(clubId)
      const long = { id, reason: 'x'.repeat(501) }
      expect(await owner.codes(CANCEL, long)).toEqual(['BAD_USER_INPUT'])
      expect(await owner.codes(UPDATE, { id, input: inputOf(await makeClub(owner)) })).toEqual(['BAD_USER_INPUT'])
    })

    it('is in its club’s list, the soonest first, until it is over', async () => {
      const clubId = await makeClub(owner)
      const late = await makeEvent(clubId, { startsAt: at(30) })
      const soon = await makeEvent(clubId, { startsAt: at(2), endsAt: at(4) })
      const next = await makeEvent(clubId, { startsAt: at(20) })
      await owner.ask(CANCEL, { id: next })
      const first = await listed(world.anyone, clubId, { first: 2 })
      expect(first).toMatchObject({ ids: [soon, next], hasNextPage: true })
      expect(await listed(member, clubId, { first: 2, after: first.endCursor })).toMatchObject({
        ids: [late],
        hasNextPage: false,
      })
      const from = new Date(world.now()).toISOString()
      world.advance(3 * HOUR_MS)
      expect((await listed(member, clubId)).ids).toEqual([soon, next, late])
      world.advance(1.5 * HOUR_MS)
      expect((await listed(member, clubId)).ids).toEqual([next, late])
      expect((await listed(member, clubId, { from })).ids).toEqual([soon, next, late])
      expect((await member.ask(LOOK, { id: soon })).clubEvent.status).toBe('PAST')
      expect(await owner.codes(CANCEL, { id: soon })).toEqual(['CONFLICT'])
      expect(await owner.codes(UPDATE, { id: soon, input: inputOf(clubId) })).toEqual(['CONFLICT'])
    })

    it('is visible only to members, on every road, when its club is on request', async () => {
      const clubId = await makeClub(owner, { access: 'ON_REQUEST' })
      const [id, other] = [await makeEvent(clubId), await makeEvent(clubId, { startsAt: at(9) })]
      await joinClub(member, clubId)
      const roads = `query ($id: ID!, $club: ID!, $reps: [_Any!]!) { clubEvent(id: $id) { id } club(id: $club) { events { edges { node { id } } } }
        _entities(representations: $reps) { ... on ClubEvent { id title club { name } } } }`
      const reps = [id, other].flatMap((one) => [
        { __typename: 'ClubEvent', id: one },
        { __typename: 'ClubEvent', ref: one },
      ])
      const walk = async (who: Person) =>
        JSON.stringify(await who.ask(roads, { id, club: clubId, reps })).split('evt_').length - 1
      // A request to join is not a membership.
      for (const who of [member, stranger, world.anyone]) {
        expect(await walk(who)).toBe(0)
      }
      for (const operation of [UPDATE, CANCEL])
        expect(await stranger.codes(operation, { id, input: inputOf(clubId) })).toEqual(['NOT_FOUND'])
      await owner.ask('mutation ($c: ID!, $a: ID!) { respondToJoinRequest(clubId: $c, athleteId: $a, accept: true) { id } }', {
        c: clubId,
        a: member.id,
      })
      expect(await walk(member)).toBe(7)
      expect(await owner.codes(LOOK, { id: newId('ClubEvent') })).toEqual([])
      const read = await world.commandsOf(() => member.ask(roads, { id, club: clubId, reps }))
      expect(read.filter((operation) => operation.startsWith('club_events'))).toHaveLength(1)
      await member.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
      expect(await walk(member)).toBe(0)
      await world.settle()
      expect(world.events('club-event.changed', { clubEventId: id })).toMatchObject([{ access: 'ON_REQUEST' }])
    })

    it('is cancelled with its club, and a club has no more events to come than allowed', async () => {
      const clubId = await makeClub(owner)
      const ids = [await makeEvent(clubId), await makeEvent(clubId)] as const
      const rows = world.subgraph.opened.database.connection.collection('club_events')
      const [row] = await rows.find({ clubId }).toArray()
      await rows.insertMany(Array.from({ length: MOST_EVENTS_TO_COME - 2 }, () => ({ ...row, _id: newId('ClubEvent') as never })))
      expect(await owner.codes(CREATE, { input: inputOf(clubId) })).toEqual(['CONFLICT'])
      await owner.ask(CANCEL, { id: ids[0] })
      await owner.ask(CREATE, { input: inputOf(clubId) })
      await owner.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
      expect((await owner.ask(LOOK, { id: ids[1] })).clubEvent).toBeNull()
      expect(await owner.codes(CANCEL, { id: ids[1] })).toEqual(['NOT_FOUND'])
      await world.settle()
      const last = world.events('club-event.changed', { clubEventId: ids[1] }).toSorted((a, b) => a.revision - b.revision)
      expect(last).toMatchObject([{ revision: 1 }, { revision: 2, cancelled: true, cancelReason: null }])
      expect(world.events('club-event.changed', { clubEventId: ids[0], revision: 3 })).toEqual([])
    })
  })
}
