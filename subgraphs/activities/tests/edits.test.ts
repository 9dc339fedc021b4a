import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const UPDATE = `mutation($id: ID!, $input: UpdateActivityInput!) {
  updateActivity(id: $id, input: $input) { name description sport visibility distanceMeters } }`
const DELETE = 'mutation($id: ID!) { deleteActivity(id: $id) }'
const MANUAL = `mutation($input: ManualActivityInput!) { createManualActivity(input: $input) {
  id name description sport visibility startedAt startedAtLocal timeZone distanceMeters elapsedSeconds movingSeconds averageSpeedMps
  isManual device route { polyline } laps { index } splits { index } streams(channels: [TIME]) { length } elevationGainMeters } }`

const changes = (id: string) => world.events('activity.changed').filter((event) => event.activityId === id)

describe('updateActivity', () => {
  it('changes the given fields, and emits the whole state with a rising revision', async () => {
    const rider = await world.athlete()
    const { id } = (await world.send(rider, recording('walk-tiny.fit'), { description: 'first' })).activities[0]
    const update = async (input: Record<string, unknown>) => (await world.ask(UPDATE, { id, input }, rider)).updateActivity
    expect(await update({ name: '  Round the lake ' })).toMatchObject({
      name: 'Round the lake',
      description: 'first',
      sport: 'WALK',
    })
    expect(await update({ sport: 'HIKE', visibility: 'ONLY_ME' })).toMatchObject({ sport: 'HIKE', visibility: 'ONLY_ME' })
    expect(await update({ description: null })).toMatchObject({ description: null, name: 'Round the lake' })
    // Nothing has changed, so no event is emitted.
    expect(await update({ name: 'Round the lake', sport: null })).toMatchObject({ name: 'Round the lake', sport: 'HIKE' })
    await world.settle()
    expect(
      changes(id).map(({ revision, name, sport, visibility, deleted }) => [revision, name, sport, visibility, deleted]),
    ).toEqual([
      [2, 'Round the lake', 'WALK', 'EVERYONE', false],
      [3, 'Round the lake', 'HIKE', 'ONLY_ME', false],
      [4, 'Round the lake', 'HIKE', 'ONLY_ME', false],
    ])
  })

  it.each([[{ name: '' }], [{ name: '   ' }], [{ name: 'x'.repeat(121) }], [{ description: 'x'.repeat(5001) }]])(
    'refuses %o',
    async (input) => {
      const rider = await world.athlete()
      const { errors } = await world.execute(UPDATE, { id: 'act_any', input }, rider)
      const path = `input.${Object.keys(input)[0]}`
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] })
    },
  )

  it('loses no edit of several at once', async () => {
    const rider = await world.athlete()
    const { id } = (await world.send(rider, recording('walk-tiny.fit'))).activities[0]
    const inputs = [{ name: 'A' }, { description: 'B' }, { sport: 'RUN' }, { visibility: 'FOLLOWERS' }]
    await Promise.all(inputs.map((input) => world.ask(UPDATE, { id, input }, rider)))
    await world.settle()
    expect(
      (await world.ask('query($id: ID!) { activity(id: $id) { name description sport visibility } }', { id }, rider)).activity,
    ).toEqual({
      name: 'A',
      description: 'B',
      sport: 'RUN',
      visibility: 'FOLLOWERS',
    })
    expect(
      changes(id)
        .map((event) => event.revision)
        .sort(),
    ).toEqual([2, 3, 4, 5])
  })
})

describe('deleteActivity', () => {
  it('removes it from every query, emits one event, and deletes its samples', async () => {
    const rider = await world.athlete()
    const upload = await world.send(rider, recording('walk-tiny.fit'))
    const { id } = upload.activities[0]
    expect((await world.rows('samples', { 'meta.activityId': id })).length).toBeGreaterThan(0)
    const answers = await Promise.all([1, 2].map(() => world.execute(DELETE, { id }, rider)))
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'OK').sort()).toEqual(['NOT_FOUND', 'OK'])
    expect(await world.refused(DELETE, { id }, rider)).toBe('NOT_FOUND')
    expect(await world.refused(UPDATE, { id, input: { name: 'x' } }, rider)).toBe('NOT_FOUND')
    await world.settle()
    expect(changes(id)).toMatchObject([{ revision: 2, deleted: true }])
    expect(await world.upload(rider, upload.id)).toMatchObject({ status: 'DONE', activities: [] })
    expect((await world.ask('query($id: ID!) { activity(id: $id) { id } }', { id }, rider)).activity).toBeNull()
    await world.runJobs()
    expect(await world.rows('samples', { 'meta.activityId': id })).toEqual([])
    expect(await world.detailsOf(id)).toEqual([])
  })
})

describe('createManualActivity', () => {
  const input = {
    name: 'Gym',
    sport: 'STRENGTH',
    startedAt: '2026-05-01T06:00:00+02:00',
    timeZone: 'Asia/Tokyo',
    elapsedSeconds: 3600,
    distanceMeters: 1800,
  }

  it('makes an activity without a recording', async () => {
    const rider = await world.athlete({ defaultActivityVisibility: 'FOLLOWERS' })
    await world.settle()
    const { createManualActivity: made } = await world.ask(MANUAL, { input }, rider)
    expect(made).toMatchObject({
      name: 'Gym',
      sport: 'STRENGTH',
      visibility: 'FOLLOWERS',
      startedAt: '2026-05-01T04:00:00.000Z',
      startedAtLocal: '2026-05-01T13:00:00',
      elapsedSeconds: 3600,
      movingSeconds: 3600,
      averageSpeedMps: 0.5,
      isManual: true,
      route: null,
      laps: [],
      splits: [],
      streams: null,
      elevationGainMeters: null,
    })
    await world.settle()
    expect(world.events('activity.measured').find((event) => event.activityId === made.id)).toMatchObject({
      isManual: true,
      uploadId: null,
      revision: 1,
      distanceMeters: 1800,
    })
  })

  it('waits for the projection of an account that was created a moment ago', async () => {
    const rider = await world.athlete({ defaultActivityVisibility: 'ONLY_ME' })
    expect((await world.ask(MANUAL, { input }, rider)).createManualActivity.visibility).toBe('ONLY_ME')
  })

  it.each([
    [{ elapsedSeconds: 0 }, 'input.elapsedSeconds'],
    [{ elapsedSeconds: 10 * 86_400 + 1 }, 'input.elapsedSeconds'],
    [{ distanceMeters: -1 }, 'input.distanceMeters'],
    [{ distanceMeters: 1e12 }, 'input.distanceMeters'],
    [{ startedAt: '2099-01-01T00:00:00Z' }, 'input.startedAt'],
    [{ startedAt: '1960-01-01T00:00:00Z' }, 'input.startedAt'],
    [{ name: ' ' }, 'input.name'],
  ])('refuses %o', async (change, path) => {
    const rider = await world.athlete()
    const { errors } = await world.execute(MANUAL, { input: { ...input, ...change } }, rider)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] })
  })
})
