import type { EventData } from '@gruppetto/events'
import { newId, publicRoutesOf } from '@gruppetto/graph'
import { photoUrl } from '@gruppetto/relations'
import { callRoute } from '@gruppetto/testing'
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

const PHOTOS = `query($id: ID!) { activity(id: $id) { photos { id width caption url(size: FULL) } } }`

describe('an activity that the staff holds back', () => {
  it('is for its athlete alone, whatever the athlete asks for, until the appeal is granted', async () => {
    const [rider, other] = [await world.athlete(), await world.athlete()]
    const { id } = (await world.send(rider, recording('walk-tiny.fit'), { visibility: 'EVERYONE' })).activities[0]
    const decide = async (decision: EventData<'moderation.decided'>['decision']) => {
      const subject = { subjectId: id, subjectOwnerId: rider.athleteId }
      await world.emit('moderation.decided', { caseId: 'case_1', ...subject, decision, reasons: ['CHEATING'], at: Date.now() })
      await world.settle()
    }
    const show = (input: Record<string, unknown>) => world.execute(UPDATE, { id, input }, rider)
    const seenBy = async (viewer: typeof rider) =>
      (await world.ask('query($id: ID!) { activity(id: $id) { id } }', { id }, viewer)).activity
    await decide('DISMISSED')
    expect(await seenBy(other)).not.toBeNull()
    await decide('REMOVED')
    await decide('UPHELD')
    expect([await seenBy(other), await seenBy(rider)]).toEqual([null, { id }])
    expect(changes(id).map(({ visibility }) => visibility)).toEqual(['ONLY_ME'])
    expect((await show({ visibility: 'EVERYONE' })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await show({ name: 'Mine' })).errors).toBeUndefined()
    await decide('RESTORED')
    expect(await seenBy(other)).toBeNull()
    expect((await show({ visibility: 'EVERYONE' })).errors).toBeUndefined()
    expect(await seenBy(other)).not.toBeNull()
  })
})

describe('photos', () => {
  const photo = async (owner: { athleteId: string }, change: Partial<EventData<'photo.changed'>> = {}): Promise<string> => {
    const { athleteId } = owner
    const [photoId, at] = [newId('Photo'), Date.now()]
    const size = { width: 400, height: 300, caption: null }
    await world.emit('photo.changed', {
      ...{ photoId, athleteId, revision: 1, status: 'READY', failure: null, ...size, createdAtMs: at, at },
      ...change,
    })
    return photoId
  }
  const carried = (id: string) => world.events('photos.carried').filter(({ carrierId }) => carrierId === id)

  it('of an activity are the own ones that are ready, for who may see the activity, and go with it', async () => {
    const [rider, other] = [await world.athlete(), await world.athlete()]
    const { id } = (await world.send(rider, recording('walk-tiny.fit'), { visibility: 'FOLLOWERS' })).activities[0]
    const [ready, awaited, failed, foreign, old] = [
      await photo(rider),
      await photo(rider, { status: 'AWAITING_FILE', width: null, height: null }),
      await photo(rider, { status: 'FAILED', failure: 'The picture is damaged.', width: null, height: null }),
      await photo(other),
      await photo(rider, { createdAtMs: Date.now() - 13 * 3_600_000 }),
    ]
    await world.settle()
    const update = (photoIds: readonly string[] | null) => world.execute(UPDATE, { id, input: { photoIds } }, rider)
    const messages = await Promise.all(
      [failed, foreign, newId('Photo'), old, 'x'].map(async (each) => (await update([each])).errors?.[0]?.message),
    )
    expect(messages).toEqual([
      'input.photoIds.0: The picture is damaged.',
      'input.photoIds.0: there is no such photo of yours',
      'input.photoIds.0: there is no such photo of yours',
      expect.stringContaining('twelve hours'),
      'input.photoIds.0: there is no such photo of yours',
    ])
    const photos = async (viewer = rider) =>
      (await world.ask(PHOTOS, { id }, viewer)).activity?.photos.map((shown: { id: string }) => shown.id)
    expect((await update([awaited, ready, ready])).errors).toBeUndefined()
    expect(await photos()).toEqual([ready])
    expect(await photos(other)).toBeUndefined()
    await world.emit('photo.changed', {
      ...{ photoId: awaited, athleteId: rider.athleteId, revision: 2, status: 'READY', failure: null, width: 9, height: 9 },
      ...{ caption: 'Top', createdAtMs: Date.now(), at: Date.now() },
    })
    await world.settle()
    expect((await world.ask(PHOTOS, { id }, rider)).activity.photos).toMatchObject([
      { id: awaited, caption: 'Top', url: expect.stringMatching(/full\/ath_\w+\?.*signature=/) },
      { id: ready },
    ])
    expect((await update([ready])).errors).toBeUndefined()
    await world.ask(DELETE, { id }, rider)
    await world.settle()
    expect(carried(id).map(({ photoIds, revision }) => [photoIds, revision])).toEqual([
      [[awaited, ready], 2],
      [[ready], 3],
      [[], 4],
    ])
  })
})

describe('the address of a photo', () => {
  const open = (url: string, headers: Record<string, string> = {}) => {
    const { pathname, search } = new URL(url)
    return callRoute([publicRoutesOf(world.subgraph)], { url: `${pathname}${search}`, headers })
  }
  const statusOf = async (url: string) => (await open(url)).statusCode

  it('opens as long as its viewer may see the activity, and what a browser has is not sent again', async () => {
    const [rider, other] = [await world.athlete(), await world.athlete()]
    const { id } = (await world.send(rider, recording('walk-tiny.fit'), {})).activities[0]
    const photoId = newId('Photo')
    await world.emit('photo.changed', {
      ...{ photoId, athleteId: rider.athleteId, revision: 1, status: 'READY', failure: null, width: 400, height: 300 },
      ...{ caption: null, createdAtMs: Date.now(), at: Date.now() },
    })
    await world.runtime.objects.write(`photos/${rider.athleteId}/${photoId}/full.webp`, Buffer.from('a picture'))
    await world.settle()
    const update = (input: object) => world.ask(UPDATE, { id, input }, rider)
    await update({ photoIds: [photoId], visibility: 'EVERYONE' })
    const urlFor = async (viewer: typeof rider) => (await world.ask(PHOTOS, { id }, viewer)).activity.photos[0].url
    const [own, others] = [await urlFor(rider), await urlFor(other)]

    const first = await open(others)
    expect([first.statusCode, first.headers['content-type'], first.body]).toEqual([200, 'image/webp', 'a picture'])
    expect(first.headers['cache-control']).toBe('private, max-age=60')
    const again = await open(others, { 'if-none-match': String(first.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])

    await update({ visibility: 'ONLY_ME' })
    expect([await statusOf(own), await statusOf(others)]).toEqual([200, 404])
    expect((await open(others, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(404)
    await update({ visibility: 'EVERYONE' })
    expect(await statusOf(others)).toBe(200)
    await world.block(rider, other)
    await world.settle()
    expect([await statusOf(own), await statusOf(others)]).toEqual([200, 404])
    // The address that somebody else was given is no way in.
    for (const forged of [
      others.replace(other.athleteId, rider.athleteId),
      others.replace('/full/', '/large/'),
      others.split('?')[0],
    ])
      expect(await statusOf(forged)).toBe(403)
    await update({ photoIds: [] })
    expect(await statusOf(own)).toBe(404)
  })

  it('ends after an hour', async () => {
    const { runtime } = world
    const photo = { _id: newId('Photo'), carrierId: newId('Activity'), athleteId: '', width: 1, height: 1, caption: null }
    const at = (agoMs: number) => photoUrl({ ...runtime, now: () => Date.now() - agoMs }, 'activities', photo, 'FULL', null)
    // There is no such activity, which only a good address learns.
    expect([await statusOf(at(40 * 60_000)), await statusOf(at(61 * 60_000))]).toEqual([404, 403])
  })
})

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
