import { ANONYMOUS, type Caller } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

interface Shown {
  readonly name: string
  readonly sport: string
  readonly elapsedSeconds: number
  readonly activity: { readonly id: string }
}
const RECORDS = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete {
  personalRecords { name sport distanceMeters elapsedSeconds setAt activity { id name } } } } }`
const of = (...riders: Rider[]) => ({ r: riders.map(({ athleteId: id }) => ({ __typename: 'Athlete', id })) })
const records = async (rider: Rider, viewer: Caller = rider): Promise<Shown[] | null> =>
  (await world.ask(RECORDS, of(rider), viewer))._entities[0].personalRecords
const holders = async (rider: Rider, viewer: Caller = rider) =>
  Object.fromEntries(((await records(rider, viewer)) ?? []).map(({ name, sport, activity }) => [`${sport} ${name}`, activity.id]))
const efforts = async (id: string, viewer: Caller) =>
  (
    await world.ask(
      'query($id: ID!) { activity(id: $id) { bestEfforts { name distanceMeters elapsedSeconds startSeconds isPersonalRecord } } }',
      { id },
      viewer,
    )
  ).activity?.bestEfforts
const update = (id: string, input: Record<string, unknown>, rider: Rider) =>
  world.ask(
    'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }',
    { id, input },
    rider,
  )
const run = async (rider: Rider, name: string): Promise<string> => (await world.send(rider, recording(name))).activities[0].id

const riders: Rider[] = []
/** An athlete with two runs of 5 km, one of them faster by half over every distance. */
const runnerOfTwo = async () => {
  const rider = await world.athlete()
  await world.settle()
  const fast = await run(rider, 'run-laps.fit')
  const slow = await run(rider, 'run-smart-recording.fit')
  const { connection } = world.database
  const details = connection.collection<{ _id: string; bestEfforts: { elapsedSeconds: number }[] }>('activity_details')
  const row = await details.findOne({ _id: `${fast}:1` })
  const halved = row?.bestEfforts.map((effort) => ({ ...effort, elapsedSeconds: effort.elapsedSeconds / 2 })) ?? []
  await details.updateOne({ _id: `${fast}:1` }, { $set: { bestEfforts: halved } })
  await update(fast, { name: 'Fast' }, rider)
  await world.settle()
  riders.push(rider)
  return { rider, fast, slow }
}

describe('personal records', () => {
  it('are the best over each distance, and are marked on their activities', async () => {
    const { rider, fast, slow } = await runnerOfTwo()
    const own = (await records(rider)) ?? []
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['400 m', '1/2 mile', '1 km', '1 mile', '2 miles']))
    expect(own[0]).toMatchObject({ name: '400 m', sport: 'RUN', distanceMeters: 400, activity: { id: fast, name: 'Fast' } })
    const shown = await efforts(fast, rider)
    expect(shown[0]).toMatchObject({ name: '400 m', elapsedSeconds: own[0]?.elapsedSeconds, isPersonalRecord: true })
    expect(shown.every((effort: { isPersonalRecord: boolean }) => effort.isPersonalRecord)).toBe(true)
    const marked = (await efforts(slow, rider)).filter((effort: { isPersonalRecord: boolean }) => effort.isPersonalRecord)
    // Only distances that are longer than the whole other run are left.
    expect(marked.map(({ name }: { name: string }) => name)).toEqual(
      own.filter(({ activity }) => activity.id === slow).map(({ name }) => name),
    )
    const ride = await run(rider, 'ride-indoor-trainer.fit')
    expect(await efforts(ride, rider)).toEqual([])
  })

  it('follow activities that are hidden, shown, corrected and deleted, for each viewer', async () => {
    const { rider, fast, slow } = await runnerOfTwo()
    const friend = await world.athlete()
    await world.follow(friend, rider)
    await world.settle()
    const best = async (viewer: Caller) => (await holders(rider, viewer))['RUN 400 m']
    expect(await best(ANONYMOUS)).toBe(fast)

    await update(fast, { visibility: 'FOLLOWERS' }, rider)
    // The change applies at once, before any worker has handled it.
    expect(JSON.stringify(await records(rider, ANONYMOUS))).not.toContain(fast)
    await world.settle()
    expect([await best(ANONYMOUS), await best(friend), await best(rider)]).toEqual([slow, fast, fast])
    const stranger = await efforts(slow, ANONYMOUS)
    expect(stranger[0]).toMatchObject({ name: '400 m', isPersonalRecord: true })
    expect((await efforts(slow, friend))[0]).toMatchObject({ isPersonalRecord: false })
    expect(await efforts(fast, ANONYMOUS)).toBeUndefined()

    await update(fast, { visibility: 'ONLY_ME' }, rider)
    await world.settle()
    expect([await best(ANONYMOUS), await best(friend), await best(rider)]).toEqual([slow, slow, fast])

    await update(fast, { sport: 'TRAIL_RUN', visibility: 'EVERYONE' }, rider)
    await world.settle()
    expect(await holders(rider, ANONYMOUS)).toMatchObject({ 'RUN 400 m': slow, 'TRAIL_RUN 400 m': fast })
    await update(fast, { sport: 'WALK' }, rider)
    await world.settle()
    expect(Object.values(await holders(rider))).not.toContain(fast)
    expect(await efforts(fast, rider)).toEqual([])
    await update(fast, { sport: 'RUN' }, rider)
    await world.settle()
    expect(await best(rider)).toBe(fast)

    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: fast }, rider)
    expect(Object.values(await holders(rider))).not.toContain(fast)
    await world.settle()
    expect(new Set(Object.values(await holders(rider)))).toEqual(new Set([slow]))
    await world.account(rider.athleteId, { profileVisibility: 'ONLY_ME' })
    await world.settle()
    expect(await records(rider, ANONYMOUS)).toBeNull()
    expect((await efforts(slow, ANONYMOUS))[0]).toMatchObject({ isPersonalRecord: false })
  })

  it.each([
    ['both ends', 3000, 0],
    ['a zone at the start', 0, 700],
    ['a zone and both ends', 300, 700],
  ])('tell others no time over what is hidden at %s', async (_name, hideStartEndMeters, radiusMeters) => {
    const rider = await world.athlete()
    await world.settle()
    const id = await run(rider, 'run-laps.fit')
    await world.settle()
    const query = 'query($id: ID!) { activity(id: $id) { route { start { latitude longitude } } } }'
    const { start } = (await world.ask(query, { id }, rider)).activity.route
    const zones = radiusMeters === 0 ? [] : [{ zoneId: 'zone_1', ...start, radiusMeters }]
    const own = (await records(rider)) ?? []
    expect((await records(rider, ANONYMOUS)) ?? []).toEqual(own)
    await world.privacy(rider, { hideStartEndMeters, zones })
    await world.settle()
    expect(await records(rider)).toEqual(own)
    const shown = (await records(rider, ANONYMOUS)) ?? []
    const inSight: { name: string; elapsedSeconds: number; isPersonalRecord: boolean }[] = await efforts(id, ANONYMOUS)
    const times = (rows: readonly { name: string; elapsedSeconds: number }[]) => rows.map((row) => [row.name, row.elapsedSeconds])
    expect(times(shown)).toEqual(times(inSight))
    expect(shown.length).toBeLessThan(own.length)
    expect(inSight.every(({ isPersonalRecord }) => isPersonalRecord)).toBe(true)
  })

  it('are the same when events come twice, out of order, or about an unknown activity', async () => {
    const { rider, fast } = await runnerOfTwo()
    await update(fast, { visibility: 'ONLY_ME' }, rider)
    await world.settle()
    const before = await world.rows('personal_records', { _id: rider.athleteId })
    const news = [...world.events('activity.measured'), ...world.events('activity.changed')].filter(
      (event) => event.activityId === fast,
    )
    for (const event of [...news].reverse()) await world.emit('activity.changed', event)
    await world.emit('activity.measured', { ...(news[0] as (typeof news)[0]), activityId: 'act_unknown' })
    await world.settle()
    expect(await world.rows('personal_records', { _id: rider.athleteId })).toEqual(before)
  })

  it('of several athletes cost one read', async () => {
    expect(riders.length).toBeGreaterThan(2)
    const reads = await world.reads(() => world.ask(RECORDS, of(...riders), ANONYMOUS))
    // A visitor who is signed out has no follows and no blocks to read.
    expect([...new Set(reads)].sort()).toEqual([...reads].sort())
    expect(reads).toEqual(expect.arrayContaining(['personal_records.find', 'activities.find']))
    expect(reads.length).toBeLessThanOrEqual(5)
  })
})

describe('eddington and yearInReview', () => {
  const YEAR = `query($r: [_Any!]!, $year: Int!) { _entities(representations: $r) { ... on Athlete {
    eddington { number next } ofRuns: eddington(sports: [RUN]) { number next }
    yearInReview(year: $year) { year activeDays totals { sport count distanceMeters } longest { id } highest { id }
      months { month totals { count } } firsts { name activity { id } } } } } }`
  const review = async (rider: Rider, year: number, viewer: Caller = rider) =>
    (await world.ask(YEAR, { ...of(rider), year }, viewer))._entities[0]
  const manual = async (rider: Rider, startedAt: string, kilometers: number, visibility = 'EVERYONE'): Promise<string> => {
    const input = {
      name: 'By hand',
      sport: 'RIDE',
      startedAt,
      timeZone: 'Pacific/Auckland',
      elapsedSeconds: 3600,
      distanceMeters: kilometers * 1000,
      visibility,
    }
    const query = 'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
    return (await world.ask(query, { input }, rider)).createManualActivity.id
  }

  it('follow additions, edits and deletions at once, in the local day, as the viewer may see them', async () => {
    const rider = await world.athlete()
    await world.settle()
    // New Year's morning in Auckland.
    const newYear = await manual(rider, '2024-12-31T19:00:00Z', 3)
    const long = await manual(rider, '2025-05-01T00:00:00Z', 40, 'ONLY_ME')
    const third = await manual(rider, '2025-05-02T00:00:00Z', 3)
    expect(await review(rider, 2025)).toMatchObject({
      eddington: { number: 3, next: 3 },
      ofRuns: { number: 0, next: 1 },
      yearInReview: {
        activeDays: 3,
        totals: [{ sport: 'RIDE', count: 3, distanceMeters: 46_000 }],
        longest: { id: long },
        highest: null,
        firsts: [],
      },
    })
    expect((await review(rider, 2024)).yearInReview).toMatchObject({ activeDays: 0, totals: [], longest: null })
    expect(await review(rider, 2025, ANONYMOUS)).toMatchObject({
      eddington: { number: 2, next: 1 },
      yearInReview: { activeDays: 2, totals: [{ count: 2, distanceMeters: 6000 }], longest: { id: newYear } },
    })
    await update(long, { visibility: 'EVERYONE' }, rider)
    expect((await review(rider, 2025, ANONYMOUS)).eddington).toEqual({ number: 3, next: 3 })
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: third }, rider)
    expect(await review(rider, 2025)).toMatchObject({ eddington: { number: 2, next: 1 }, yearInReview: { activeDays: 2 } })
    const hidden = await world.athlete({ profileVisibility: 'ONLY_ME', isPrivate: true })
    await world.settle()
    expect(await review(hidden, 2025, rider)).toMatchObject({ eddington: null, yearInReview: null })
    expect((await world.execute(YEAR, { ...of(rider), year: 0 }, rider)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('counts the areas that were passed for the first time, for the athlete alone', async () => {
    const rider = await world.athlete()
    await world.settle()
    const id = await run(rider, 'run-laps.fit')
    const [[row], [track]] = await Promise.all([
      world.rows('activities', { _id: id } as never),
      world.rows('activity_tracks', { _id: id } as never),
    ])
    const year = new Date(row?.startedAt).getUTCFullYear()
    const query = `query($r: [_Any!]!, $year: Int!) { _entities(representations: $r) { ... on Athlete { yearInReview(year: $year) { newCells } } } }`
    const newCells = async (wanted = year, viewer: Caller = rider) =>
      (await world.ask(query, { ...of(rider), year: wanted }, viewer))._entities[0].yearInReview.newCells
    const cells: number[] = track?.cells
    expect(cells.length).toBeGreaterThan(3)
    expect(await newCells()).toBe(cells.length)
    expect(await newCells(year - 1)).toBe(0)
    expect(await newCells(year, ANONYMOUS)).toBeNull()
  })

  it('names the first run over each distance, in its own year alone', async () => {
    const rider = await world.athlete()
    await world.settle()
    const later = await run(rider, 'run-laps.fit')
    const [row] = await world.rows('activities', { _id: later } as never)
    const year = new Date(row?.startedAt).getUTCFullYear()
    const firsts = async (of = year) => (await review(rider, of)).yearInReview.firsts
    expect((await firsts()).length).toBeGreaterThan(3)
    expect(await firsts(year + 1)).toEqual([])
    const earlier = await run(rider, 'run-smart-recording.fit')
    const [other] = await world.rows('activities', { _id: earlier } as never)
    const isEarlier = other?.startedAt < row?.startedAt
    const first = isEarlier ? earlier : later
    const firstYear = new Date((isEarlier ? other : row)?.startedAt).getUTCFullYear()
    expect((await firsts(firstYear)).find(({ name }: { name: string }) => name === '1 km')?.activity.id).toBe(first)
  })
})
