import { CROWD_PATH } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { JOIN, makeChallenge, makeClub, type Person, type World } from './world.ts'

const BOARD = `query ($id: ID!) { challenge(id: $id) { id title description kind metric sports target startsAt endsAt settlesAt isFinal status
  participantCount bestOfTeam leaderboard { totalCount updatedAt pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { rank score completedAt athlete { id } } } } } }`

/** Tests of who watches a challenge as somebody who is signed out does, in the same world as the tests of boards. */
export const boardCrowd = (worldOf: () => World): void => {
  let world: World
  let maker: Person
  let rider: Person
  beforeAll(async () => {
    world = worldOf()
    ;[maker, rider] = await Promise.all([world.athlete(), world.athlete()])
    await world.settle()
  })

  const ask = async (body: unknown) =>
    callRoute([world.subgraph.opened.internalRoutes ?? (() => undefined)], {
      method: 'POST',
      url: CROWD_PATH,
      payload: body as object,
    })
  const crowdOf = async (key: string, athletes: readonly Person[], topic = 'challenge'): Promise<boolean[]> => {
    const answer = await ask({ topic, key, athleteIds: athletes.map(({ id }) => id) })
    const crowd: string[] = answer.json().athleteIds
    return athletes.map(({ id }) => crowd.includes(id))
  }
  const boardAs = async (viewer: Person, id: string) => (await viewer.ask(BOARD, { id })).challenge
  const challengeOf = async (participants: readonly Person[], input: Record<string, unknown> = {}): Promise<string> => {
    const id = await makeChallenge(world, maker, input)
    for (const person of participants) {
      await person.ask(JOIN, { id })
      await world.activity(person)
    }
    await world.settle()
    return id
  }

  describe('the crowd of a challenge', () => {
    it('is everybody but those between whom and a participant there is a block, and sees what somebody who is signed out sees', async () => {
      const [follower, stranger, blocked, blocker, apart] = await Promise.all(Array.from({ length: 5 }, () => world.athlete()))
      if (!follower || !stranger || !blocked || !blocker || !apart) throw new Error('nobody')
      const elsewhere = await world.athlete()
      await world.follow(follower, rider)
      await world.block(rider, blocked)
      await world.block(blocker, rider)
      // Of athletes who are not on the board.
      await world.block(apart, elsewhere)
      await world.settle()
      const id = await challengeOf([rider, stranger])
      const viewers = [follower, stranger, rider, maker, apart, elsewhere, blocked, blocker]
      expect(await crowdOf(id, viewers)).toEqual([true, true, true, true, true, true, false, false])
      const open = await boardAs(world.anyone, id)
      expect(open.leaderboard.edges).toHaveLength(2)
      for (const viewer of viewers.slice(0, 6)) expect(await boardAs(viewer, id)).toEqual(open)
      for (const viewer of [blocked, blocker]) expect((await boardAs(viewer, id)).leaderboard.edges).toHaveLength(1)
    })

    it('changes with a block, and when somebody joins or leaves', async () => {
      const [joiner, viewer] = await Promise.all([world.athlete(), world.athlete()])
      await world.block(joiner, viewer)
      await world.settle()
      const id = await challengeOf([rider])
      expect(await crowdOf(id, [viewer])).toEqual([true])
      await joiner.ask(JOIN, { id })
      expect(await crowdOf(id, [viewer])).toEqual([false])
      expect((await boardAs(viewer, id)).leaderboard.edges).toHaveLength(1)
      await joiner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
      expect(await crowdOf(id, [viewer])).toEqual([true])
      expect(await boardAs(viewer, id)).toEqual(await boardAs(world.anyone, id))
    })

    it('is nobody where members alone see the challenge, where it has a sponsor, and where there is none', async () => {
      const stranger = await world.athlete()
      const club = await makeClub(maker, { access: 'SECRET' })
      await world.settle()
      const secret = await makeChallenge(world, maker, { clubId: club })
      await world.settle()
      expect(await boardAs(world.anyone, secret)).toBeNull()
      expect(await crowdOf(secret, [maker, stranger])).toEqual([false, false])
      const sponsored = await challengeOf([rider])
      expect(await crowdOf(sponsored, [rider, stranger])).toEqual([true, true])
      await world.emit('sponsorship.agreed', { challengeId: sponsored, brandId: 'brand_1', at: world.now() })
      await world.settle()
      expect(await crowdOf(sponsored, [rider, stranger])).toEqual([false, false])
      expect(await crowdOf('chl_none', [stranger])).toEqual([false])
      expect(await crowdOf(await challengeOf([rider]), [stranger], 'clubEvent')).toEqual([false])
      expect(await crowdOf(await challengeOf([rider]), [])).toEqual([])
    })

    it('is not told to a question that is none', async () => {
      for (const body of [{}, { topic: 'challenge' }, { topic: 'challenge', key: 'c', athleteIds: [7] }]) {
        expect((await ask(body)).statusCode).toBe(400)
      }
      const many = Array.from({ length: 10_001 }, (_, index) => `ath_${index}`)
      expect((await ask({ topic: 'challenge', key: 'c', athleteIds: many })).statusCode).toBe(400)
    })
  })
}
