import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createUpload, newAthlete, type Person, putBytes, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { type Home, JOURNEY_MS, openHome } from './home.ts'

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

const bySubject = (a: { readonly subjectId: string }, b: { readonly subjectId: string }): number =>
  a.subjectId.localeCompare(b.subjectId)

/** Founds a club with these members. Its event has one place. */
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
 * Defines a test that kills -9 the process at one point after another while a ride counts in a club, a goal is counted, and two members are
 * banned: then their posts are gone, the place that one had goes to who waits for it, and their parts leave the goal and the board.
 */
export const killClubs = (): void => {
  describe('a new start after kill -9 in a club loses nothing and does nothing twice', () => {
    let home: Home
    beforeEach(async () => {
      home = await openHome()
      await home.processFor('clubs-score:saved')
    })
    afterEach(() => home?.close())

    it('a ride, a goal and two bans', { timeout: JOURNEY_MS }, async () => {
      const { url } = home
      const names = ['owner', 'ana', 'ben', 'cleo', 'dan']
      const [owner, ana, ben, cleo, dan] = await Promise.all(names.map((name) => newAthlete(url, name)))
      if (!owner || !ana || !ben || !cleo || !dan) throw new Error('nobody signed up')
      await home.verify(owner, ana)
      const club = await foundClub(owner, [ana, ben, cleo, dan])
      // Ben has the only place, and Cleo waits for it.
      for (const who of [ben, cleo])
        await who.get('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }', { id: club.event })
      const look = (who: Person) => who.get<State>(STATE, club)
      const openCases = async () => ((await look(owner)).club.moderationQueue?.edges ?? []).map(({ node }) => node.id)

      /** Posts an advert, which Ana reports. Returns the post and its case. */
      const advertOf = async (who: Person) => {
        const { createPost } = await who.get<{ createPost: { id: string } }>(
          'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
          { input: { clubId: club.id, text: 'Buy my wheels' } },
        )
        const known = await openCases()
        await ana.get('mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }', { id: createPost.id })
        await home.settle()
        const [caseId] = (await openCases()).filter((id) => !known.includes(id))
        expect(caseId).toBeDefined()
        return { postId: createPost.id, caseId }
      }
      const [advert, another] = [await advertOf(ben), await advertOf(dan)]
      // Each at a place of its own: the same track of two athletes would count for neither.
      for (const [who, longitude] of [
        [ben, 8],
        [dan, 9],
      ] as const)
        await sendFile(who, 'ride.gpx', gpxRide(Date.now() - DAY_MS, { points: 200, longitude }))
      await home.settle()
      expect((await look(cleo)).clubEvent).toEqual({ goingCount: 1, waitlistedCount: 1, viewerRsvp: 'WAITLISTED' })
      const ranked = (await look(owner)).club.leaderboard.edges.map(({ node }) => node.athlete.handle)
      expect(ranked.toSorted()).toEqual([ben.handle, dan.handle].toSorted())
      const bytes = gpxRide(Date.now() - DAY_MS, { points: 300, longitude: 10 })
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
      const ban = (caseId: string | undefined) => () =>
        owner.ask('mutation ($id: ID!) { resolveModerationCase(id: $id, remove: true, ban: true, note: "No adverts") { id } }', {
          id: caseId,
        })
      // The client cannot know whether the first try arrived, so it looks.
      const banUnlessBanned = async (caseId: string | undefined) => {
        if ((await openCases()).some((id) => id === caseId)) await ban(caseId)()
        await home.settle()
      }

      let stored = 0
      await home.diesAt('clubs-score:saved', async () => {
        stored = await putBytes(upload, bytes)
      })
      expect(stored).toBeGreaterThanOrEqual(200)
      expect(stored).toBeLessThan(300)
      await home.diesAt('clubs-count-goals:prepared', makeGoal)
      await home.processFor('clubs-place-members:saved')
      if ((await look(owner)).club.goals.length === 0) await makeGoal()
      await home.diesAt('clubs-place-members:saved', ban(another.caseId))
      await home.processFor('relay:moderation.decided')
      await banUnlessBanned(another.caseId)
      await home.diesAt('relay:moderation.decided', ban(advert.caseId))
      await home.diesAt('clubs-apply-moderation:saved')
      await home.diesAt('clubs-apply-moderation:committed')
      await home.diesAt('clubs-end-rsvps:prepared')
      await home.diesAt('clubs-tell-moved-up:committed')
      await home.diesAt('social-notify-club-event-notice-due:saved')
      await home.processFor(null)
      await banUnlessBanned(advert.caseId)

      const { club: seen, clubEvent } = await look(owner)
      expect(clubEvent).toEqual({ goingCount: 1, waitlistedCount: 0, viewerRsvp: null })
      expect((await look(cleo)).clubEvent.viewerRsvp).toBe('GOING')
      expect((await look(cleo)).club.posts.edges).toEqual([])
      expect(seen).toMatchObject({ memberCount: 3, moderationQueue: { edges: [] } })
      const acts = (seen.auditLog?.edges ?? []).map(({ node }) => node)
      const decided = (action: string) => acts.filter((act) => act.action === action).toSorted(bySubject)
      const byOwner = { actor: { handle: owner.handle }, note: 'No adverts' }
      const about = (...ids: readonly string[]) => ids.map((subjectId) => ({ ...byOwner, subjectId })).toSorted(bySubject)
      expect(decided('CASE_REMOVED')).toMatchObject(about(advert.postId, another.postId))
      expect(decided('MEMBER_BANNED')).toMatchObject(about(ben.id, dan.id))
      const [ride] = seen.leaderboard.edges
      expect(ride?.node.score).toBeGreaterThan(1000)
      expect(seen.leaderboard.edges).toMatchObject([{ node: { athlete: { handle: ana.handle } } }])
      expect(seen.goals).toMatchObject([
        { title: 'Round the lake', contributors: [{ score: ride?.node.score, athlete: { handle: ana.handle } }] },
      ])
      expect(seen.goals[0]?.progress).toBeCloseTo(ride?.node.score ?? -1, 0)
      for (const who of [ben, dan]) expect((await inboxOf(who)).filter((kind) => kind === 'MODERATION')).toHaveLength(1)
      expect((await inboxOf(cleo)).filter((kind) => kind === 'EVENT_CHANGED')).toHaveLength(1)
    })
  })
}
