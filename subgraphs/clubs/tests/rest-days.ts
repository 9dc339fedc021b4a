import { firstIdAt, newId } from '@gruppetto/graph'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const JOIN_CLUB = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const LEAVE_CLUB = 'mutation ($id: ID!) { leaveClub(id: $id) { id } }'
const GOALS = 'query ($id: ID!) { club(id: $id) { goals { id progress contributors { score athlete { id } } } } }'
const CREATE_GOAL = 'mutation ($input: ClubGoalInput!) { createClubGoal(input: $input) { id } }'
const UPDATE_GOAL = 'mutation ($id: ID!, $input: ClubGoalInput!) { updateClubGoal(id: $id, input: $input) { id } }'
const BOARD = `query ($id: ID!) { club(id: $id) { leaderboard(metric: ACTIVE_DAYS, period: YEAR) { edges { node { score athlete { id } } } } } }`
const PERSONAL_GOAL = `mutation { setPersonalGoal(input: { metric: ACTIVE_DAYS, period: ALL_TIME, target: 9 }) { goals { progress } } }`

/** Tests of the days of rest that count in goals of clubs, in the same world as those of the boards. */
export const restDays = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let fan: Person
  let clubId: string
  beforeEach(async () => {
    world = worldOf()
    ;[owner, fan] = [await world.athlete(), await world.athlete()]
    await world.settle()
    clubId = await makeClub(owner)
    await fan.ask(JOIN_CLUB, { id: clubId })
    await world.settle()
  })

  const day = (days: number) => new Date(world.now() + days * DAY_MS).toISOString().slice(0, 10)
  /** Noon in UTC, a number of days from today. */
  const noon = (days: number) => Date.parse(day(days)) + 12 * HOUR_MS
  const goalInput = (more: object = {}) => ({
    clubId,
    title: 'Every day counts',
    metric: 'ACTIVE_DAYS',
    target: 100,
    startsOn: day(-20),
    endsOn: day(20),
    ...more,
  })
  const setGoal = async (more: object = {}): Promise<string> =>
    (await owner.ask(CREATE_GOAL, { input: goalInput(more) })).createClubGoal.id
  const progressOf = async (...ids: readonly string[]): Promise<readonly number[]> => {
    const { club } = await owner.ask(GOALS, { id: clubId })
    return ids.map((id) => club.goals.find((goal: { id: string }) => goal.id === id)?.progress)
  }
  /** Emits cheers of an athlete at an instant, and returns their ids. */
  const cheer = async ({ id }: Pick<Person, 'id'>, count: number, at: number): Promise<readonly string[]> => {
    const cheerIds = Array.from({ length: count }, () => newId('Cheer'))
    for (const cheerId of cheerIds) await again({ id }, cheerId, at)
    return cheerIds
  }
  const again = ({ id }: Pick<Person, 'id'>, cheerId: string, at: number) =>
    world.emit('cheer.given', { cheerId, athleteId: id, toAthleteIds: [owner.id], message: 'Allez!', at })
  const rowsIn = (name: string) =>
    world.subgraph.opened.database.connection.collection<{ _id: string; athleteId?: string; cheerIds?: string[] }>(name)

  describe('a day of ten cheers', () => {
    it('is an active day of a goal, whichever cheer comes twice, and of nothing else', async () => {
      const days = await setGoal()
      const others = [
        await setGoal({ sports: ['RUN'] }),
        await setGoal({ metric: 'ACTIVITY_COUNT' }),
        await setGoal({ metric: 'DISTANCE' }),
        await setGoal({ startsOn: day(0) }),
      ]
      await world.settle()
      const cheerIds = await cheer(fan, 9, noon(-1))
      for (const cheerId of cheerIds) await again(fan, cheerId, noon(-1))
      await world.settle()
      expect(await progressOf(days)).toEqual([0])
      await cheer(fan, 1, noon(-1))
      await world.settle()
      expect(await progressOf(days, ...others)).toEqual([1, 0, 0, 0, 0])
      await cheer(fan, 15, noon(-1))
      await world.settle()
      const { club } = await owner.ask(GOALS, { id: clubId })
      expect(club.goals.find(({ id }: { id: string }) => id === days)).toMatchObject({
        progress: 1,
        contributors: [{ score: 1, athlete: { id: fan.id } }],
      })
      expect((await rowsIn('cheer_days').findOne({ athleteId: fan.id }))?.cheerIds).toHaveLength(10)
      expect((await owner.ask(BOARD, { id: clubId })).club.leaderboard.edges).toEqual([])
      expect((await fan.ask(PERSONAL_GOAL)).setPersonalGoal.goals).toEqual([{ progress: 0 }])
    })

    it('counts once with an activity of that day, and each stays when the other goes', async () => {
      const days = await setGoal()
      await world.settle()
      const run = await world.activity(fan, { startedAtMs: noon(-2) })
      const ride = await world.activity(fan, { startedAtMs: noon(-3), sport: 'RIDE' })
      await cheer(fan, 10, noon(-2))
      await cheer(fan, 9, noon(-3))
      await world.settle()
      expect(await progressOf(days)).toEqual([2])
      await world.activity(fan, { id: run, revision: 2, startedAtMs: noon(-2), deleted: true })
      await world.activity(fan, { id: ride, revision: 2, startedAtMs: noon(-3), sport: 'RIDE', deleted: true })
      await world.settle()
      expect(await progressOf(days)).toEqual([1])
      await cheer(fan, 1, noon(-3))
      await world.activity(fan, { id: run, revision: 3, startedAtMs: noon(-2) })
      await world.settle()
      expect(await progressOf(days)).toEqual([2])
    })

    it('counts in a goal that is set later, and when its rule gets to count it', async () => {
      await cheer(fan, 10, noon(-2))
      await cheer(fan, 10, noon(-30))
      await world.activity(fan, { startedAtMs: noon(-4) })
      await world.settle()
      const days = await setGoal()
      const runs = await setGoal({ sports: ['RUN'] })
      await world.settle()
      expect(await progressOf(days, runs)).toEqual([2, 1])
      await owner.ask(UPDATE_GOAL, { id: runs, input: goalInput({ startsOn: day(-35) }) })
      await owner.ask(UPDATE_GOAL, { id: days, input: goalInput({ sports: ['RIDE'] }) })
      await world.settle()
      expect(await progressOf(days, runs)).toEqual([0, 3])
    })

    it('comes and goes with its member, who may join in the middle of it', async () => {
      const days = await setGoal()
      const late = await world.athlete()
      await world.settle()
      await cheer(late, 6, noon(-1))
      await cheer(late, 10, noon(-2))
      await world.settle()
      expect(await progressOf(days)).toEqual([0])
      await late.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect(await progressOf(days)).toEqual([1])
      await cheer(late, 4, noon(-1))
      await world.settle()
      expect(await progressOf(days)).toEqual([2])
      await late.ask(LEAVE_CLUB, { id: clubId })
      await cheer(late, 10, noon(-3))
      await world.settle()
      expect(await progressOf(days)).toEqual([0])
      await late.ask(JOIN_CLUB, { id: clubId })
      await world.settle()
      expect(await progressOf(days)).toEqual([3])
    })

    it("is one of the athlete's own time zone", async () => {
      const days = await setGoal()
      await world.move(fan, 'Pacific/Kiritimati')
      await world.settle()
      // Fourteen hours ahead of UTC the day turns at ten in the morning.
      const turn = Date.parse(day(-5)) + 10 * HOUR_MS
      await cheer(fan, 5, turn - 1)
      await cheer(fan, 5, turn)
      await world.settle()
      expect(await progressOf(days)).toEqual([0])
      await cheer(fan, 5, turn + 23 * HOUR_MS)
      await world.activity(fan, { startedAtMs: Date.parse(day(-4)) + HOUR_MS })
      await world.settle()
      expect(await progressOf(days)).toEqual([1])
    })

    it('waits for the account of an athlete who is new', async () => {
      const id = firstIdAt('Athlete', world.now())
      await cheer({ id }, 10, noon(0))
      await expect.poll(() => rowsIn('tries').countDocuments({ _id: /^clubs-count-cheers:/ })).toBeGreaterThan(0)
      expect(await rowsIn('cheer_days').countDocuments({ athleteId: id })).toBe(0)
      await world.account({ ...fan, id }, { timeZone: 'Europe/Berlin' })
      await world.settle()
      expect(await rowsIn('cheer_days').findOne({ athleteId: id })).toMatchObject({ day: day(0), counts: true })
    })

    it('goes with an account that is erased, and no late cheer brings it back', async () => {
      const days = await setGoal()
      await cheer(owner, 10, noon(-1))
      await cheer(fan, 10, noon(-1))
      await world.settle()
      expect(await progressOf(days)).toEqual([2])
      await world.erase(fan)
      await world.settle()
      expect(await progressOf(days)).toEqual([1])
      world.advance(2 * DAY_MS)
      await cheer(fan, 1, noon(-1))
      await world.settle()
      expect(await rowsIn('cheer_days').countDocuments({ athleteId: fan.id })).toBe(0)
      expect(await rowsIn('athlete_locks').countDocuments({ _id: fan.id })).toBe(0)
    })
  })
}
