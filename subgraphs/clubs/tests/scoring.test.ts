import { addDays, instantOfHour, localDayOf, mondayOf, newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disputes } from './disputes.ts'
import { JOIN, makeChallenge, makeClub, openWorld, type Person, type World } from './world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let world: World
let maker: Person

beforeAll(async () => {
  world = await openWorld()
  maker = await world.athlete()
})
afterAll(() => world.close())

const ENTRY = 'query ($id: ID!) { challenge(id: $id) { viewerEntry { rank score completedAt lastActivity { id } } } }'
const entryOf = async (person: Person, id: string) => (await person.ask(ENTRY, { id })).challenge.viewerEntry

const participant = async (id: string): Promise<Person> => {
  const person = await world.athlete()
  await person.ask(JOIN, { id })
  return person
}

describe('a score', () => {
  it('is the exact sum of what counts, after every edit', async () => {
    const id = await makeChallenge(world, maker)
    const runner = await participant(id)
    const first = await world.activity(runner, { distanceMeters: 1234.5 })
    const second = await world.activity(runner, { distanceMeters: 0.1 })
    await world.activity(runner, { sport: 'RIDE', distanceMeters: 50_000 })
    await world.activity(runner, { visibility: 'ONLY_ME', distanceMeters: 40_000 })
    await world.activity(runner, { startedAtMs: world.now() - 11 * DAY_MS, distanceMeters: 30_000 })
    await world.activity(runner, { isManual: true, distanceMeters: 0.2 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(1234.8)
    // The activity is hidden, gets another sport, is deleted, and moves out of the window and back.
    await world.activity(runner, { id: first, revision: 2, visibility: 'ONLY_ME', distanceMeters: 1234.5 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(0.3)
    await world.activity(runner, { id: first, revision: 3, startedAtMs: world.now() - 11 * DAY_MS, distanceMeters: 1234.5 })
    await world.activity(runner, { id: second, revision: 2, sport: 'RIDE', distanceMeters: 0.1 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(0.2)
    await world.activity(runner, { id: first, revision: 4, distanceMeters: 2000 })
    await world.activity(runner, { id: second, revision: 3, deleted: true, distanceMeters: 0.1 })
    await world.settle()
    expect(await entryOf(runner, id)).toMatchObject({ score: 2000.2, rank: 1 })
    const told = world.events('challenge.scored', { challengeId: id, athleteId: runner.id })
    const newest = told.toSorted((a, b) => b.revision - a.revision)[0]
    expect(newest).toMatchObject({ score: 2000.2, completedAtMs: null })
    expect(new Set(told.map(({ revision }) => revision)).size).toBe(told.length)
  })

  it.each([
    ['MOVING_TIME', 3600.5],
    ['ELEVATION_GAIN', 123.4],
    ['ACTIVITY_COUNT', 3],
    ['TRAINING_LOAD', 61.7],
    ['ACTIVE_DAYS', 2],
    ['ACTIVE_DAYS', 2, 'STREAK_DAYS'],
  ])('counts %s', async (metric, score, kind = 'TOTAL') => {
    const id = await makeChallenge(world, maker, { kind, metric, target: null })
    const runner = await participant(id)
    const startedAtMs = world.now() - DAY_MS
    await world.activity(runner, { startedAtMs, movingSeconds: 3600, elevationGainMeters: 123.4, sharedLoad: 61.7 })
    await world.activity(runner, {
      startedAtMs: startedAtMs - DAY_MS,
      distanceMeters: 1,
      movingSeconds: 0.5,
      elevationGainMeters: null,
    })
    await world.activity(runner, { startedAtMs, movingSeconds: 0, elevationGainMeters: 0 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(score)
  })

  it('comes from the newest state, when states arrive twice, late, or deleted before they were measured', async () => {
    const id = await makeChallenge(world, maker)
    const runner = await participant(id)
    const edited = newId('Activity')
    await world.activity(runner, { id: edited, revision: 3, distanceMeters: 300 })
    await world.settle()
    await world.activity(runner, { id: edited, revision: 2, distanceMeters: 200 })
    await world.activity(runner, { id: edited, revision: 3, distanceMeters: 300 })
    await world.activity(runner, { id: edited, distanceMeters: 100 })
    const gone = newId('Activity')
    await world.activity(runner, { id: gone, revision: 2, deleted: true })
    await world.settle()
    await world.activity(runner, { id: gone })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(300)
    // There is one event for joining and one for the change.
    expect(world.events('challenge.scored', { challengeId: id })).toHaveLength(2)
  })

  it('counts nothing that nobody can have done, until it is corrected', async () => {
    const id = await makeChallenge(world, maker)
    const runner = await participant(id)
    await world.activity(runner, { distanceMeters: 100 })
    const ride = await world.activity(runner, { distanceMeters: 9_000, movingSeconds: 900 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(100)
    await world.activity(runner, { id: ride, revision: 2, distanceMeters: 3_000, movingSeconds: 900 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(3_100)
  })

  it('counts a track for who uploaded it first, and for another athlete once that one is gone', async () => {
    const id = await makeChallenge(world, maker)
    const [first, second] = [await participant(id), await participant(id)]
    const evidence = { fastestKilometerSeconds: 300, vehicleStarts: 0, trackKey: newId('Activity') }
    const original = await world.activity(first, { distanceMeters: 3_000, evidence })
    await world.settle()
    const copy = await world.activity(second, { distanceMeters: 3_000, evidence })
    await world.activity(first, { startedAtMs: world.now() - DAY_MS, distanceMeters: 3_000, evidence })
    await world.settle()
    expect([(await entryOf(first, id)).score, (await entryOf(second, id)).score]).toEqual([6_000, 0])
    await world.activity(first, { id: original, revision: 2, deleted: true, evidence })
    await world.settle()
    await world.activity(second, { id: copy, revision: 2, distanceMeters: 3_000, evidence })
    await world.settle()
    expect((await entryOf(second, id)).score).toBe(3_000)
  })

  it('counts once when the same event is delivered twice', async () => {
    const id = await makeChallenge(world, maker, { metric: 'ACTIVITY_COUNT', target: null })
    const runner = await participant(id)
    await world.activity(runner)
    await world.settle()
    const { bus } = world.runtime
    const last = await bus.manager.streams.getMessage(bus.names.events, {
      last_by_subj: `${world.runtime.config.namespace}.evt.activity.measured.v1`,
    })
    if (last === null) throw new Error('the event is on the stream')
    // Without its message id, the stream takes it as new. The inbox and the revision recognise it.
    await bus.stream.publish(last.subject, last.data)
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(1)
    expect(world.events('challenge.scored', { challengeId: id })).toHaveLength(2)
  })

  it('counts activities uploaded before joining, and none that must not count', async () => {
    const id = await makeChallenge(world, maker, { target: 5000 })
    const late = await world.athlete()
    const counted = await world.activity(late, { distanceMeters: 5000 })
    await world.activity(late, { visibility: 'ONLY_ME' })
    await world.activity(late, { startedAtMs: world.now() - 11 * DAY_MS })
    const gone = await world.activity(late)
    await world.activity(late, { id: gone, revision: 2, deleted: true })
    await world.settle()
    const { joinChallenge } = await late.ask(JOIN, { id })
    expect(joinChallenge.viewerEntry).toMatchObject({ score: 5000, rank: 1 })
    expect(joinChallenge.viewerEntry.completedAt).not.toBeNull()
    expect((await entryOf(late, id)).lastActivity.id).toBe(counted)
    // Contributions from before joining are corrected like the others.
    await world.activity(late, { id: counted, revision: 2, distanceMeters: 400 })
    await world.settle()
    expect(await entryOf(late, id)).toMatchObject({ score: 400, completedAt: null })
    expect(world.events('challenge.completed', { challengeId: id })).toHaveLength(1)
  })

  it('is not lost when someone joins while their activity arrives', async () => {
    const id = await makeChallenge(world, maker)
    const people = await Promise.all(Array.from({ length: 5 }, () => world.athlete()))
    await Promise.all(people.flatMap((person) => [world.activity(person, { distanceMeters: 700 }), person.ask(JOIN, { id })]))
    await world.settle()
    for (const person of people) expect((await entryOf(person, id)).score).toBe(700)
  })

  it('counts what others may see of each activity, and changes with what its athlete hides', async () => {
    const id = await makeChallenge(world, maker, { target: 2450 })
    const runner = await participant(id)
    const startedAtMs = world.now() - HOUR_MS
    const first = { startedAtMs, distanceMeters: 1234.5 }
    const firstId = await world.activity(runner, first)
    const shown = { distanceMeters: 1000.4, elapsedSeconds: 600, movingSeconds: 560, elevationGainMeters: 3 }
    await world.activity(runner, { startedAtMs: startedAtMs + 1, distanceMeters: 1249, elapsedSeconds: 629, shown })
    await world.settle()
    expect(await entryOf(runner, id)).toMatchObject({ score: 2234.9, completedAt: null })
    // A first privacy zone arrives as a change of the activity it hides.
    const less = { ...shown, distanceMeters: 900.1 }
    await world.activity(runner, { ...first, id: firstId, revision: 2, shown: less })
    await world.settle()
    expect(await entryOf(runner, id)).toMatchObject({ score: 1900.5 })
    // Joining again gives the same score, and a place on the board shows no more.
    await runner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    await runner.ask(JOIN, { id })
    const board = await world.anyone.ask(
      'query ($id: ID!) { challenge(id: $id) { leaderboard { edges { cursor node { score } } } } }',
      { id },
    )
    const [edge] = board.challenge.leaderboard.edges
    expect(edge.node.score).toBe(1900.5)
    const [units, reachedAtMs] = JSON.parse(Buffer.from(edge.cursor, 'base64url').toString())
    expect([units, (reachedAtMs - startedAtMs - 1) / 1000]).toEqual([19_005, 600])
    await world.activity(runner, { ...first, id: firstId, revision: 3, shown: null })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(2234.9)
  })

  it('is complete again after leaving and joining again', async () => {
    const id = await makeChallenge(world, maker, { target: 1000 })
    const runner = await participant(id)
    await world.activity(runner, { distanceMeters: 1500 })
    await world.settle()
    await runner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    const between = await world.activity(runner, { distanceMeters: 500 })
    await world.settle()
    expect(await entryOf(runner, id)).toBeNull()
    await runner.ask(JOIN, { id })
    expect((await entryOf(runner, id)).score).toBe(2000)
    await world.activity(runner, { id: between, revision: 2, deleted: true })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(1500)
    expect(world.events('challenge.completed', { challengeId: id })).toHaveLength(1)
  })

  it('is right when two athletes score at once, one of them many times', async () => {
    const id = await makeChallenge(world, maker, { target: null })
    const [one, two] = [await participant(id), await participant(id)]
    await Promise.all(
      Array.from({ length: 6 }, (_item, index) => [
        world.activity(one, { distanceMeters: 100 + index }),
        world.activity(two, { distanceMeters: 200 + index }),
      ]).flat(),
    )
    await world.settle()
    expect(await entryOf(one, id)).toMatchObject({ score: 615, rank: 2 })
    expect(await entryOf(two, id)).toMatchObject({ score: 1215, rank: 1 })
  })
})

describe('the best time on a segment', () => {
  const segment = async (): Promise<string> => {
    const segmentId = newId('Segment')
    const about = { revision: 1, createdById: maker.id, name: 'Up', sport: 'RUN', distanceMeters: 900, at: world.now() }
    await world.emit('segment.created', { segmentId, ...about })
    return segmentId
  }
  const timed = (segmentId: string, more: Record<string, unknown> = {}) =>
    makeChallenge(world, maker, { kind: 'BEST_TIME', metric: 'SEGMENT_TIME', segmentId, target: 120, ...more })

  it('is the least of what counts, with efforts before and after their activity, and the fastest stands first', async () => {
    const segmentId = await segment()
    const id = await timed(segmentId)
    const [fast, slow, idle] = [await participant(id), await participant(id), await participant(id)]
    const early = newId('Activity')
    await world.effort(fast, early, { segmentId, elapsedSeconds: 118.5 })
    await world.settle()
    await world.activity(fast, { id: early })
    const ride = await world.activity(fast, { sport: 'RIDE' })
    await world.effort(fast, ride, { segmentId, elapsedSeconds: 60 })
    const run = await world.activity(slow)
    for (const change of [{ hidden: true }, { counts: false }, { deleted: true }, { segmentId: newId('Segment') }])
      await world.effort(slow, run, { segmentId, elapsedSeconds: 50, ...change })
    const effortId = newId('SegmentEffort')
    await world.effort(slow, run, { segmentId, effortId, elapsedSeconds: 150 })
    await world.settle()
    expect(await entryOf(fast, id)).toMatchObject({ score: 118.5, rank: 1, lastActivity: { id: early } })
    expect((await entryOf(fast, id)).completedAt).not.toBeNull()
    expect(await entryOf(slow, id)).toMatchObject({ score: 150, rank: 2, completedAt: null })
    expect(await entryOf(idle, id)).toMatchObject({ score: 0, rank: 3 })
    await world.effort(slow, run, { segmentId, effortId, revision: 2, elapsedSeconds: 110 })
    await world.settle()
    expect(await entryOf(slow, id)).toMatchObject({ score: 110, rank: 1 })
    // Who joins later has the time too, and loses it with the activity.
    await slow.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect((await slow.ask(JOIN, { id })).joinChallenge.viewerEntry).toMatchObject({ score: 110, rank: 1 })
    await world.activity(slow, { id: run, revision: 2, deleted: true })
    await world.settle()
    expect(await entryOf(slow, id)).toMatchObject({ score: 0, rank: 2 })
    const told = await maker.ask('query ($id: ID!) { challenge(id: $id) { kind metric segment { id } } }', { id })
    expect(told.challenge).toEqual({ kind: 'BEST_TIME', metric: 'SEGMENT_TIME', segment: { id: segmentId } })
  })

  it('needs a segment that there is', async () => {
    const create = 'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }'
    const span = { startsAt: new Date(world.now()).toISOString(), endsAt: new Date(world.now() + DAY_MS).toISOString() }
    const input = { title: 'Up we go', kind: 'BEST_TIME', metric: 'SEGMENT_TIME', sports: ['RUN'], ...span }
    expect(await maker.codes(create, { input: { ...input, segmentId: 'seg_00000000000000000000000000' } })).toEqual(['NOT_FOUND'])
    expect(await maker.codes(create, { input })).toEqual(['BAD_USER_INPUT'])
  })

  it('counts only what follows the rules, also where the track is known later', async () => {
    const rules = { place: 'OUTDOORS', minDistanceMeters: 900, manualEntries: false }
    const id = await makeChallenge(world, maker, { rules, target: null })
    const runner = await participant(id)
    const outside = await world.activity(runner, { distanceMeters: 2000 })
    const treadmill = await world.activity(runner, { distanceMeters: 4000 })
    const short = await world.activity(runner, { distanceMeters: 899 })
    await world.activity(runner, { distanceMeters: 8000, isManual: true })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(0)
    for (const activityId of [outside, treadmill, short]) {
      const areas = activityId === treadmill ? [] : [1]
      await world.emit('activity.explored', { activityId, athleteId: runner.id, revision: 1, areas, at: world.now() })
    }
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(2000)
    const query = 'query ($id: ID!) { challenge(id: $id) { rules { place minDistanceMeters manualEntries membersOnly } } }'
    expect((await maker.ask(query, { id })).challenge.rules).toEqual({ ...rules, membersOnly: false })
  })
})

describe('the place of an activity', () => {
  it('is known from its own event where that tells the track, until the track of a newer recording is found', async () => {
    const rules = { place: 'OUTDOORS', minDistanceMeters: null, manualEntries: false }
    const id = await makeChallenge(world, maker, { rules, target: null })
    const runner = await participant(id)
    const outside = await world.activity(runner, { distanceMeters: 2000, explored: { revision: 1, areas: [1] } })
    const treadmill = await world.activity(runner, { distanceMeters: 4000, explored: { revision: 1, areas: [] } })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(2000)
    const explored = { athleteId: runner.id, at: world.now() }
    for (let times = 0; times < 2; times += 1)
      await world.emit('activity.explored', { ...explored, activityId: outside, revision: 1, areas: [1] })
    await world.activity(runner, { id: outside, revision: 2, distanceMeters: 2100 })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(2100)
    // Who joins later has it too.
    await runner.ask('mutation ($id: ID!) { leaveChallenge(id: $id) { id } }', { id })
    expect((await runner.ask(JOIN, { id })).joinChallenge.viewerEntry).toMatchObject({ score: 2100 })
    await world.emit('activity.explored', { ...explored, activityId: outside, revision: 2, areas: [] })
    await world.emit('activity.explored', { ...explored, activityId: treadmill, revision: 2, areas: [1] })
    await world.settle()
    expect((await entryOf(runner, id)).score).toBe(4000)
  })
})

describe('events of a score', () => {
  it('report completion once, and clear it when the score falls', async () => {
    const id = await makeChallenge(world, maker, { target: 3000 })
    const runner = await participant(id)
    const endsAtMs = world.now() - HOUR_MS + 600_000
    const activity = await world.activity(runner, { startedAtMs: endsAtMs - 600_000, distanceMeters: 3000 })
    await world.settle()
    expect(new Date((await entryOf(runner, id)).completedAt).getTime()).toBe(endsAtMs)
    await world.activity(runner, { id: activity, revision: 2, distanceMeters: 2999.9 })
    await world.settle()
    expect(await entryOf(runner, id)).toMatchObject({ score: 2999.9, completedAt: null })
    await world.activity(runner, { id: activity, revision: 3, distanceMeters: 4000 })
    await world.settle()
    expect((await entryOf(runner, id)).completedAt).not.toBeNull()
    expect(world.events('challenge.completed', { challengeId: id })).toMatchObject([{ athleteId: runner.id }])
  })

  /** Lets every overtake have held for a minute. Two processes tell of it. */
  const minuteLater = async () => {
    await world.settle()
    world.advance(61_000)
    await Promise.all([world.runJob('clubs-tell-overtakes'), world.runJob('clubs-tell-overtakes')])
    await world.settle()
  }

  it('name an overtaken athlete once, and nobody who is level, has no score, or is blocked', async () => {
    const id = await makeChallenge(world, maker, { target: null })
    const [runner, ahead, level, foe] = [
      await participant(id),
      await participant(id),
      await participant(id),
      await participant(id),
    ]
    await participant(id)
    await world.block(foe, runner)
    await world.activity(ahead, { distanceMeters: 500 })
    await world.activity(level, { distanceMeters: 900 })
    await world.activity(foe, { distanceMeters: 400 })
    await world.settle()
    const before = world.events('challenge.overtaken', { challengeId: id, byAthleteId: runner.id })
    expect(before).toEqual([])
    const activity = await world.activity(runner, { distanceMeters: 900 })
    await minuteLater()
    const overtaken = () =>
      world.events('challenge.overtaken', { challengeId: id, byAthleteId: runner.id }).map((event) => event.athleteId)
    expect(overtaken()).toEqual([ahead.id])
    await world.activity(runner, { id: activity, revision: 2, distanceMeters: 800 })
    await world.settle()
    expect(overtaken()).toEqual([ahead.id])
    await world.activity(runner, { distanceMeters: 200 })
    await minuteLater()
    expect(overtaken()).toEqual([ahead.id, level.id])
  })

  it('tell nobody of an overtake that turns back within a minute, and of one that falls away', async () => {
    const id = await makeChallenge(world, maker, { target: null })
    const [ana, ben] = [await participant(id), await participant(id)]
    await world.activity(ana, { distanceMeters: 500 })
    await world.settle()
    const risen = await world.activity(ben, { distanceMeters: 600 })
    await world.settle()
    await world.activity(ana, { distanceMeters: 200 })
    await minuteLater()
    const overtaken = () => world.events('challenge.overtaken', { challengeId: id })
    expect(overtaken()).toEqual([])
    const edit = { id: risen, distanceMeters: 800 }
    await world.activity(ben, { ...edit, revision: 2 })
    await world.settle()
    await world.activity(ben, { ...edit, revision: 3, deleted: true })
    await minuteLater()
    expect(overtaken()).toEqual([])
    await world.activity(ben, { distanceMeters: 900 })
    await minuteLater()
    await minuteLater()
    expect(overtaken()).toMatchObject([{ athleteId: ana.id, byAthleteId: ben.id }])
  })

  it('name the ten nearest overtaken athletes at most, and none after the end', async () => {
    const id = await makeChallenge(world, maker, { target: null, endsAt: new Date(world.now() + DAY_MS).toISOString() })
    const field = await Promise.all(Array.from({ length: 12 }, () => participant(id)))
    await Promise.all(field.map((person, index) => world.activity(person, { distanceMeters: 100 + index })))
    await world.settle()
    const [leaper, latecomer] = [await participant(id), await participant(id)]
    await world.activity(leaper, { distanceMeters: 5000 })
    await minuteLater()
    const by = (person: Person) => world.events('challenge.overtaken', { challengeId: id, byAthleteId: person.id })
    expect(new Set(by(leaper).map((event) => event.athleteId))).toEqual(
      new Set(field.slice(2).map(({ id: athleteId }) => athleteId)),
    )
    const startedAtMs = world.now() + 12 * HOUR_MS
    world.advance(1.5 * DAY_MS)
    await world.activity(latecomer, { startedAtMs, distanceMeters: 9000 })
    await minuteLater()
    expect(await entryOf(latecomer, id)).toMatchObject({ score: 9000, rank: 1 })
    expect(by(latecomer)).toEqual([])
  })
})

describe('personal goals', () => {
  const SET =
    'mutation ($input: PersonalGoalInput!) { setPersonalGoal(input: $input) { goals { id sports metric period target progress } } }'
  const GOALS = '{ viewer { goals { metric period progress periodStart periodEnd } } }'
  const progressOf = async (person: Person) => {
    const { viewer } = await person.ask(GOALS)
    return viewer.goals.map(({ progress }: { progress: number }) => progress)
  }

  it('are exact after late uploads, edits and deletions, and count what only the athlete sees', async () => {
    const runner = await world.athlete()
    const early = await world.activity(runner, { distanceMeters: 1000.5, visibility: 'ONLY_ME' })
    await world.settle()
    await runner.ask(SET, { input: { metric: 'DISTANCE', period: 'ALL_TIME', target: 100_000 } })
    await runner.ask(SET, { input: { sports: ['RIDE', 'RUN'], metric: 'ACTIVITY_COUNT', period: 'ALL_TIME', target: 3 } })
    await runner.ask(SET, { input: { sports: ['SWIM'], metric: 'MOVING_TIME', period: 'YEAR', target: 3600 } })
    expect(await progressOf(runner)).toEqual([1000.5, 1, 0])
    const shown = { distanceMeters: 0, elapsedSeconds: 0, movingSeconds: 0, elevationGainMeters: null }
    const old = await world.activity(runner, { startedAtMs: world.now() - 900 * DAY_MS, distanceMeters: 42_000, shown })
    await world.settle()
    expect(await progressOf(runner)).toEqual([43_000.5, 2, 0])
    // The old one was a swim, and shorter; the event arrives twice and a stale one after it.
    for (const revision of [3, 3, 2]) {
      const startedAtMs = revision === 3 ? world.now() : world.now() - 900 * DAY_MS
      await world.activity(runner, { id: old, revision, startedAtMs, sport: 'SWIM', distanceMeters: 2000, movingSeconds: 1800 })
    }
    await world.settle()
    expect(await progressOf(runner)).toEqual([3000.5, 1, 1800])
    await world.activity(runner, { id: early, revision: 2, deleted: true })
    await world.settle()
    expect(await progressOf(runner)).toEqual([2000, 0, 1800])
  })

  it('for active days count each day once, over all sports or some, and follow edits and deletions', async () => {
    const runner = await world.athlete()
    await world.settle()
    for (const sports of [[], ['RIDE']])
      await runner.ask(SET, { input: { sports, metric: 'ACTIVE_DAYS', period: 'ALL_TIME', target: 20 } })
    expect(await progressOf(runner)).toEqual([0, 0])
    const at = (days: number) => ({ startedAtMs: Math.floor(world.now() / DAY_MS - days) * DAY_MS + 3_600_000 })
    const run = await world.activity(runner, { ...at(3), visibility: 'ONLY_ME' })
    const ride = await world.activity(runner, { ...at(3), sport: 'RIDE' })
    // Late in the evening there, it is the next day in UTC.
    const evening = { startedAtMs: at(2).startedAtMs - 2 * 3_600_000, timeZone: 'America/New_York' }
    await world.activity(runner, { ...evening, sport: 'RIDE' })
    await world.settle()
    expect(await progressOf(runner)).toEqual([1, 1])
    await world.activity(runner, { id: ride, revision: 2, ...at(700), sport: 'RIDE' })
    await world.settle()
    expect(await progressOf(runner)).toEqual([2, 2])
    await world.activity(runner, { id: run, revision: 2, deleted: true })
    await world.activity(runner, { id: ride, revision: 3, ...at(700), sport: 'SWIM' })
    await world.settle()
    expect(await progressOf(runner)).toEqual([2, 1])
    for (const metric of ['TRAINING_LOAD', 'SEGMENT_TIME'])
      expect(await runner.codes(SET, { input: { metric, period: 'WEEK', target: 5 } })).toEqual(['BAD_USER_INPUT'])
  })

  it('change their target, end with 0, and are nobody else to see', async () => {
    const runner = await world.athlete()
    await world.settle()
    const input = { metric: 'ELEVATION_GAIN', period: 'MONTH', target: 1000 }
    const { setPersonalGoal } = await runner.ask(SET, { input })
    const again = await runner.ask(SET, { input: { ...input, target: 2000 } })
    expect(again.setPersonalGoal.goals).toEqual([{ ...setPersonalGoal.goals[0], target: 2000 }])
    expect((await runner.ask(SET, { input: { ...input, target: 0 } })).setPersonalGoal.goals).toEqual([])
    expect(await world.anyone.codes(SET, { input })).toEqual(['UNAUTHENTICATED'])
    expect(await world.partner.codes(SET, { input })).toEqual(['FORBIDDEN'])
    expect(await runner.codes(SET, { input: { ...input, target: -1 } })).toEqual(['BAD_USER_INPUT'])
  })

  it('are at most twenty, however many are set at once', async () => {
    const runner = await world.athlete()
    await world.settle()
    const wanted = ['RUN', 'RIDE', 'SWIM', 'HIKE', 'WALK', 'ROW'].flatMap((sport) =>
      ['WEEK', 'MONTH', 'YEAR', 'ALL_TIME'].map((period) => ({ sports: [sport], metric: 'DISTANCE', period, target: 1 })),
    )
    const codes = await Promise.all(wanted.map((input) => runner.codes(SET, { input })))
    // The quota of settings lets twenty calls a minute pass.
    expect(codes.flat().length).toBe(4)
    expect((await runner.ask(GOALS)).viewer.goals).toHaveLength(20)
  })
})

describe('live hints', () => {
  it('are published after a change of the score, fewer than there are changes', async () => {
    const id = await makeChallenge(world, maker)
    const runner = await participant(id)
    let hints = 0
    const subscription = world.runtime.live.subscribe('challenge', id, () => {
      hints += 1
    })
    for (let index = 0; index < 8; index += 1) await world.activity(runner)
    await world.settle()
    await expect.poll(() => hints).toBeGreaterThan(0)
    expect(hints).toBeLessThan(8)
    subscription.unsubscribe()
  })
})

describe('digests', () => {
  it('are prepared once on the local Monday morning, by however many processes, with the week, goals and events', async () => {
    const runner = await world.athlete()
    await world.settle()
    const club = await makeClub(runner, { name: 'Early Birds of Monday' })
    await runner.ask('mutation ($input: PersonalGoalInput!) { setPersonalGoal(input: $input) { id } }', {
      input: { metric: 'DISTANCE', period: 'WEEK', target: 9000 },
    })
    await runner.ask('mutation ($input: PersonalGoalInput!) { setPersonalGoal(input: $input) { id } }', {
      input: { metric: 'ACTIVE_DAYS', period: 'WEEK', target: 2 },
    })
    const monday = addDays(mondayOf(localDayOf(world.now(), 'UTC')), 7)
    const dueMs = instantOfHour(monday, 7, 'UTC')
    await world.activity(runner, { startedAtMs: dueMs - DAY_MS, distanceMeters: 6000, visibility: 'ONLY_ME' })
    await world.activity(runner, { startedAtMs: dueMs - 8 * DAY_MS, distanceMeters: 4000 })
    const startsAt = new Date(dueMs + DAY_MS).toISOString()
    await runner.ask('mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }', {
      input: { clubId: club, title: 'Tuesday track', startsAt, timeZone: 'UTC' },
    })
    await world.settle()
    // The digests of everybody else in this world are due too. They would only be many more transactions.
    const stored = world.subgraph.opened.database.connection.collection<{ _id: string }>('digests')
    await stored.deleteMany({ _id: { $ne: runner.id } })
    const prepare = () => world.runJob('clubs-prepare-digests')
    const digests = async () => {
      await Promise.all([prepare(), prepare(), prepare()])
      await world.settle()
      return world.events('digest.prepared', { athleteId: runner.id, week: monday })
    }
    world.advance(dueMs - 60_000 - world.now())
    expect(await digests()).toEqual([])
    world.advance(61_000)
    expect(await digests()).toMatchObject([
      {
        own: { distanceMeters: 6000, activities: 1 },
        usual: { distanceMeters: 1000 },
        goals: [
          { metric: 'DISTANCE', period: 'WEEK', target: 9000, progress: 6000 },
          { metric: 'ACTIVE_DAYS', period: 'WEEK', target: 2, progress: 1 },
        ],
        events: [{ title: 'Tuesday track', clubName: 'Early Birds of Monday' }],
      },
    ])
    const newcomer = await world.athlete()
    await world.settle()
    await digests()
    expect(await world.events('digest.prepared', { athleteId: newcomer.id })).toEqual([])
    // In Honolulu the same Monday is still to come; it is not told again.
    await world.move(runner, 'Pacific/Honolulu')
    await world.settle()
    world.advance(DAY_MS)
    expect(await digests()).toHaveLength(1)
  })
})

disputes(() => world)
