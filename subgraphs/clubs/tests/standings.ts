import { newId } from '@gruppetto/graph'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const DAY_MS = 24 * 3_600_000
const JOIN_CLUB = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const LEAVE_CLUB = 'mutation ($id: ID!) { leaveClub(id: $id) { id } }'
const BOARD = `query ($id: ID!, $metric: ScoreMetric = DISTANCE, $period: TotalsPeriod = YEAR, $sport: Sport, $on: Date, $around: ID, $first: Int, $after: String) {
  club(id: $id) { leaderboard(metric: $metric, period: $period, sport: $sport, on: $on, around: $around, first: $first, after: $after) {
    totalCount edges { cursor node { rank score athlete { id } lastActivity { id } completedAt } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
const GOAL = 'id title metric sports target progress startsOn endsOn contributors { rank score athlete { id } }'
const GOALS = `query ($id: ID!) { club(id: $id) { goals { ${GOAL} } } }`
const CREATE_GOAL = `mutation ($input: ClubGoalInput!) { createClubGoal(input: $input) { ${GOAL} club { id } } }`
const UPDATE_GOAL = `mutation ($id: ID!, $input: ClubGoalInput!) { updateClubGoal(id: $id, input: $input) { ${GOAL} } }`
const END_GOAL = `mutation ($id: ID!) { endClubGoal(id: $id) { goals { id } } }`

/** Tests of the boards and goals of clubs, in the same world as those of the challenges' scores. */
export const standings = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let runner: Person
  let clubId: string
  beforeEach(async () => {
    world = worldOf()
    ;[owner, runner] = [await world.athlete(), await world.athlete()]
    await world.settle()
    clubId = await makeClub(owner)
    await runner.ask(JOIN_CLUB, { id: clubId })
    await world.activity(owner, { ...now(), distanceMeters: 2_000, sport: 'RIDE' })
    await world.settle()
  })

  const day = (days: number) => new Date(world.now() + days * DAY_MS).toISOString().slice(0, 10)
  const now = () => ({ startedAtMs: world.now() })
  const board = async (viewer: Person, variables: object = {}) =>
    (await viewer.ask(BOARD, { id: clubId, ...variables })).club.leaderboard
  /** The rows of a board, each with its rank, its score and its athlete's id. */
  const rows = async (viewer: Person, variables: object = {}) =>
    (await board(viewer, variables)).edges.map(
      ({ node }: { node: { rank: number; score: number; athlete: { id: string } | null } }) => [
        node.rank,
        node.score,
        node.athlete?.id,
      ],
    )
  const goalInput = (more: object = {}) => ({
    clubId,
    title: 'To the moon',
    metric: 'DISTANCE',
    target: 100_000,
    startsOn: day(-20),
    endsOn: day(20),
    ...more,
  })
  const goalOf = async (viewer: Person, id: string) =>
    (await viewer.ask(GOALS, { id: clubId })).club.goals.find((goal: { id: string }) => goal.id === id)

  describe("a club's board", () => {
    it('follows every activity of its members: new, edited, hidden, held out, deleted', async () => {
      const id = await world.activity(runner, { ...now(), distanceMeters: 3_000.5 })
      await world.settle()
      expect(await rows(owner)).toEqual([
        [1, 3_000.5, runner.id],
        [2, 2_000, owner.id],
      ])
      expect(await rows(owner, { period: 'WEEK', sport: 'RIDE' })).toEqual([[1, 2_000, owner.id]])
      expect(await rows(owner, { period: 'MONTH', metric: 'ACTIVE_DAYS' })).toHaveLength(2)
      expect((await board(owner)).edges[0].node).toMatchObject({ lastActivity: { id }, completedAt: null })
      for (const [revision, change, score] of [
        [2, { distanceMeters: 1_000 }, 1_000],
        [3, { distanceMeters: 9_000, movingSeconds: 900 }, null],
        [4, { distanceMeters: 1_500 }, 1_500],
        [5, { distanceMeters: 1_500, visibility: 'ONLY_ME' }, null],
        [6, { distanceMeters: 1_500, sport: 'RIDE' }, 1_500],
        [7, { distanceMeters: 1_500, deleted: true }, null],
      ] as const) {
        await world.activity(runner, { id, revision, ...now(), ...change })
        await world.settle()
        expect(await rows(owner, { period: 'WEEK' }), `revision ${revision}`).toEqual([
          [1, 2_000, owner.id],
          ...(score === null ? [] : [[2, score, runner.id]]),
        ])
      }
      expect(await rows(owner, { sport: 'RIDE' })).toEqual([[1, 2_000, owner.id]])
    })

    it('has who joins, with what they have done before, and neither who leaves nor who never joined', async () => {
      const [late, stranger] = [await world.athlete(), await world.athlete()]
      await world.activity(late, { ...now(), distanceMeters: 500 })
      await world.activity(stranger, { ...now(), distanceMeters: 900 })
      await world.settle()
      await late.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect(await rows(owner)).toContainEqual([2, 500, late.id])
      await late.ask(LEAVE_CLUB, { id: clubId })
      await world.activity(late, { ...now(), distanceMeters: 500 })
      await world.settle()
      expect(JSON.stringify(await rows(owner))).not.toContain(late.id)
      await late.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect(await rows(owner)).toContainEqual([2, 1_000, late.id])
    })

    it('is paged without gaps, gives equal scores one rank, and opens around a member', async () => {
      const crowded = await makeClub(owner)
      const people = await Promise.all(Array.from({ length: 7 }, () => world.athlete()))
      for (const [index, person] of people.entries()) {
        await person.ask(JOIN_CLUB, { id: crowded })
        await world.activity(person, { ...now(), distanceMeters: 100 * Math.floor(index / 2) + 100 })
      }
      await world.settle()
      const read = async (variables: object) => board(people[0] as Person, { id: crowded, metric: 'DISTANCE', ...variables })
      const ranks: number[] = []
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof read>> = await read({ first: 2, after })
        ranks.push(...page.edges.map(({ node }: { node: { rank: number } }) => node.rank))
        seen.push(...page.edges.map(({ node }: { node: { athlete: { id: string } } }) => node.athlete.id))
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after !== null)
      // The owner has done more than they all.
      expect(ranks).toEqual([1, 2, 3, 3, 5, 5, 7, 7])
      expect(new Set(seen).size).toBe(8)
      const around = await read({ first: 3, around: people[2]?.id })
      expect(around.edges.map(({ node }: { node: { rank: number } }) => node.rank)).toHaveLength(3)
      expect(around.edges[1].node.athlete.id).toBe(people[2]?.id)
      expect(around.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
      // Somebody who is blocked is left out. Everyone else keeps their rank.
      await world.block(people[0] as Person, people[6] as Person)
      await world.settle()
      const shown = await read({ first: 20 })
      expect(shown.edges.map(({ node }: { node: { rank: number } }) => node.rank)).toEqual([1, 3, 3, 5, 5, 7, 7])
    })

    it('shows what is over for some weeks, and refuses what it cannot rank', async () => {
      const lastMonth = day(-new Date(world.now()).getUTCDate())
      expect((await board(owner, { period: 'MONTH', on: lastMonth })).edges).toEqual([])
      for (const wrong of [{ metric: 'SEGMENT_TIME' }, { period: 'ALL_TIME' }, { period: 'WEEK', on: '2020-01-01' }]) {
        expect(await owner.codes(BOARD, { id: clubId, ...wrong }), JSON.stringify(wrong)).toEqual(['BAD_USER_INPUT'])
      }
    })

    it('and its goals are for members, where the club is not open', async () => {
      const closed = await makeClub(owner, { access: 'ON_REQUEST' })
      await world.settle()
      await owner.ask(CREATE_GOAL, { input: goalInput({ clubId: closed }) })
      await world.settle()
      expect(await rows(owner, { id: closed })).toHaveLength(1)
      for (const viewer of [runner, world.anyone]) {
        expect(await board(viewer, { id: closed })).toMatchObject({ totalCount: 0, edges: [] })
        expect((await viewer.ask(GOALS, { id: closed })).club.goals).toEqual([])
      }
    })

    it('is the same as if it were counted anew, after states that come twice and out of order', async () => {
      const member = await world.athlete()
      await member.ask(JOIN_CLUB, { id: clubId })
      const ids = [newId('Activity'), newId('Activity')]
      for (const [index, revision, distanceMeters] of [
        [0, 3, 700],
        [1, 2, 50],
        [0, 2, 9_999],
        [0, 3, 700],
        [1, 1, 4_000],
      ] as const) {
        await world.activity(member, { id: ids[index] ?? '', revision, ...now(), distanceMeters })
      }
      await world.settle()
      expect(await rows(owner)).toContainEqual([2, 750, member.id])
    })
  })

  describe('a goal of a club', () => {
    it('adds up what its members did in its days, from before it was set, and counts anew when it changes', async () => {
      await world.activity(runner, { ...now(), distanceMeters: 1_000 })
      await world.activity(runner, { startedAtMs: world.now() - 25 * DAY_MS, distanceMeters: 4_000 })
      await world.settle()
      const { createClubGoal: goal } = await owner.ask(CREATE_GOAL, { input: goalInput() })
      expect(goal).toMatchObject({ title: 'To the moon', sports: [], target: 100_000, club: { id: clubId } })
      await world.settle()
      expect(await goalOf(runner, goal.id)).toMatchObject({
        progress: 3_000,
        contributors: [
          { rank: 1, score: 2_000, athlete: { id: owner.id } },
          { rank: 2, score: 1_000, athlete: { id: runner.id } },
        ],
      })
      await world.activity(runner, { ...now(), distanceMeters: 500 })
      await world.settle()
      expect((await goalOf(runner, goal.id)).progress).toBe(3_500)
      const changed = goalInput({ title: 'Running to the moon', sports: ['RUN'], startsOn: day(-26) })
      await owner.ask(UPDATE_GOAL, { id: goal.id, input: changed })
      await world.settle()
      expect(await goalOf(runner, goal.id)).toMatchObject({ title: 'Running to the moon', progress: 5_500 })
      expect((await owner.ask(END_GOAL, { id: goal.id })).endClubGoal.goals).toEqual([])
      await world.settle()
      expect(await world.events('club-goal.changed', { clubGoalId: goal.id }).map(({ ended }) => ended)).toEqual([
        false,
        false,
        true,
      ])
    })

    it('comes and goes with its members, and stays as it is once it is over', async () => {
      const member = await world.athlete()
      await world.activity(member, { ...now(), distanceMeters: 250 })
      const { createClubGoal: short } = await owner.ask(CREATE_GOAL, { input: goalInput({ endsOn: day(0), sports: ['RUN'] }) })
      await world.settle()
      const before = (await goalOf(owner, short.id)).progress
      await member.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect((await goalOf(owner, short.id)).progress).toBe(before + 250)
      await member.ask(LEAVE_CLUB, { id: clubId })
      await world.settle()
      expect((await goalOf(owner, short.id)).progress).toBe(before)
      await member.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      world.advance(2 * DAY_MS)
      await member.ask(LEAVE_CLUB, { id: clubId })
      await world.settle()
      expect((await goalOf(owner, short.id)).progress).toBe(before + 250)
    })

    it('is set and changed by those who may, within limits', async () => {
      const stranger = await world.athlete()
      expect(await stranger.codes(CREATE_GOAL, { input: goalInput() })).toEqual(['FORBIDDEN'])
      expect(await runner.codes(CREATE_GOAL, { input: goalInput() })).toEqual(['FORBIDDEN'])
      expect(await owner.codes(CREATE_GOAL, { input: goalInput({ clubId: newId('Club') }) })).toEqual(['NOT_FOUND'])
      const secret = await makeClub(owner, { access: 'SECRET' })
      const { createClubGoal: hidden } = await owner.ask(CREATE_GOAL, { input: goalInput({ clubId: secret }) })
      expect(await stranger.codes(UPDATE_GOAL, { id: hidden.id, input: goalInput() })).toEqual(['NOT_FOUND'])
      expect(await stranger.codes(END_GOAL, { id: hidden.id })).toEqual(['NOT_FOUND'])
      expect(await owner.codes(UPDATE_GOAL, { id: hidden.id, input: goalInput() })).toEqual(['BAD_USER_INPUT'])
      for (const wrong of [
        { metric: 'SEGMENT_TIME' },
        { target: 0 },
        { title: '' },
        { startsOn: day(1), endsOn: day(0) },
        { endsOn: day(-5) },
        { endsOn: day(400) },
        { sports: ['RUN', 'RUN'] },
      ]) {
        expect(await owner.codes(CREATE_GOAL, { input: goalInput(wrong) }), JSON.stringify(wrong)).toEqual(['BAD_USER_INPUT'])
      }
    })
  })

  it('an athlete whose account is erased leaves the boards and the goals', async () => {
    const leaver = await world.athlete()
    await leaver.ask(JOIN_CLUB, { id: clubId })
    await world.activity(leaver, { ...now(), distanceMeters: 9_000 })
    const { createClubGoal: goal } = await owner.ask(CREATE_GOAL, { input: goalInput({ startsOn: day(0), endsOn: day(1) }) })
    await world.settle()
    const whole = (await goalOf(owner, goal.id)).progress
    expect(JSON.stringify(await rows(owner))).toContain(leaver.id)
    await world.erase(leaver)
    await world.settle()
    expect(JSON.stringify(await rows(owner))).not.toContain(leaver.id)
    expect((await goalOf(owner, goal.id)).progress).toBe(whole - 9_000)
  })
}
