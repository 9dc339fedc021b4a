import { within } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUpload, newAthlete, type Person, putBytes, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, openHome } from './home.ts'

/** The points at which the process is killed, in their order after a ride, a new goal of the club, and a ban in it. */
const STAGES = [
  'clubs-score:saved',
  'clubs-count-goals:prepared',
  'relay:moderation.decided',
  'clubs-apply-moderation:saved',
  'clubs-apply-moderation:committed',
  'clubs-place-members:saved',
  'clubs-end-rsvps:prepared',
  'clubs-tell-moved-up:committed',
  'social-notify-club-event-notice-due:saved',
]

const DAY_MS = 86_400_000

const STATE = `query ($id: ID!, $event: ID!) {
  clubEvent(id: $event) { goingCount waitlistedCount viewerRsvp }
  club(id: $id) { memberCount posts { edges { node { id } } }
    moderationQueue { edges { node { id } } }
    auditLog { edges { node { action subjectId actor { handle } note } } }
    goals { title progress contributors { score athlete { handle } } }
    leaderboard(metric: DISTANCE, period: YEAR, sport: RIDE) { totalCount edges { node { score athlete { handle } } } } } }`

interface Ranked {
  readonly score: number
  readonly athlete: { readonly handle: string }
}
interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[]
}
interface State {
  readonly clubEvent: { readonly goingCount: number; readonly waitlistedCount: number; readonly viewerRsvp: string | null }
  readonly club: {
    readonly memberCount: number
    readonly posts: Edges<{ readonly id: string }>
    readonly moderationQueue: Edges<{ readonly id: string }> | null
    readonly auditLog: Edges<{ readonly action: string; readonly subjectId: string; readonly note: string | null }> | null
    readonly goals: readonly { readonly title: string; readonly progress: number; readonly contributors: readonly Ranked[] }[]
    readonly leaderboard: Edges<Ranked>
  }
}

const inboxOf = async (who: Person): Promise<readonly string[]> => {
  const { viewer } = await who.get<{ viewer: { notifications: Edges<{ kind: string }> } }>(
    '{ viewer { notifications(first: 50) { edges { node { kind } } } } }',
  )
  return viewer.notifications.edges.map(({ node }) => node.kind)
}

/** Founds a club with these members. One of them has the only place of its event, another waits for it. */
const foundClub = async (owner: Person, members: readonly Person[]) => {
  const input = { name: `Through the storm ${owner.handle}` }
  const { createClub } = await owner.get<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    { input },
  )
  for (const who of members) await who.get('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: createClub.id })
  const event = { clubId: createClub.id, title: 'Sunday ride', timeZone: 'UTC', capacity: 1 }
  const startsAt = new Date(Date.now() + 7 * DAY_MS).toISOString()
  const { createClubEvent } = await owner.get<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    { input: { ...event, startsAt } },
  )
  return { id: createClub.id, event: createClubEvent.id }
}

/**
 * Defines tests that kill -9 the process while a ride counts in a club, a goal is counted, and a member is banned: then the post is gone,
 * the member's place goes to who waits for it, and the member's part leaves the goal and the board.
 */
export const killClubs = (): void => {
  describe('a new start after kill -9 in a club loses nothing and does nothing twice', () => {
    let home: Home
    beforeAll(async () => {
      home = await openHome()
    })
    afterAll(() => home?.close())

    it.each(STAGES.map((stage, i) => [stage, STAGES[i + 1] ?? null] as const))('%s', async (stage, next) => {
      const { url } = home
      const first = await home.processFor(stage)
      const [owner, ana, ben, cleo] = await Promise.all(['owner', 'ana', 'ben', 'cleo'].map((name) => newAthlete(url, name)))
      if (owner === undefined || ana === undefined || ben === undefined || cleo === undefined) throw new Error('nobody signed up')
      await home.verify(owner, ana)
      const club = await foundClub(owner, [ana, ben, cleo])
      for (const who of [ben, cleo])
        await who.get('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }', { id: club.event })
      const { createPost } = await ben.get<{ createPost: { id: string } }>(
        'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
        { input: { clubId: club.id, text: 'Buy my wheels' } },
      )
      await ana.get('mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }', { id: createPost.id })
      // Of each stage at a place of its own: the same track of two athletes would count for neither.
      const longitude = 8 + STAGES.indexOf(stage)
      await sendFile(ben, 'ride.gpx', gpxRide(Date.now() - DAY_MS, { points: 200, longitude: longitude + 0.5 }))
      await home.settle()
      const look = (who: Person) => who.get<State>(STATE, club)
      expect((await look(cleo)).clubEvent).toEqual({ goingCount: 1, waitlistedCount: 1, viewerRsvp: 'WAITLISTED' })
      const caseId = (await look(owner)).club.moderationQueue?.edges[0]?.node.id
      expect((await look(owner)).club.leaderboard.edges.map(({ node }) => node.athlete.handle)).toEqual([ben.handle])
      const bytes = gpxRide(Date.now() - DAY_MS, { points: 300, longitude })
      const upload = await createUpload(ana, 'ride.gpx', bytes)

      const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
      const goal = {
        clubId: club.id,
        title: 'Round the lake',
        metric: 'DISTANCE',
        target: 1e6,
        startsOn: day(-7),
        endsOn: day(7),
      }
      const makeGoal = () =>
        owner.ask('mutation ($input: ClubGoalInput!) { createClubGoal(input: $input) { id } }', { input: goal })
      const ban = () =>
        owner.ask('mutation ($id: ID!) { resolveModerationCase(id: $id, remove: true, ban: true, note: "No adverts") { id } }', {
          id: caseId,
        })
      first.child.kill('SIGUSR2')
      expect(await putBytes(upload, bytes)).toBeLessThan(300)
      await makeGoal().catch(() => null)
      await ban().catch(() => null)
      expect(await within(30_000, first.ended, () => 'still running'), first.output()).toBe('SIGKILL')

      await home.processFor(next)
      // The client cannot know whether the first try arrived, so it looks.
      if ((await look(owner)).club.goals.length === 0) await makeGoal()
      const open = (await look(owner)).club.moderationQueue?.edges ?? []
      if (open.some(({ node }) => node.id === caseId)) await ban()
      await home.settle()

      const { club: seen, clubEvent } = await look(owner)
      expect(clubEvent).toEqual({ goingCount: 1, waitlistedCount: 0, viewerRsvp: null })
      expect((await look(cleo)).clubEvent.viewerRsvp).toBe('GOING')
      expect((await look(cleo)).club.posts.edges).toEqual([])
      expect(seen).toMatchObject({ memberCount: 3, moderationQueue: { edges: [] } })
      const acts = (seen.auditLog?.edges ?? []).map(({ node }) => node)
      const decided = acts.filter(({ action }) => action === 'CASE_REMOVED' || action === 'MEMBER_BANNED')
      expect(decided.toSorted((a, b) => a.action.localeCompare(b.action))).toMatchObject([
        { action: 'CASE_REMOVED', subjectId: createPost.id, actor: { handle: owner.handle }, note: 'No adverts' },
        { action: 'MEMBER_BANNED', subjectId: ben.id, actor: { handle: owner.handle }, note: 'No adverts' },
      ])
      const [ride] = seen.leaderboard.edges
      expect(ride?.node.score).toBeGreaterThan(1000)
      expect(seen.leaderboard.edges).toMatchObject([{ node: { athlete: { handle: ana.handle } } }])
      expect(seen.goals).toMatchObject([
        { title: 'Round the lake', contributors: [{ score: ride?.node.score, athlete: { handle: ana.handle } }] },
      ])
      expect(seen.goals[0]?.progress).toBeCloseTo(ride?.node.score ?? -1, 0)
      expect((await inboxOf(ben)).filter((kind) => kind === 'MODERATION')).toHaveLength(1)
      expect((await inboxOf(cleo)).filter((kind) => kind === 'EVENT_CHANGED')).toHaveLength(1)
    })
  })
}
