import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
let workers: Awaited<ReturnType<World['startWorkers']>>
beforeAll(async () => {
  world = await openWorld({ workers: false })
  workers = await world.startWorkers()
})
afterAll(() => world.close())

const walk = recording('walk-tiny.fit')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('createUpload', () => {
  it('returns an address for the bytes, and none after they have arrived', async () => {
    const rider = await world.athlete()
    const upload = await world.createUpload(rider, walk, { fileName: 'walk.fit' })
    expect(upload).toMatchObject({ status: 'AWAITING_FILE', progress: 0, fileName: 'walk.fit', failure: null, activities: [] })
    expect(upload.url).toMatch(/^http.*\/objects\/uploads\/upl_/)
    expect(Date.parse(upload.urlExpiresAt)).toBeGreaterThan(Date.now())
    await world.put(upload.id, walk)
    await world.settle()
    const done = await world.upload(rider, upload.id)
    expect(done).toMatchObject({ status: 'DONE', progress: 1, url: null, headers: [], urlExpiresAt: null })
    expect(await world.runtime.objects.head(`originals/${sha256(walk)}`)).toEqual({ sizeBytes: walk.length })
    expect(await world.runtime.objects.head(`uploads/${upload.id}`)).toBeNull()
  })

  it.each([
    [{ sizeBytes: 0 }, 'input.sizeBytes'],
    [{ sizeBytes: 100 * 1024 * 1024 + 1 }, 'input.sizeBytes'],
    [{ sha256: 'abc' }, 'input.sha256'],
    [{ fileName: '  ' }, 'input.fileName'],
    [{ name: '' }, 'input.name'],
  ])('refuses %o', async (input, path) => {
    const rider = await world.athlete()
    const { errors } = await world.execute(
      'mutation($input: CreateUploadInput!) { createUpload(input: $input) { id } }',
      { input: { fileName: 'a.fit', sizeBytes: 10, ...input } },
      rider,
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] })
  })

  it('needs a signed-in athlete', async () => {
    const query = 'mutation { createUpload(input: { fileName: "a.fit", sizeBytes: 1 }) { id } }'
    expect(await world.refused(query, {}, { kind: 'anonymous', address: null })).toBe('UNAUTHENTICATED')
  })

  it('fails at once when the declared bytes are an activity already, unless that was deleted', async () => {
    const rider = await world.athlete()
    const first = await world.send(rider, walk)
    const again = await world.createUpload(rider, walk, { sha256: sha256(walk).toUpperCase() })
    expect(again).toMatchObject({ status: 'FAILED', url: null, headers: [] })
    expect(again.failure).toMatchObject({ code: 'DUPLICATE', duplicateOf: { id: first.activities[0].id } })
    const stranger = await world.athlete()
    expect(await world.createUpload(stranger, walk, { sha256: sha256(walk) })).toMatchObject({ status: 'AWAITING_FILE' })
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: first.activities[0].id }, rider)
    expect(await world.send(rider, walk, { sha256: sha256(walk) })).toMatchObject({ status: 'DONE', activities: [{}] })
  })
})

describe('the bytes', () => {
  /** Reports the bytes of an upload in each way at once. */
  const reportAtOnce = async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, walk)
    const complete = () => world.ask('mutation($id: ID!) { completeUpload(id: $id) { status } }', { id }, rider)
    expect((await complete()).completeUpload.status).toBe('AWAITING_FILE')
    await world.runtime.objects.write(`uploads/${id}`, walk)
    const stored = { key: `uploads/${id}`, sizeBytes: walk.length, at: Date.now() }
    world.clock.aheadMs = 60_000
    await Promise.all([
      complete(),
      world.emit('object.stored', stored),
      complete(),
      world.runJobs(),
      world.emit('object.stored', stored),
      world.runJobs(),
    ])
    return { rider, id, complete }
  }

  it('are received once, however often and by whom it is reported', async () => {
    // A worker that learns of the object before anybody has found it begins at once, and then there is no event.
    await workers.drain()
    const { rider, id, complete } = await reportAtOnce()
    workers = await world.startWorkers()
    await world.settle()
    world.clock.aheadMs = 0
    expect(world.events('upload.received').filter((event) => event.uploadId === id)).toEqual([
      { uploadId: id, athleteId: rider.athleteId, attempt: 1 },
    ])
    expect((await complete()).completeUpload.status).toBe('DONE')
  })

  it('are measured once, whoever is first', async () => {
    const { rider, complete } = await reportAtOnce()
    await world.settle()
    world.clock.aheadMs = 0
    expect((await complete()).completeUpload.status).toBe('DONE')
    expect(world.events('activity.measured').filter((event) => event.athleteId === rider.athleteId)).toHaveLength(1)
  })

  it('are found by sweep-uploads when nobody reports them', async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, walk)
    await world.runtime.objects.write(`uploads/${id}`, walk)
    world.clock.aheadMs = 20_000
    await world.runJobs()
    await world.settle()
    world.clock.aheadMs = 0
    expect(await world.upload(rider, id)).toMatchObject({ status: 'DONE' })
  })

  it('that never arrive end the upload with EXPIRED, once', async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, walk)
    world.clock.aheadMs = 3_600_000 + 5 * 60_000
    await world.runJobs()
    expect(await world.upload(rider, id)).toMatchObject({ status: 'AWAITING_FILE', url: null })
    world.clock.aheadMs = 3_600_000 + 30 * 60_000
    await Promise.all([world.runJobs(), world.runJobs()])
    await world.settle()
    world.clock.aheadMs = 0
    expect((await world.upload(rider, id)).failure).toMatchObject({ code: 'EXPIRED', duplicateOf: null })
    expect(world.events('upload.failed').filter((event) => event.uploadId === id)).toMatchObject([{ code: 'EXPIRED' }])
    expect(await world.refused('mutation($id: ID!) { retryUpload(id: $id) { id } }', { id }, rider)).toBe('CONFLICT')
  })

  it('that arrive a second time belong to no upload', async () => {
    const rider = await world.athlete()
    const done = await world.send(rider, walk)
    await world.put(done.id, recording('run-laps.fit'))
    await world.settle()
    expect(await world.upload(rider, done.id)).toEqual(done)
    expect(await world.runtime.objects.head(`uploads/${done.id}`)).toBeNull()
  })

  it('that differ from the declared hash fail, and are stored for a week', async () => {
    const rider = await world.athlete()
    const upload = await world.send(rider, walk, { sha256: sha256(new Uint8Array(1)) })
    expect(upload).toMatchObject({ status: 'FAILED', progress: 1, failure: { code: 'CHECKSUM_MISMATCH' } })
    expect(world.events('upload.failed').at(-1)).toMatchObject({ uploadId: upload.id, code: 'CHECKSUM_MISMATCH', attempt: 1 })
    const retry = 'mutation($id: ID!) { retryUpload(id: $id) { status } }'
    expect((await world.ask(retry, { id: upload.id }, rider)).retryUpload.status).toBe('RECEIVED')
    await world.settle()
    expect((await world.upload(rider, upload.id)).failure.code).toBe('CHECKSUM_MISMATCH')
    expect(
      world
        .events('upload.failed')
        .filter((event) => event.uploadId === upload.id)
        .map((event) => event.attempt),
    ).toEqual([1, 2])
    world.clock.aheadMs = 8 * 86_400_000
    await world.runJobs()
    world.clock.aheadMs = 0
    expect(await world.runtime.objects.head(`uploads/${upload.id}`)).toBeNull()
    expect(await world.refused(retry, { id: upload.id }, rider)).toBe('CONFLICT')
  })
})

describe('an upload', () => {
  it('is visible only to its owner, by every query', async () => {
    const rider = await world.athlete()
    const other = await world.athlete()
    const { id } = await world.send(rider, walk)
    expect(await world.upload(other, id)).toBeNull()
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Upload { status } } }`
    const r = [
      { __typename: 'Upload', id },
      { __typename: 'Upload', ref: id },
    ]
    expect((await world.ask(entities, { r }, other))._entities).toEqual([null, null])
    expect((await world.ask(entities, { r }, rider))._entities).toEqual([{ status: 'DONE' }, { status: 'DONE' }])
    for (const name of ['completeUpload', 'retryUpload'])
      expect(await world.refused(`mutation($id: ID!) { ${name}(id: $id) { id } }`, { id }, other)).toBe('NOT_FOUND')
    expect(await world.refused('mutation($id: ID!) { retryUpload(id: $id) { id } }', { id }, rider)).toBe('CONFLICT')
  })

  it('is listed in viewer.uploads, newest first, page by page', async () => {
    const rider = await world.athlete()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift((await world.createUpload(rider, walk)).id)
    const page = async (after: string | null) =>
      (
        await world.ask(
          'query($after: String) { viewer { uploads(first: 2, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }',
          { after },
          rider,
        )
      ).viewer.uploads
    const found: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const { edges, pageInfo } = await page(after)
      found.push(...edges.map((edge: { node: { id: string } }) => edge.node.id))
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    expect(found).toEqual(ids)
    const wanted = async (args: string): Promise<readonly string[]> => {
      const { viewer } = await world.ask(`{ viewer { uploads(${args}) { edges { node { id } } } } }`, {}, rider)
      return viewer.uploads.edges.map(({ node }: { node: { id: string } }) => node.id)
    }
    expect(await wanted('status: [AWAITING_FILE, DONE]')).toEqual(ids)
    expect(await wanted('status: [DONE]')).toEqual([])
    expect(await wanted('status: []')).toEqual([])
    const { createdAt } = (await world.ask(`{ upload(id: "${ids[1]}") { createdAt } }`, {}, rider)).upload
    const first = (await page(null)).edges[0].cursor
    const since = await wanted(`since: "${createdAt}"`)
    expect(since.slice(0, 2)).toEqual(ids.slice(0, 2))
    expect(await wanted(`since: "${createdAt}", first: 1, after: "${first}"`)).toEqual([ids[1]])
    expect(await wanted(`since: "${new Date(Date.now() + 3_600_000).toISOString()}"`)).toEqual([])
    expect(await world.ask('{ viewer { id } }')).toEqual({ viewer: null })
    const foreign = [{ __typename: 'Viewer', id: 'ath_somebody' }]
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { uploads { edges { cursor } } } } }'
    expect((await world.ask(query, { r: foreign }, rider))._entities).toEqual([null])
  })

  it('publishes a live hint for each step', async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, walk)
    const seen: Promise<string>[] = []
    const live = world.runtime.live.subscribe('upload', id, () => {
      seen.push(world.upload(rider, id).then((upload) => upload.status))
    })
    await world.put(id, walk)
    await world.settle()
    live.unsubscribe()
    expect(seen.length).toBeGreaterThanOrEqual(4)
    expect((await Promise.all(seen)).at(-1)).toBe('DONE')
  })
})

describe('the storage of one account', () => {
  const CREATE = 'mutation($input: CreateUploadInput!) { createUpload(input: $input) { id } }'
  const input = { fileName: 'a.fit', sizeBytes: 100 * 1024 * 1024 }
  const GIB = 1024 ** 3

  it('is limited for files that are announced and do not arrive', async () => {
    const rider = await world.athlete()
    const opened: unknown[] = []
    for (let index = 0; index < 12; index += 1) {
      const { errors } = await world.execute(CREATE, { input }, rider)
      opened.push(errors?.[0]?.extensions?.code ?? 'OPENED')
    }
    expect(opened.filter((outcome) => outcome === 'OPENED')).toHaveLength(10)
    expect(opened.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    // A small file has no room either. Another athlete has all of it.
    const small = await world.execute(CREATE, { input: { ...input, sizeBytes: 30 * 1024 * 1024 } }, rider)
    expect(small.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) })
    expect((await world.execute(CREATE, { input }, await world.athlete())).errors).toBeUndefined()
  })

  it('is limited for stored files, and a failed upload takes none of it', async () => {
    const rider = await world.athlete()
    const { id } = await world.createUpload(rider, walk)
    const uploads = world.database.connection.collection<{ _id: string }>('uploads')
    await uploads.updateOne({ _id: id }, { $set: { status: 'DONE', sizeBytes: 50 * GIB - 1 } })
    expect(await world.refused(CREATE, { input: { fileName: 'a.fit', sizeBytes: 2 } }, rider)).toBe('CONFLICT')
    expect((await world.execute(CREATE, { input: { fileName: 'a.fit', sizeBytes: 1 } }, rider)).errors).toBeUndefined()
    await uploads.updateOne({ _id: id }, { $set: { status: 'FAILED' } })
    expect((await world.execute(CREATE, { input }, rider)).errors).toBeUndefined()
  })
})
