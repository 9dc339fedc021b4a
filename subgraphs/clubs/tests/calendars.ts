import { callRoute } from '@gruppetto/testing'
import { convertIcsCalendar } from 'ts-ics'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const CANCEL = 'mutation ($id: ID!) { cancelClubEvent(id: $id, reason: "Ice on the roads") { id } }'
const UPDATE =
  'mutation ($id: ID!, $input: ClubEventInput!, $date: DateTime, $scope: SeriesScope) { updateClubEvent(id: $id, input: $input, occurrence: $date, scope: $scope) { id } }'
const CANCEL_DATE = 'mutation ($id: ID!, $date: DateTime!) { cancelClubEvent(id: $id, occurrence: $date, scope: ONE) { id } }'
const RSVP =
  'mutation ($id: ID!, $answer: Rsvp!, $date: DateTime) { rsvp(eventId: $id, answer: $answer, occurrence: $date) { id } }'
const DATES = 'query ($id: ID!) { clubEvent(id: $id) { occurrences(first: 5) { edges { node { originalStartsAt startsAt } } } } }'
const BAN = 'mutation ($c: ID!, $a: ID!) { removeClubMember(clubId: $c, athleteId: $a, ban: true) { id } }'
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const LEAVE = 'mutation ($id: ID!) { leaveClub(id: $id) { id } }'
const CLUB_URL = 'query ($id: ID!) { club(id: $id) { calendarUrl } }'
const OWN_URL = '{ viewer { calendarUrl } }'
const RENEW = 'mutation ($club: ID) { renewCalendarUrl(clubId: $club) { calendarUrl } }'

/** Tests of calendars, in the same world as the tests of clubs. */
export const calendars = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let member: Person
  let stranger: Person
  beforeAll(async () => {
    world = worldOf()
    ;[owner, member, stranger] = [await world.athlete(), await world.athlete(), await world.athlete()]
    await world.settle()
  })

  const makeEvent = async (clubId: string, more: object = {}): Promise<string> => {
    const startsAt = new Date(world.now() + 2 * HOUR_MS).toISOString()
    const input = { clubId, title: 'Turbo Tuesday', startsAt, timeZone: 'Europe/Zurich', ...more }
    return (await owner.ask(CREATE, { input })).createClubEvent.id
  }
  const clubUrl = async (who: Person, id: string): Promise<string> => (await who.ask(CLUB_URL, { id })).club.calendarUrl
  const fetch = (url: string, etag?: string) => {
    const { publicRoutes } = world.subgraph.opened
    if (publicRoutes === undefined) throw new Error('there are no routes')
    const headers = etag === undefined ? {} : { 'if-none-match': etag }
    return callRoute([publicRoutes], { url: new URL(url).pathname, headers })
  }
  const eventsOf = async (url: string) => convertIcsCalendar(undefined, (await fetch(url)).body).events ?? []

  describe('a calendar', () => {
    it('has the events of a club, and is sent again only after a change', async () => {
      const clubId = await makeClub(owner, { name: 'Early Birds; of Bern' })
      await member.ask(JOIN, { id: clubId })
      const id = await makeEvent(clubId, { place: 'Bahnhof, Perron 1' })
      const url = await clubUrl(member, clubId)
      expect(await clubUrl(member, clubId)).toBe(url)
      const first = await fetch(url)
      expect(first.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'referrer-policy': 'no-referrer' })
      expect(first.body).toContain('X-WR-CALNAME:Early Birds\\; of Bern\r\n')
      expect(await eventsOf(url)).toMatchObject([
        { uid: `${id}@gruppetto`, sequence: 2, summary: 'Turbo Tuesday', location: 'Bahnhof, Perron 1', status: 'CONFIRMED' },
      ])
      const etag = String(first.headers.etag)
      const again = await fetch(url, etag)
      expect(again).toMatchObject({ statusCode: 304, body: '' })
      await owner.ask(CANCEL, { id })
      const changed = await fetch(url, etag)
      expect(changed.statusCode).toBe(200)
      expect(changed.headers.etag).not.toBe(etag)
      const [event] = await eventsOf(url)
      expect(event).toMatchObject({ uid: `${id}@gruppetto`, sequence: 4, status: 'CANCELLED' })
      expect(event?.description).toBe('Cancelled: Ice on the roads')
    })

    it('of all clubs of an athlete names the club with each event', async () => {
      const [one, other, foreign] = [await makeClub(owner, { name: 'Club One' }), await makeClub(owner), await makeClub(owner)]
      for (const id of [one, other]) await stranger.ask(JOIN, { id })
      const ids = [await makeEvent(one), await makeEvent(other)]
      await makeEvent(foreign)
      const url = (await stranger.ask(OWN_URL)).viewer.calendarUrl
      const events = await eventsOf(url)
      expect(events.map(({ uid }) => uid)).toEqual(ids.map((id) => `${id}@gruppetto`))
      expect(events[0]?.summary).toBe('Turbo Tuesday (Club One)')
      const etag = String((await fetch(url)).headers.etag)
      await stranger.ask(LEAVE, { id: one })
      expect((await fetch(url, etag)).statusCode).toBe(200)
      expect((await eventsOf(url)).map(({ uid }) => uid)).toEqual([`${ids[1]}@gruppetto`])
    })

    it('has a series as one entry, with its dates that were moved, cancelled or answered', async () => {
      const [clubId, athlete] = [await makeClub(owner), await world.athlete()]
      await world.settle()
      await athlete.ask(JOIN, { id: clubId })
      const more = { recurrence: 'FREQ=WEEKLY', endsAt: new Date(world.now() + 3 * HOUR_MS).toISOString() }
      const id = await makeEvent(clubId, more)
      const dates = async (): Promise<string[]> =>
        (await owner.ask(DATES, { id })).clubEvent.occurrences.edges.map(
          ({ node }: { node: { originalStartsAt: string } }) => node.originalStartsAt,
        )
      const [, second = '', third = '', fourth = '', fifth = ''] = await dates()
      const movedTo = new Date(Date.parse(second) + HOUR_MS)
      const input = {
        clubId,
        title: 'Turbo Tuesday',
        startsAt: movedTo.toISOString(),
        endsAt: new Date(movedTo.getTime() + HOUR_MS).toISOString(),
        timeZone: 'Europe/Zurich',
      }
      await owner.ask(UPDATE, { id, input, date: second, scope: 'ONE' })
      await owner.ask(CANCEL_DATE, { id, date: third })
      await athlete.ask(RSVP, { id, answer: 'GOING', date: fourth })
      await athlete.ask(RSVP, { id, answer: 'NOT_GOING', date: fifth })
      const ofClub = await eventsOf(await clubUrl(athlete, clubId))
      const uid = `${id}@gruppetto`
      expect(ofClub).toMatchObject([
        { uid, recurrenceRule: { frequency: 'WEEKLY' }, status: 'CONFIRMED', timeTransparent: 'TRANSPARENT' },
        { uid, recurrenceId: { value: { date: new Date(second) } }, start: { date: movedTo } },
        { uid, recurrenceId: { value: { date: new Date(third) } }, status: 'CANCELLED' },
      ])
      const own = await eventsOf((await athlete.ask(OWN_URL)).viewer.calendarUrl)
      expect(own).toMatchObject([
        { uid, status: 'TENTATIVE', exceptionDates: [{ date: new Date(fifth) }] },
        { uid, recurrenceId: { value: { date: new Date(second) } }, status: 'TENTATIVE' },
        { uid, recurrenceId: { value: { date: new Date(third) } }, status: 'CANCELLED' },
        { uid, recurrenceId: { value: { date: new Date(fourth) } }, status: 'CONFIRMED', timeTransparent: 'OPAQUE' },
      ])
    })

    it('of a SECRET club opens for its members, and for nobody who was banned', async () => {
      const clubId = await makeClub(owner)
      await member.ask(JOIN, { id: clubId })
      const update = 'mutation ($id: ID!, $input: ClubInput!) { updateClub(id: $id, input: $input) { id } }'
      await owner.ask(update, { id: clubId, input: { name: 'Nobody knows', access: 'SECRET' } })
      await makeEvent(clubId)
      const url = await clubUrl(member, clubId)
      expect((await fetch(url)).statusCode).toBe(200)
      expect((await stranger.ask(CLUB_URL, { id: clubId })).club).toBeNull()
      expect(await stranger.codes(RENEW, { club: clubId })).toEqual(['NOT_FOUND'])
      await owner.ask(BAN, { c: clubId, a: member.id })
      const refused = await fetch(url)
      expect(refused.statusCode).toBe(404)
      expect(await eventsOf((await member.ask(OWN_URL)).viewer.calendarUrl)).not.toContainEqual(
        expect.objectContaining({ summary: expect.stringContaining('Nobody knows') }),
      )
    })

    it('has a link for members alone, which ends when the member leaves or renews it', async () => {
      const clubId = await makeClub(owner, { access: 'ON_REQUEST' })
      for (const who of [stranger, world.anyone]) expect(await clubUrl(who, clubId)).toBeNull()
      await member.ask(JOIN, { id: clubId })
      // A request to join is not a membership.
      expect(await clubUrl(member, clubId)).toBeNull()
      for (const who of [stranger, member]) expect(await who.codes(RENEW, { club: clubId })).toEqual(['NOT_FOUND'])
      expect(await world.anyone.codes(RENEW)).toEqual(['UNAUTHENTICATED'])
      const accept = 'mutation ($c: ID!, $a: ID!) { respondToJoinRequest(clubId: $c, athleteId: $a, accept: true) { id } }'
      await owner.ask(accept, { c: clubId, a: member.id })
      const urls = [await clubUrl(member, clubId), await clubUrl(owner, clubId)] as const
      expect(urls[0]).not.toBe(urls[1])
      const renewed = (await member.ask(RENEW, { club: clubId })).renewCalendarUrl.calendarUrl
      expect(renewed).not.toBe(urls[0])
      const statuses = async (...all: readonly string[]) => Promise.all(all.map(async (url) => (await fetch(url)).statusCode))
      expect(await statuses(...urls, renewed)).toEqual([404, 200, 200])
      await member.ask(LEAVE, { id: clubId })
      expect(await statuses(renewed, `${renewed}x`, renewed.replace(member.id, owner.id))).toEqual([404, 404, 404])
      expect((await fetch(renewed)).body).not.toMatch(/club|member/i)

      const own = (await member.ask(OWN_URL)).viewer.calendarUrl
      await member.ask(RENEW)
      expect(await statuses(own, (await member.ask(OWN_URL)).viewer.calendarUrl)).toEqual([404, 200])
    })

    it('ends when its athlete closes the account', async () => {
      const leaver = await world.athlete()
      await world.settle()
      const own = (await leaver.ask(OWN_URL)).viewer.calendarUrl
      expect((await fetch(own)).statusCode).toBe(200)
      await world.closeAccount(leaver)
      await world.settle()
      expect((await fetch(own)).statusCode).toBe(404)
    })
  })
}
