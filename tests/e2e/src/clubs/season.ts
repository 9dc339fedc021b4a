import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { rideOn, startLive } from '../live/live.ts'
import { newAthlete, type Person, sendFile, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ZONE = 'Europe/Zurich'

const hourIn = (zone: string, at: number): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at))

/** Returns a day at seven o'clock in the zone, so that the clocks change within the two weeks after it. */
const sevenBeforeClockChange = (): number => {
  const noon = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 12 * HOUR_MS
  const days = Array.from({ length: 366 }, (_, index) => noon + index * DAY_MS).slice(8)
  const change = days.find((at) => hourIn(ZONE, at) !== hourIn(ZONE, at + DAY_MS)) ?? noon
  const morning = change - 7 * DAY_MS
  return morning - (hourIn(ZONE, morning) - 7) * HOUR_MS
}

const foundClub = async (owner: Person): Promise<string> => {
  const query = 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }'
  const input = { name: `Early Birds ${owner.handle}`, access: 'OPEN' }
  return (await owner.get<{ createClub: { id: string } }>(query, { input })).createClub.id
}

/** Lets people join by a link that works as often as there are people. */
const joinByLink = async (owner: Person, clubId: string, people: readonly Person[]): Promise<void> => {
  const query = 'mutation ($input: ClubInviteInput!) { createClubInvite(input: $input) { url } }'
  const input = { clubId, maxUses: people.length }
  const { createClubInvite } = await owner.get<{ createClubInvite: { url: string } }>(query, { input })
  const token = createClubInvite.url.split('/').at(-1)
  for (const who of people) await who.get('mutation ($token: String!) { joinByInvite(token: $token) { id } }', { token })
}

const newEvent = async (owner: Person, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const query = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
  return (await owner.get<{ createClubEvent: { id: string } }>(query, { input })).createClubEvent.id
}

interface Occurrence {
  readonly originalStartsAt: string
  readonly startsAt: string
  readonly status: string
  readonly goingCount: number
  readonly viewerRsvp: string | null
}

interface Routed {
  readonly route: string | null
  readonly routeDistanceMeters: number | null
  readonly routeClimbMeters: number | null
}

interface EventWithRoutes extends Routed {
  readonly occurrences: { readonly edges: readonly { readonly node: Routed }[] }
}

const datesOf = async (who: Person, eventId: string): Promise<readonly Occurrence[]> => {
  const query = `query ($id: ID!) { clubEvent(id: $id) { occurrences(first: 10) {
    edges { node { originalStartsAt startsAt status goingCount viewerRsvp } } } } }`
  const { clubEvent } = await who.get<{ clubEvent: { occurrences: { edges: { node: Occurrence }[] } } }>(query, { id: eventId })
  return clubEvent.occurrences.edges.map(({ node }) => node)
}

const answer = (who: Person, eventId: string, occurrence: string, rsvp: string) =>
  who.get('mutation ($id: ID!, $at: DateTime!, $rsvp: Rsvp!) { rsvp(eventId: $id, occurrence: $at, answer: $rsvp) { id } }', {
    id: eventId,
    at: occurrence,
    rsvp,
  })

const kindsOf = async (who: Person): Promise<readonly string[]> => {
  const { viewer } = await who.get<{ viewer: { notifications: { edges: { node: { kind: string } }[] } } }>(
    '{ viewer { notifications(first: 30) { edges { node { kind } } } } }',
  )
  return viewer.notifications.edges.map(({ node }) => node.kind)
}

export const season = (world: WorldOf): void => {
  const foundWith = async (...names: readonly string[]) => {
    const [owner, ...people] = await Promise.all(['owner', ...names].map((name) => newAthlete(world().url, name)))
    if (owner === undefined) throw new Error('nobody signed up')
    await world().verify(owner, ...people)
    const clubId = await foundClub(owner)
    await joinByLink(owner, clubId, people)
    await world().settle()
    return { owner, people, clubId }
  }

  describe('the season of a club', () => {
    it('has a weekly ride that keeps its hour, places that are waited for, and a calendar', async () => {
      const { owner, people, clubId } = await foundWith('ana', 'ben')
      const [ana, ben] = people as [Person, Person]
      const startsAt = sevenBeforeClockChange()
      const eventId = await newEvent(owner, {
        clubId,
        title: 'Saturday ride',
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(startsAt + 2 * HOUR_MS).toISOString(),
        timeZone: ZONE,
        recurrence: 'FREQ=WEEKLY;COUNT=4',
        capacity: 1,
      })
      await world().settle()
      const dates = await datesOf(ana, eventId)
      const starts = dates.map((date) => Date.parse(date.startsAt))
      expect(starts.map((at) => hourIn(ZONE, at))).toEqual([7, 7, 7, 7])
      expect(new Set(starts.map((at) => hourIn('UTC', at))).size).toBe(2)

      const [, second, third] = dates.map((date) => date.originalStartsAt) as [string, string, string]
      await answer(ana, eventId, second, 'GOING')
      await answer(ben, eventId, second, 'GOING')
      expect((await datesOf(ben, eventId))[1]).toMatchObject({ goingCount: 1, viewerRsvp: 'WAITLISTED' })
      await answer(ana, eventId, second, 'NOT_GOING')
      expect((await datesOf(ben, eventId))[1]).toMatchObject({ goingCount: 1, viewerRsvp: 'GOING' })
      expect((await datesOf(ben, eventId))[0]).toMatchObject({ goingCount: 0, viewerRsvp: null })

      const link = 'query ($id: ID!) { club(id: $id) { calendarUrl } }'
      const { club } = await ben.get<{ club: { calendarUrl: string } }>(link, { id: clubId })
      const before = await fetch(club.calendarUrl)
      const text = await before.text()
      expect(before.headers.get('content-type')).toContain('text/calendar')
      for (const part of ['BEGIN:VTIMEZONE', `DTSTART;TZID=${ZONE}:`, 'SUMMARY:Saturday ride']) expect(text).toContain(part)
      const etag = before.headers.get('etag') ?? ''
      expect((await fetch(club.calendarUrl, { headers: { 'if-none-match': etag } })).status).toBe(304)
      await owner.get('mutation ($id: ID!, $at: DateTime!) { cancelClubEvent(id: $id, occurrence: $at, scope: ONE) { id } }', {
        id: eventId,
        at: third,
      })
      expect((await datesOf(ben, eventId)).map(({ status }) => status)).toEqual([
        'SCHEDULED',
        'SCHEDULED',
        'CANCELLED',
        'SCHEDULED',
      ])
      const after = await fetch(club.calendarUrl, { headers: { 'if-none-match': etag } })
      expect(after.status).toBe(200)
      expect(await after.text()).toContain('STATUS:CANCELLED')
      await ben.get('mutation ($id: ID!) { leaveClub(id: $id) { id } }', { id: clubId })
      expect((await fetch(club.calendarUrl)).status).toBe(404)
    })

    it('has rides with a route: of an activity, as a stranger sees it and as long as it is there, or of a file', async () => {
      const { owner, people, clubId } = await foundWith('ana')
      const [ana] = people as [Person]
      const upload = await sendFile(owner, 'ride.gpx', gpxRide(Date.now() - DAY_MS, { points: 400 }))
      await world().settle()
      const activityId = (await uploadOf(owner, upload)).activities[0]?.id ?? ''
      await owner.get('mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { id } }', {
        input: { hideStartEndMeters: 300 },
      })
      await world().settle()
      const startsAt = new Date(Date.now() + DAY_MS).toISOString()
      const input = { clubId, title: 'Last week again', startsAt, timeZone: ZONE, recurrence: 'FREQ=WEEKLY;COUNT=3' }
      const eventId = await newEvent(owner, { ...input, routeActivityId: activityId })
      const ROUTE = 'route routeDistanceMeters routeClimbMeters'
      const look = async (who: Person) => {
        const { clubEvent, club } = await who.get<{
          clubEvent: EventWithRoutes
          club: { events: { edges: { node: { route: string | null }; occurrence: { route: string | null } }[] } }
        }>(
          `query ($id: ID!, $club: ID!) {
            clubEvent(id: $id) { ${ROUTE} occurrences { edges { node { ${ROUTE} } } } }
            club(id: $club) { events { edges { node { route } occurrence { route } } } } }`,
          { id: eventId, club: clubId },
        )
        for (const { node, occurrence } of club.events.edges) expect(node.route).toBe(occurrence.route)
        return clubEvent
      }
      const { activity } = await ana.get<{ activity: { distanceMeters: number; route: { polyline: string } } }>(
        'query ($id: ID!) { activity(id: $id) { distanceMeters route { polyline } } }',
        { id: activityId },
      )
      for (const who of [owner, ana]) {
        const { occurrences, ...event } = await look(who)
        expect(event).toMatchObject({ route: activity.route.polyline, routeDistanceMeters: activity.distanceMeters })
        expect(occurrences.edges.map(({ node }) => node)).toEqual([event, event, event])
      }
      await owner.get('mutation ($id: ID!) { deleteActivity(id: $id) }', { id: activityId })
      await world().settle()
      expect(await look(ana)).toMatchObject({ route: null, routeDistanceMeters: null, routeClimbMeters: null })

      const routeGpx = Buffer.from(gpxRide(0, { points: 200 })).toString()
      await owner.get('mutation ($id: ID!, $input: ClubEventInput!) { updateClubEvent(id: $id, input: $input) { id } }', {
        id: eventId,
        input: { ...input, routeGpx },
      })
      const shown = await look(ana)
      expect(shown.route).not.toBeNull()
      expect(shown.routeDistanceMeters).toBeGreaterThan(1_000)
      expect(shown.occurrences.edges.every(({ node }) => node.route === shown.route)).toBe(true)
    })

    it('has a virtual race whose order is followed live', async () => {
      const { owner, people, clubId } = await foundWith('ana', 'ben')
      const [ana, ben] = people as [Person, Person]
      const startsAt = Date.now() + 2000
      const soon = new Date(startsAt).toISOString()
      const eventId = await newEvent(owner, { clubId, title: 'Race', startsAt: soon, timeZone: ZONE, isVirtual: true })
      await world().settle()
      await setTimeout(Math.max(0, startsAt - Date.now()))
      const socket = await owner.live()
      const order = socket.subscribe<{ clubEventUpdated: { live: readonly { athlete: { handle: string } }[] } }>(
        'subscription ($id: ID!) { clubEventUpdated(eventId: $id) { live { athlete { handle } eventDistanceMeters } } }',
        { id: eventId },
      )
      await socket.ready()
      for (const [who, seconds] of [
        [ana, 20],
        [ben, 30],
      ] as const) {
        const session = await startLive(who, 'EVERYONE', eventId)
        await rideOn(who, session, 0, seconds)
      }
      await world().settle()
      const wanted = [ben.handle, ana.handle]
      for (let seen: readonly string[] = []; JSON.stringify(seen) !== JSON.stringify(wanted); ) {
        seen = (await order.next()).clubEventUpdated.live.map(({ athlete }) => athlete.handle)
      }
      await socket.close()
    })

    it('has moderators who take down what members report', async () => {
      const { owner, people, clubId } = await foundWith('ana', 'ben')
      const [ana, ben] = people as [Person, Person]
      const { createPost } = await ben.get<{ createPost: { id: string } }>(
        'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
        { input: { clubId, text: 'Buy my wheels' } },
      )
      await ana.get('mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }', { id: createPost.id })
      await world().settle()
      const queue = 'query ($id: ID!) { club(id: $id) { moderationQueue { edges { node { id subjectText reports } } } } }'
      const { club } = await owner.get<{ club: { moderationQueue: { edges: { node: { id: string } }[] } } }>(queue, {
        id: clubId,
      })
      expect(club.moderationQueue.edges).toMatchObject([{ node: { subjectText: 'Buy my wheels', reports: 1 } }])
      expect(await ana.get(queue, { id: clubId })).toEqual({ club: { moderationQueue: null } })
      await owner.get('mutation ($id: ID!) { resolveModerationCase(id: $id, remove: true, note: "No adverts") { id } }', {
        id: club.moderationQueue.edges[0]?.node.id,
      })
      await world().settle()
      const posts = 'query ($id: ID!) { club(id: $id) { posts { edges { node { id } } } } }'
      expect(await ana.get(posts, { id: clubId })).toEqual({ club: { posts: { edges: [] } } })
      expect(await kindsOf(ben)).toContain('MODERATION')
      const log = 'query ($id: ID!) { club(id: $id) { auditLog { edges { node { action subjectId } } } } }'
      expect(JSON.stringify(await owner.get(log, { id: clubId }))).toContain(createPost.id)
    })

    it('ends with a challenge between clubs, and a badge', async () => {
      const first = await foundWith('ana')
      const second = await foundWith('ben', 'cleo')
      const [ana] = first.people as [Person]
      const [ben, cleo] = second.people as [Person, Person]
      const id = await newChallenge(first.owner, {
        clubId: first.clubId,
        bestOfTeam: 1,
        target: 1000,
        badgeName: 'Month of clubs',
      })
      await second.owner.get('mutation ($id: ID!, $clubId: ID!) { enterChallenge(id: $id, clubId: $clubId) { id } }', {
        id,
        clubId: second.clubId,
      })
      for (const who of [ana, ben, cleo]) await join(who, id)
      // Together the second club has ridden further, but only the best of each counts.
      const rides = [
        [ana, 480],
        [ben, 300],
        [cleo, 360],
      ] as const
      for (const [index, [who, points]] of rides.entries())
        await sendFile(who, 'ride.gpx', gpxRide(Date.now() - DAY_MS, { points, longitude: 8 + index }))
      await world().settle()
      const teams = 'query ($id: ID!) { challenge(id: $id) { teams { rank counted club { id } } } }'
      expect(await ben.get(teams, { id })).toEqual({
        challenge: {
          teams: [
            { rank: 1, counted: 1, club: { id: first.clubId } },
            { rank: 2, counted: 1, club: { id: second.clubId } },
          ],
        },
      })
      expect(await kindsOf(ana)).toEqual(expect.arrayContaining(['CHALLENGE_COMPLETED', 'BADGE_AWARDED']))
      const badges = 'query ($id: ID!) { athlete(id: $id) { badges { edges { node { badge { name } } } } } }'
      expect(JSON.stringify(await ana.get(badges, { id: ana.id }))).toContain('Month of clubs')
    })
  })
}
