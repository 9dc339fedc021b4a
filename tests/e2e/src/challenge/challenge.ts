import { describe, expect, it } from 'vitest'
import { newAthlete, type Person, sendFile, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const day = 86_400_000

const challengeInput = (extra: Readonly<Record<string, unknown>> = {}) => ({
  title: 'A kilometre each',
  kind: 'TOTAL',
  metric: 'DISTANCE',
  sports: ['RIDE'],
  target: 1000,
  startsAt: new Date(Date.now() - 7 * day).toISOString(),
  endsAt: new Date(Date.now() + 7 * day).toISOString(),
  ...extra,
})

export const newChallenge = async (who: Person, extra: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { createChallenge } = await who.get<{ createChallenge: { id: string } }>(
    'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id status } }',
    { input: challengeInput(extra) },
  )
  return createChallenge.id
}

export const join = (who: Person, id: string, share = false) =>
  who.get('mutation ($id: ID!, $share: Boolean) { joinChallenge(id: $id, shareWithBrand: $share) { id } }', { id, share })

interface Board {
  readonly challenge: {
    readonly participantCount: number
    readonly viewerEntry: { readonly rank: number; readonly score: number; readonly completedAt: string | null } | null
    readonly leaderboard: {
      readonly totalCount: number
      readonly edges: readonly {
        readonly node: { readonly rank: number; readonly score: number; readonly athlete: { readonly handle: string } | null }
      }[]
    }
  }
}

const board = (who: Person, id: string, args = '') =>
  who.get<Board>(
    `query ($id: ID!) { challenge(id: $id) { participantCount viewerEntry { rank score completedAt }
     leaderboard${args} { totalCount edges { node { rank score athlete { handle } } } } } }`,
    { id },
  )

export const challenge = (world: WorldOf): void => {
  describe('a challenge', () => {
    it('scores uploads live, shares ranks among equals, and is corrected by edits and deletions', async () => {
      const [ana, ben, cleo] = await Promise.all([
        newAthlete(world().url, 'ana'),
        newAthlete(world().url, 'ben'),
        newAthlete(world().url, 'cleo'),
      ])
      const id = await newChallenge(ana)
      await Promise.all([ana, ben, cleo].map((who) => join(who, id)))
      const live = await ben.live()
      const changes = live.subscribe<{ challengeLeaderboardChanged: Board['challenge'] }>(
        'subscription ($id: ID!) { challengeLeaderboardChanged(challengeId: $id) { participantCount leaderboard { totalCount edges { node { rank score athlete { handle } } } } } }',
        { id },
      )
      await live.ready()
      const yesterday = Date.now() - day
      const anas = await sendFile(ana, 'a.gpx', gpxRide(yesterday, { points: 240 }))
      await world().settle()
      // Who has joined is pushed too, and may come only now.
      let leader = (await changes.next()).challengeLeaderboardChanged.leaderboard.edges[0]?.node
      while (leader?.score === 0) leader = (await changes.next()).challengeLeaderboardChanged.leaderboard.edges[0]?.node
      expect(leader).toMatchObject({ rank: 1, athlete: { handle: ana.handle } })
      await live.close()

      // The same distance at another place: equal scores share a rank, and the earlier one is listed first.
      await sendFile(ben, 'b.gpx', gpxRide(yesterday + 3_600_000, { points: 240, longitude: 9 }))
      await world().settle()
      let { challenge: state } = await board(cleo, id)
      expect(state.leaderboard.edges.map(({ node }) => [node.rank, node.athlete?.handle])).toEqual([
        [1, ana.handle],
        [1, ben.handle],
        [3, cleo.handle],
      ])
      expect((await board(ana, id)).challenge.viewerEntry).toMatchObject({ rank: 1, completedAt: expect.any(String) })

      const [activity] = (await uploadOf(ana, anas)).activities
      const edit =
        'mutation ($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { sport visibility } }'
      await ana.get(edit, { id: activity?.id, input: { sport: 'RUN' } })
      await world().settle()
      expect((await board(ana, id)).challenge.viewerEntry).toMatchObject({ score: 0 })
      await ana.get(edit, { id: activity?.id, input: { sport: 'RIDE' } })
      await world().settle()
      expect((await board(ana, id)).challenge.viewerEntry?.score).toBeCloseTo(state.leaderboard.edges[0]?.node.score ?? -1, 1)
      // What was cut off does not count, until it is taken back.
      const whole = state.leaderboard.edges[0]?.node.score ?? -1
      const crop =
        'mutation ($id: ID!, $crop: CropInput) { cropActivity(id: $id, crop: $crop) { elapsedSeconds distanceMeters } }'
      const seconds = (await ana.get<{ cropActivity: { elapsedSeconds: number } }>(crop, { id: activity?.id })).cropActivity
        .elapsedSeconds
      const cropped = await ana.get<{ cropActivity: { distanceMeters: number } }>(crop, {
        id: activity?.id,
        crop: { fromSeconds: 0, toSeconds: seconds / 2 },
      })
      await world().settle()
      expect(cropped.cropActivity.distanceMeters).toBeLessThan(whole * 0.6)
      expect((await board(ana, id)).challenge.viewerEntry?.score).toBeCloseTo(cropped.cropActivity.distanceMeters, 1)
      await ana.get(crop, { id: activity?.id })
      await world().settle()
      expect((await board(ana, id)).challenge.viewerEntry?.score).toBeCloseTo(whole, 1)
      // A hidden activity does not count in a public ranking.
      await ana.get(edit, { id: activity?.id, input: { visibility: 'ONLY_ME' } })
      await world().settle()
      expect((await board(ana, id)).challenge.viewerEntry).toMatchObject({ score: 0 })
      await ana.get(edit, { id: activity?.id, input: { visibility: 'EVERYONE' } })
      await ana.get('mutation ($id: ID!) { deleteActivity(id: $id) }', { id: activity?.id })
      await world().settle()
      state = (await board(cleo, id)).challenge
      expect(state.leaderboard.edges.map(({ node }) => [node.rank, node.athlete?.handle])[0]).toEqual([1, ben.handle])
      expect(
        (await board(ana, id, `(around: "${ana.id}", first: 2)`)).challenge.leaderboard.edges.map(
          ({ node }) => node.athlete?.handle,
        ),
      ).toContain(ana.handle)
    })

    it('notifies who completed it, once, and nobody of an overtake that is not a minute old', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'ana'), newAthlete(world().url, 'ben')])
      const id = await newChallenge(ana, { target: 2000 })
      await Promise.all([join(ana, id), join(ben, id)])
      await sendFile(ana, 'a.gpx', gpxRide(Date.now() - day, { points: 240 }))
      await world().settle()
      await sendFile(ben, 'b.gpx', gpxRide(Date.now() - day, { points: 480, longitude: 9 }))
      await world().settle()
      const inbox = '{ viewer { notifications(first: 20) { edges { node { kind text challenge { id } } } } } }'
      const kinds = async (who: Person) => {
        const { viewer } = await who.get<{ viewer: { notifications: { edges: { node: { kind: string } }[] } } }>(inbox)
        const all = viewer.notifications.edges.map(({ node }) => node.kind)
        // Badges of first activities are not what this is about.
        return all.filter((kind) => kind !== 'BADGE_AWARDED').sort()
      }
      expect(await kinds(ana)).toEqual(['UPLOAD_DONE'])
      expect(await kinds(ben)).toEqual(['CHALLENGE_COMPLETED', 'UPLOAD_DONE'])
    })
  })

  describe('a club', () => {
    it('can be created, joined, asked to join, and left', async () => {
      const [owner, member, guest] = await Promise.all([
        newAthlete(world().url),
        newAthlete(world().url),
        newAthlete(world().url),
      ])
      await world().verify(owner)
      const { createClub } = await owner.get<{ createClub: { id: string; memberCount: number } }>(
        'mutation ($input: ClubInput!) { createClub(input: $input) { id memberCount viewerMembership { role } } }',
        { input: { name: `Club of ${owner.handle}`, access: 'ON_REQUEST' } },
      )
      const joinClub = 'mutation ($id: ID!) { joinClub(id: $id) { viewerMembership { status } } }'
      expect(await member.get(joinClub, { id: createClub.id })).toEqual({
        joinClub: { viewerMembership: { status: 'REQUESTED' } },
      })
      await owner.get(
        'mutation ($club: ID!, $who: ID!) { respondToJoinRequest(clubId: $club, athleteId: $who, accept: true) { memberCount } }',
        {
          club: createClub.id,
          who: member.id,
        },
      )
      const members = 'query ($id: ID!) { club(id: $id) { memberCount members { totalCount edges { node { handle } } } } }'
      expect(await member.get(members, { id: createClub.id })).toMatchObject({
        club: { memberCount: 2, members: { totalCount: 2 } },
      })
      expect(await guest.get(members, { id: createClub.id })).toMatchObject({ club: { members: { edges: [] } } })
      await member.get('mutation ($id: ID!) { leaveClub(id: $id) { memberCount } }', { id: createClub.id })
      expect(await owner.get(members, { id: createClub.id })).toMatchObject({ club: { memberCount: 1 } })
      expect(await owner.refused('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: 'club_nothing' })).toBe('NOT_FOUND')
    })
  })
}
