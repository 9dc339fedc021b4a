import { type Caller, newId } from '@gruppetto/graph'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const UPDATE = 'mutation ($id: ID!, $input: ClubEventInput!) { updateClubEvent(id: $id, input: $input) { id } }'
const RSVP = `mutation ($id: ID!, $answer: Rsvp!, $guests: Int, $note: String) {
  rsvp(eventId: $id, answer: $answer, guests: $guests, note: $note) { goingCount waitlistedCount viewerRsvp } }`
const LOOK = `query ($id: ID!, $answer: Rsvp, $first: Int, $after: String) { clubEvent(id: $id) { goingCount waitlistedCount viewerRsvp
  responses(answer: $answer, first: $first, after: $after) { totalCount edges { node { id } answer guests note } pageInfo { hasNextPage endCursor } } } }`

/** Tests of answers to events, in the same world as the tests of clubs. */
export const rsvps = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let people: readonly [Person, Person, Person, Person]
  beforeAll(async () => {
    world = worldOf()
    owner = await world.athlete()
    people = [await world.athlete(), await world.athlete(), await world.athlete(), await world.athlete()]
    await world.settle()
  })

  const at = (hours: number) => new Date(world.now() + hours * HOUR_MS).toISOString()
  const join = (who: Person, id: string) => who.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id })
  const inputOf = (clubId: string, more: object = {}) => ({
    clubId,
    title: 'Sunday ride',
    startsAt: at(24),
    timeZone: 'Europe/Zurich',
    ...more,
  })
  const makeEvent = async (clubId: string, more: object = {}): Promise<string> =>
    (await owner.ask(CREATE, { input: inputOf(clubId, more) })).createClubEvent.id
  const answer = async (who: Person, id: string, given: string, more: object = {}) =>
    (await who.ask(RSVP, { id, answer: given, ...more })).rsvp
  const refusal = (who: Person, id: string, given: string, more: object = {}) => who.codes(RSVP, { id, answer: given, ...more })
  const look = async (who: Person, id: string, more: object = {}) => (await who.ask(LOOK, { id, ...more })).clubEvent
  /** All answers as its owner sees them: "<number of the person> <answer>". */
  const answers = async (id: string): Promise<string[]> =>
    (await look(owner, id, { first: 100 })).responses.edges.map(
      ({ node, answer: given }: { node: { id: string }; answer: string }) =>
        `${people.findIndex((person) => person.id === node.id)} ${given}`,
    )
  /** A club of all four. */
  const clubOfAll = async (): Promise<string> => {
    const clubId = await makeClub(owner)
    for (const person of people) await join(person, clubId)
    return clubId
  }

  describe('answers to an event', () => {
    it('take places up to its capacity, and others wait and move up in order', async () => {
      const [first, second, third, fourth] = people
      const id = await makeEvent(await clubOfAll(), { capacity: 2, guestsAllowed: 1 })
      expect(await answer(first, id, 'GOING')).toEqual({ goingCount: 1, waitlistedCount: 0, viewerRsvp: 'GOING' })
      expect(await answer(second, id, 'GOING', { guests: 1 })).toEqual({
        goingCount: 1,
        waitlistedCount: 2,
        viewerRsvp: 'WAITLISTED',
      })
      expect(await answer(third, id, 'GOING')).toMatchObject({ goingCount: 2, viewerRsvp: 'GOING' })
      expect(await answer(fourth, id, 'GOING')).toEqual({ goingCount: 2, waitlistedCount: 3, viewerRsvp: 'WAITLISTED' })
      // One place is too few for the second, so the fourth gets it.
      expect(await answer(third, id, 'NOT_GOING')).toEqual({ goingCount: 2, waitlistedCount: 2, viewerRsvp: 'NOT_GOING' })
      expect(await answers(id)).toEqual(['0 GOING', '3 GOING', '2 NOT_GOING', '1 WAITLISTED'])
      expect(await answer(first, id, 'MAYBE')).toMatchObject({ goingCount: 1 })
      expect(await answer(fourth, id, 'NOT_GOING')).toMatchObject({ goingCount: 2, waitlistedCount: 0 })
      expect(await answers(id)).toEqual(['1 GOING', '0 MAYBE', '2 NOT_GOING', '3 NOT_GOING'])
      // The same answer again changes nothing.
      await answer(fourth, id, 'NOT_GOING')
      await world.settle()
      const told = world.events('club-event.rsvp-changed', { clubEventId: id, athleteId: second.id })
      expect(told.map(({ answer: given, movedUp }) => [given, movedUp])).toEqual([
        ['WAITLISTED', false],
        ['GOING', true],
      ])
      const revisions = world.events('club-event.rsvp-changed', { clubEventId: id }).map(({ revision }) => revision)
      expect(revisions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    })

    it('never take more places than there are when all come at once, and leave none free while somebody waits', async () => {
      const clubId = await clubOfAll()
      const id = await makeEvent(clubId, { capacity: 10 })
      const crowd = await Promise.all(Array.from({ length: 30 }, () => world.athlete()))
      const memberships = world.subgraph.opened.database.connection.collection('memberships')
      const row = await memberships.findOne({ clubId, athleteId: people[0].id })
      await memberships.insertMany(crowd.map((who) => ({ ...row, _id: `${clubId}:${who.id}` as never, athleteId: who.id })))
      await Promise.all(crowd.map((who) => answer(who, id, 'GOING')))
      expect(await look(owner, id)).toMatchObject({ goingCount: 10, waitlistedCount: 20 })
      // All at once, a third leave, and a third leave and come back.
      const change = async (who: Person, index: number) => {
        if (index % 3 > 0) await answer(who, id, 'NOT_GOING')
        if (index % 3 > 1) await answer(who, id, 'GOING')
      }
      await Promise.all(crowd.map(change))
      expect(await look(owner, id)).toMatchObject({ goingCount: 10, waitlistedCount: 10 })
      const going = await look(owner, id, { answer: 'GOING', first: 7 })
      expect(going.responses).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: true } })
      const rest = await look(owner, id, { answer: 'GOING', first: 7, after: going.responses.pageInfo.endCursor })
      expect(rest.responses.edges).toHaveLength(3)
    })

    it('are exact after 500 at once, and at every moment between', { timeout: 300_000 }, async () => {
      const capacity = 40
      const clubId = await clubOfAll()
      const id = await makeEvent(clubId, { capacity, guestsAllowed: 1 })
      const { connection } = world.subgraph.opened.database
      const memberships = connection.collection('memberships')
      const row = await memberships.findOne({ clubId, athleteId: people[0].id })
      const crowd = Array.from({ length: 300 }, () => newId('Athlete'))
      await memberships.insertMany(crowd.map((who) => ({ ...row, _id: `${clubId}:${who}` as never, athleteId: who })))
      const rsvps = connection.collection('rsvps')
      const reply = async (athleteId: string, index: number, given: string) => {
        const caller: Caller = { kind: 'athlete', athleteId, sessionId: 'ses_1', roles: [], address: null }
        const variables = { id, answer: given, guests: given === 'GOING' && index % 5 === 0 ? 1 : 0 }
        const { errors = [] } = await world.subgraph.execute({ query: RSVP, variables }, caller, null)
        expect(errors).toEqual([])
      }
      const neverTooMany = async (): Promise<void> => {
        const going = await rsvps.find({ eventId: id, answer: 'GOING' }).toArray()
        expect(going.reduce((sum, { guests }) => sum + 1 + guests, 0)).toBeLessThanOrEqual(capacity)
      }
      await Promise.all(
        crowd.map(async (athleteId, index) => {
          await reply(athleteId, index, 'GOING')
          if (index % 10 === 0) await neverTooMany()
          if (index % 3 !== 0) await reply(athleteId, index, 'NOT_GOING')
        }),
      )
      const rows = await rsvps.find({ eventId: id }).toArray()
      const of = (given: string) => rows.filter(({ answer: is }) => is === given)
      const places = (given: string) => of(given).reduce((sum, { guests }) => sum + 1 + guests, 0)
      expect(of('NOT_GOING')).toHaveLength(200)
      expect(of('GOING').length + of('WAITLISTED').length).toBe(100)
      expect(await look(owner, id)).toMatchObject({ goingCount: places('GOING'), waitlistedCount: places('WAITLISTED') })
      // Nobody waits for whom there is room.
      const free = capacity - places('GOING')
      expect(free).toBeGreaterThanOrEqual(0)
      for (const { guests } of of('WAITLISTED')) expect(1 + guests).toBeGreaterThan(free)
      const revisions = rows.map(({ revision }) => revision)
      expect(new Set(revisions).size).toBe(rows.length)
    })

    it('are given to an event that an earlier release has stored', async () => {
      const clubId = await clubOfAll()
      const id = await makeEvent(clubId, { place: 'Station' })
      await world.settle()
      const { connection } = world.subgraph.opened.database
      const newer = [
        'recurrence',
        'recurrenceBeforeCancel',
        'madeUntil',
        'capacity',
        'guestsAllowed',
        'answersCloseMinutes',
        'routeId',
      ]
      const missing = Object.fromEntries(newer.map((field) => [field, '' as const]))
      await connection.collection<{ _id: string }>('club_events').updateOne({ _id: id }, { $unset: missing })
      await connection.collection('occurrences').deleteMany({ eventId: id })
      expect(await refusal(people[0], id, 'GOING')).toEqual(['NOT_FOUND'])
      await Promise.all([world.run('clubs-make-occurrences'), world.run('clubs-make-occurrences')])
      expect(await answer(people[0], id, 'GOING')).toEqual({ goingCount: 1, waitlistedCount: 0, viewerRsvp: 'GOING' })
      const change = inputOf(clubId, { place: 'Harbour', route: '_p~iF~ps|U_ulLnnqC' })
      expect((await owner.ask(UPDATE, { id, input: change })).updateClubEvent).toEqual({ id })
      expect(await connection.collection('occurrences').find({ eventId: id }).toArray()).toMatchObject([
        { place: 'Harbour', goingCount: 1, routeId: expect.stringContaining(id) },
      ])
    })

    it('are refused with a reason, and stay as they were', async () => {
      const [member] = people
      const stranger = await world.athlete()
      const clubId = await clubOfAll()
      const id = await makeEvent(clubId, { capacity: 3, guestsAllowed: 2, answersCloseMinutes: 60 })
      expect(await world.anyone.codes(RSVP, { id, answer: 'GOING' })).toEqual(['UNAUTHENTICATED'])
      expect(await refusal(stranger, id, 'GOING')).toEqual(['FORBIDDEN'])
      expect(await refusal(member, id, 'WAITLISTED')).toEqual(['BAD_USER_INPUT'])
      expect(await refusal(member, id, 'GOING', { guests: 3 })).toEqual(['CONFLICT'])
      expect(await refusal(member, id, 'MAYBE', { guests: 1 })).toEqual(['BAD_USER_INPUT'])
      await answer(member, id, 'GOING', { guests: 1, note: 'Vegan' })
      await answer(owner, id, 'GOING')
      expect(await refusal(member, id, 'GOING', { guests: 2 })).toEqual(['CONFLICT'])
      expect(await look(member, id)).toMatchObject({ goingCount: 3, viewerRsvp: 'GOING' })
      world.advance(23.5 * HOUR_MS)
      expect(await refusal(member, id, 'MAYBE')).toEqual(['CONFLICT'])
      expect(await answer(member, id, 'NOT_GOING')).toMatchObject({ goingCount: 1 })
      world.advance(24 * HOUR_MS)
      expect(await refusal(member, id, 'NOT_GOING')).toEqual(['CONFLICT'])
      const cancelled = await makeEvent(clubId)
      await answer(member, cancelled, 'GOING')
      await owner.ask('mutation ($id: ID!) { cancelClubEvent(id: $id) { id } }', { id: cancelled })
      expect(await refusal(member, cancelled, 'NOT_GOING')).toEqual(['CONFLICT'])
      const secret = await makeEvent(await makeClub(owner, { access: 'SECRET' }))
      expect(await refusal(member, secret, 'GOING')).toEqual(['NOT_FOUND'])
    })

    it('are seen by members, notes by those who run the event, and nothing of who is blocked', async () => {
      const [author, reader, blocked] = people
      const clubId = await clubOfAll()
      const id = await makeEvent(clubId, { capacity: 1 })
      await answer(author, id, 'GOING', { note: 'I bring the cake.' })
      await answer(blocked, id, 'GOING')
      const noteFor = async (who: Person) => (await look(who, id)).responses.edges[0]?.note
      expect(await Promise.all([owner, author, reader].map(noteFor))).toEqual(['I bring the cake.', 'I bring the cake.', null])
      for (const who of [world.anyone, await world.athlete()]) {
        expect(await look(who, id)).toEqual({
          goingCount: 1,
          waitlistedCount: 1,
          viewerRsvp: null,
          responses: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
        })
      }
      await world.block(blocked, reader)
      await world.settle()
      expect((await look(reader, id)).responses).toMatchObject({ totalCount: 1, edges: [{ node: { id: author.id } }] })
      // Who is muted still takes part, without a note.
      const until = at(5)
      const mute = 'mutation ($c: ID!, $a: ID!, $u: DateTime) { muteClubMember(clubId: $c, athleteId: $a, until: $u) { id } }'
      await owner.ask(mute, { c: clubId, a: author.id, u: until })
      expect(await refusal(author, id, 'GOING', { note: 'And more.' })).toEqual(['FORBIDDEN'])
      expect(await answer(author, id, 'MAYBE')).toMatchObject({ viewerRsvp: 'MAYBE' })
    })

    it('end with the membership and the account, and those who wait get the places', async () => {
      const next = await world.athlete()
      const [leaver, closer, , banned] = people
      const clubId = await clubOfAll()
      await join(next, clubId)
      const id = await makeEvent(clubId, { capacity: 2 })
      for (const who of [leaver, closer, next, banned]) await answer(who, id, 'GOING')
      await leaver.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
      await world.settle()
      expect(await answers(id)).toEqual(['1 GOING', '-1 GOING', '3 WAITLISTED'])
      await world.account(closer, { revision: 2, deleted: true })
      await world.settle()
      expect(await answers(id)).toEqual(['-1 GOING', '3 GOING'])
      await world.account(closer, { revision: 3, deleted: false })
      await world.settle()
      expect(await answers(id)).toEqual(['-1 GOING', '3 GOING', '1 WAITLISTED'])
      const ban = 'mutation ($c: ID!, $a: ID!) { removeClubMember(clubId: $c, athleteId: $a, ban: true) { id } }'
      await owner.ask(ban, { c: clubId, a: banned.id })
      await world.settle()
      expect(await answers(id)).toEqual(['-1 GOING', '1 GOING'])
      expect(await look(owner, id)).toMatchObject({ goingCount: 2, waitlistedCount: 0 })
      await world.erase(next)
      await world.settle()
      expect(await look(owner, id)).toMatchObject({ goingCount: 1, responses: { totalCount: 1 } })
    })

    it('move up when the event gets more places, and stay when it gets fewer', async () => {
      const clubId = await clubOfAll()
      const input = inputOf(clubId, { capacity: 1 })
      const id = (await owner.ask(CREATE, { input })).createClubEvent.id
      for (const who of people) await answer(who, id, 'GOING')
      expect(await look(owner, id)).toMatchObject({ goingCount: 1, waitlistedCount: 3 })
      await owner.ask(UPDATE, { id, input: { ...input, capacity: 3 } })
      await world.settle()
      expect(await answers(id)).toEqual(['0 GOING', '1 GOING', '2 GOING', '3 WAITLISTED'])
      await owner.ask(UPDATE, { id, input: { ...input, capacity: 2 } })
      await world.settle()
      await answer(people[0], id, 'NOT_GOING')
      expect(await look(owner, id)).toMatchObject({ goingCount: 2, waitlistedCount: 1 })
      await owner.ask(UPDATE, { id, input: { ...input, capacity: null } })
      await world.settle()
      expect(await look(owner, id)).toMatchObject({ goingCount: 3, waitlistedCount: 0 })
    })

    it('to a series reach each date in turn, also one that is made later, but none that was answered alone', async () => {
      const [first, second, third] = people
      const clubId = await clubOfAll()
      const start = Date.parse(at(24))
      const input = { ...inputOf(clubId, { capacity: 1 }), timeZone: 'UTC', startsAt: new Date(start).toISOString() }
      const dateOf = (week: number) => new Date(Math.floor(start / 1000) * 1000 + week * 7 * 24 * HOUR_MS).toISOString()
      const series = (count: number) => ({ ...input, recurrence: `FREQ=WEEKLY;COUNT=${count}` })
      const id = (await owner.ask(CREATE, { input: series(3) })).createClubEvent.id
      const one = `mutation ($id: ID!, $date: DateTime!, $answer: Rsvp!) { rsvp(eventId: $id, answer: $answer, occurrence: $date) { id } }`
      expect(await first.codes(one, { id, date: at(1), answer: 'GOING' })).toEqual(['NOT_FOUND'])
      await answer(first, id, 'GOING')
      await world.settle()
      await answer(second, id, 'GOING')
      await world.settle()
      await first.ask(one, { id, date: dateOf(1), answer: 'NOT_GOING' })
      await third.ask(one, { id, date: dateOf(2), answer: 'MAYBE' })
      const dates = async (who: Person) => {
        const look =
          'query ($id: ID!) { clubEvent(id: $id) { occurrences { edges { node { goingCount waitlistedCount viewerRsvp } } } } }'
        const { edges } = (await who.ask(look, { id })).clubEvent.occurrences
        return edges.map(({ node }: { node: Record<string, unknown> }) => Object.values(node).join(' '))
      }
      expect(await dates(first)).toEqual(['1 1 GOING', '1 0 NOT_GOING', '1 1 GOING'])
      expect(await dates(second)).toEqual(['1 1 WAITLISTED', '1 0 GOING', '1 1 WAITLISTED'])
      await owner.ask(UPDATE, { id, input: series(4) })
      await world.settle()
      expect(await dates(first)).toEqual(['1 1 GOING', '1 0 NOT_GOING', '1 1 GOING', '1 1 GOING'])
      await answer(first, id, 'NOT_GOING')
      await world.settle()
      expect(await dates(second)).toEqual(['1 0 GOING', '1 0 GOING', '1 0 GOING', '1 0 GOING'])
      await second.ask('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
      await owner.ask(UPDATE, { id, input: series(5) })
      await world.settle()
      expect(await dates(third)).toEqual(['0 0 ', '0 0 ', '0 0 MAYBE', '0 0 ', '0 0 '])
    })
  })
}
