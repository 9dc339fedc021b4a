import { ANONYMOUS, type Caller, newId, viewerRootId } from '@gruppetto/graph'
import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
type Rider = Awaited<ReturnType<World['athlete']>>
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const GEAR = 'id name kind distanceMeters retireAtMeters retired product { __typename } owner { id }'
const ADD = `mutation($input: GearInput!) { addGear(input: $input) { ${GEAR} } }`
const UPDATE = `mutation($id: ID!, $input: GearInput!) { updateGear(id: $id, input: $input) { ${GEAR} } }`
const EDIT = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { gear { id } } }'
const MANUAL = 'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
const SHOES = { name: 'Pegasus', kind: 'SHOES' }

const add = async (rider: Rider, input: Record<string, unknown> = {}): Promise<string> =>
  (await world.ask(ADD, { input: { ...SHOES, ...input } }, rider)).addGear.id
const update = (rider: Rider, id: string, input: Record<string, unknown>) =>
  world.ask(UPDATE, { id, input: { ...SHOES, ...input } }, rider)
const gear = async (id: string, viewer: Caller): Promise<AnyData> =>
  (await world.ask(`query($id: ID!) { gear(id: $id) { ${GEAR} } }`, { id }, viewer)).gear
const edit = (rider: Rider, id: string, input: Record<string, unknown>) => world.ask(EDIT, { id, input }, rider)
/** Makes a product of the marketplace, as commerce does. */
const product = async (): Promise<string> => {
  const productId = newId('Product')
  const made = { productId, brandId: newId('Brand'), at: Date.now() }
  await world.emit('product.created', made)
  await world.emit('product.created', made)
  return productId
}
/** Creates an activity of this distance on this gear. */
const go = async (rider: Rider, distanceMeters: number, gearId: string | null, visibility = 'EVERYONE'): Promise<string> => {
  const input = { name: 'x', sport: 'RUN', startedAt: '2026-05-01T06:00:00Z', timeZone: 'UTC', elapsedSeconds: 3600 }
  const { id } = (await world.ask(MANUAL, { input: { ...input, distanceMeters, visibility } }, rider)).createManualActivity
  if (gearId !== null) await edit(rider, id, { gearId })
  return id
}
const problem = async (query: string, variables: Record<string, unknown>, caller: Caller) =>
  (await world.execute(query, variables, caller)).errors?.[0]?.extensions

describe('addGear and updateGear', () => {
  it('store the input, list gear in use first, and resolve it as a node', async () => {
    const rider = await world.athlete()
    const productId = await product()
    const old = await add(rider, { name: ' Old bike ', kind: 'BIKE', retired: true })
    const bike = await add(rider, { name: 'Bike', kind: 'BIKE', productId, retireAtMeters: 20_000_000 })
    const shoes = await add(rider)
    const { _entities } = await world.ask(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { gear { ${GEAR} } } ... on Gear { name } } }`,
      {
        r: [
          { __typename: 'Viewer', id: viewerRootId(rider.athleteId) },
          { __typename: 'Gear', ref: bike },
        ],
      },
      rider,
    )
    expect(_entities[1]).toEqual({ name: 'Bike' })
    expect(_entities[0].gear.map(({ id }: AnyData) => id)).toEqual([shoes, bike, old])
    expect(_entities[0].gear[1]).toEqual({
      id: bike,
      name: 'Bike',
      kind: 'BIKE',
      distanceMeters: 0,
      retireAtMeters: 20_000_000,
      retired: false,
      product: { __typename: 'Product' },
      owner: { id: rider.athleteId },
    })
    await update(rider, bike, { name: 'Gravel', kind: 'OTHER', retired: true })
    expect(await gear(bike, rider)).toMatchObject({ name: 'Gravel', kind: 'OTHER', retired: true, retireAtMeters: 20_000_000 })
    await update(rider, bike, { retireAtMeters: null, productId: null, retired: false })
    expect(await gear(bike, rider)).toMatchObject({ retireAtMeters: null, product: null, retired: false })
  })

  it.each([
    [{ name: ' ' }, 'input.name'],
    [{ name: 'x'.repeat(121) }, 'input.name'],
    [{ retireAtMeters: 0 }, 'input.retireAtMeters'],
    [{ retireAtMeters: -5 }, 'input.retireAtMeters'],
    [{ retireAtMeters: 1e15 }, 'input.retireAtMeters'],
    [{ productId: 'a shoe' }, 'input.productId'],
  ])('refuse %o', async (change, path) => {
    const rider = await world.athlete()
    const expected = { code: 'BAD_USER_INPUT', fields: [{ path }] }
    expect(await problem(ADD, { input: { ...SHOES, ...change } }, rider)).toMatchObject(expected)
    expect(await problem(UPDATE, { id: 'gear_any', input: { ...SHOES, ...change } }, rider)).toMatchObject(expected)
  })

  it('are for the signed-in owner, and for at most a hundred pieces', async () => {
    const [rider, other] = [await world.athlete(), await world.athlete()]
    const id = await add(rider)
    expect(await world.refused(UPDATE, { id, input: SHOES }, other)).toBe('NOT_FOUND')
    expect(await world.refused(ADD, { input: SHOES }, ANONYMOUS)).toBe('UNAUTHENTICATED')
    const [row] = await world.rows('gear', { _id: id as never })
    const rest = Array.from({ length: 98 }, () => ({ ...row, _id: newId('Gear') as never }))
    await world.database.connection.collection('gear').insertMany(rest)
    const answers = await Promise.all([1, 2].map(() => world.refused(ADD, { input: SHOES }, rider)))
    expect(answers.toSorted()).toEqual(['CONFLICT', undefined])
  })
})

describe('distanceMeters', () => {
  it('follows activities that are edited, moved to other gear, taken off or deleted', async () => {
    const rider = await world.athlete()
    await world.settle()
    const [shoes, spikes] = [await add(rider), await add(rider, { name: 'Spikes' })]
    const distances = async () => [(await gear(shoes, rider)).distanceMeters, (await gear(spikes, rider)).distanceMeters]
    const [first, second] = [await go(rider, 5000.5, shoes), await go(rider, 1000.25, shoes, 'ONLY_ME')]
    expect(await distances()).toEqual([6000.75, 0])
    expect((await edit(rider, first, { gearId: spikes })).updateActivity.gear.id).toBe(spikes)
    expect(await distances()).toEqual([1000.25, 5000.5])
    await edit(rider, second, { name: 'Says nothing of gear' })
    expect(await distances()).toEqual([1000.25, 5000.5])
    expect((await edit(rider, second, { gearId: null })).updateActivity.gear).toBeNull()
    expect(await distances()).toEqual([0, 5000.5])
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: first }, rider)
    expect(await distances()).toEqual([0, 0])
    await world.settle()
    expect(world.events('activity.changed').filter(({ activityId }) => activityId === first)).toMatchObject([
      { gearId: shoes },
      { gearId: spikes },
      { gearId: spikes, deleted: true },
    ])
  })

  it('counts an upload that names its gear', async () => {
    const rider = await world.athlete()
    const shoes = await add(rider)
    const { activities } = await world.send(rider, recording('walk-tiny.fit'), { gearId: shoes })
    expect(await gear(shoes, rider)).toMatchObject({ distanceMeters: activities[0].distanceMeters })
  })

  it('refuses gear of others and retired gear, but lets it stay where it is', async () => {
    const [rider, other] = [await world.athlete(), await world.athlete()]
    await world.settle()
    const [shoes, others] = [await add(rider), await add(other)]
    const id = await go(rider, 5000, shoes)
    await update(rider, shoes, { retired: true })
    await edit(rider, id, { gearId: shoes, name: 'Still on them' })
    const next = await go(rider, 5000, null)
    const upload = 'mutation($input: CreateUploadInput!) { createUpload(input: $input) { id } }'
    for (const gearId of [shoes, others, newId('Gear'), 'shoes']) {
      const refusal = { code: 'BAD_USER_INPUT', fields: [{ path: 'input.gearId' }] }
      expect(await problem(EDIT, { id: next, input: { gearId } }, rider)).toMatchObject(refusal)
      expect(await problem(upload, { input: { fileName: 'x', sizeBytes: 1, gearId } }, rider)).toMatchObject(refusal)
    }
    expect((await gear(shoes, rider)).distanceMeters).toBe(5000)
  })

  it('covers for others the activities that they may see, when they may see the profile', async () => {
    const owner = await world.athlete()
    const [fan, stranger, blocked] = [await world.athlete(), await world.athlete(), await world.athlete()]
    const hermit = await world.athlete({ profileVisibility: 'ONLY_ME' })
    await world.follow(fan, owner)
    await world.block(owner, blocked)
    await world.settle()
    const [shoes, spikes, slippers] = [await add(owner, { retireAtMeters: 9e5 }), await add(owner), await add(owner)]
    const shown = await go(owner, 1, shoes)
    await go(owner, 20, shoes, 'FOLLOWERS')
    await go(owner, 300, shoes, 'ONLY_ME')
    await go(owner, 7, spikes, 'FOLLOWERS')
    await go(owner, 5, slippers, 'ONLY_ME')
    const seen = (viewer: Caller) =>
      Promise.all([shoes, spikes, slippers].map(async (id) => (await gear(id, viewer))?.distanceMeters ?? null))
    expect(await seen(owner)).toEqual([321, 7, 5])
    expect(await seen(fan)).toEqual([21, 7, null])
    expect(await seen(stranger)).toEqual([1, null, null])
    expect(await seen(ANONYMOUS)).toEqual([1, null, null])
    expect(await seen(blocked)).toEqual([null, null, null])
    expect((await gear(shoes, owner)).retireAtMeters).toBe(9e5)
    expect((await gear(shoes, fan)).retireAtMeters).toBeNull()
    const onActivity = (id: string, viewer: Caller) =>
      world.ask('query($id: ID!) { activity(id: $id) { gear { id distanceMeters } } }', { id }, viewer)
    expect(await onActivity(shown, stranger)).toEqual({ activity: { gear: { id: shoes, distanceMeters: 1 } } })
    const hidden = await add(hermit)
    const ride = await go(hermit, 5, hidden)
    expect(await onActivity(ride, stranger)).toEqual({ activity: { gear: null } })
    expect(await gear(hidden, stranger)).toBeNull()
    // The list of gear is the viewer's own.
    const r = [{ __typename: 'Viewer', id: viewerRootId(owner.athleteId) }]
    const others = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { gear { id } } } }'
    expect((await world.ask(others, { r }, fan))._entities).toEqual([null])
  })
})

describe('the number of reads', () => {
  it('does not grow with the number of activities and of their gear', async () => {
    const owner = await world.athlete()
    const viewer = await world.athlete()
    await world.settle()
    const made = await Promise.all([1, 2, 3, 4, 5].map(async () => go(owner, 1000, await add(owner))))
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Activity { gear { name distanceMeters } } } }'
    const representations = (count: number) => ({ r: made.slice(0, count).map((id) => ({ __typename: 'Activity', id })) })
    await world.settle()
    const one = await world.reads(() => world.ask(query, representations(1), viewer))
    const five = await world.reads(() => world.ask(query, representations(5), viewer))
    expect(five.toSorted()).toEqual(one.toSorted())
    // The reads are activities, three of relations, privacy, gear and sums.
    expect(five).toHaveLength(7)
  })
})

describe('gear.worn', () => {
  const told = async (gearId: string) => {
    await world.settle()
    return world.events('gear.worn').filter((event) => event.gearId === gearId)
  }

  it('is emitted once when the limit is reached, with hidden activities too, and again only after the limit was raised', async () => {
    const rider = await world.athlete()
    await world.settle()
    const shoes = await add(rider, { retireAtMeters: 10_000 })
    const first = await go(rider, 6000, shoes, 'ONLY_ME')
    expect(await told(shoes)).toEqual([])
    await go(rider, 4000, shoes)
    expect(await told(shoes)).toMatchObject([
      { athleteId: rider.athleteId, name: 'Pegasus', distanceMeters: 10_000, limitMeters: 10_000 },
    ])
    // The distance falls and rises again, and the limit is lowered: no event.
    await edit(rider, first, { gearId: null })
    await edit(rider, first, { gearId: shoes })
    await update(rider, shoes, { retireAtMeters: 8000 })
    expect(await told(shoes)).toHaveLength(1)
    await update(rider, shoes, { retireAtMeters: 12_000 })
    expect(await told(shoes)).toHaveLength(1)
    await go(rider, 3000, shoes)
    expect(await told(shoes)).toMatchObject([{ limitMeters: 10_000 }, { limitMeters: 12_000, distanceMeters: 13_000 }])
    // A limit that is reached already causes the event when it is set.
    await update(rider, shoes, { retireAtMeters: 13_000 })
    expect(await told(shoes)).toHaveLength(3)
    await update(rider, shoes, { retired: true, retireAtMeters: 13_001 })
    expect(await told(shoes)).toHaveLength(3)
  })

  it('is emitted once for events that come twice, out of order or at once, and never for an unknown activity', async () => {
    const rider = await world.athlete()
    await world.settle()
    const shoes = await add(rider, { retireAtMeters: 10_000 })
    const ids = await Promise.all([1, 2, 3, 4].map(() => go(rider, 5000, null)))
    await Promise.all(ids.map((id) => edit(rider, id, { gearId: shoes })))
    expect(await told(shoes)).toHaveLength(1)
    const [event] = world.events('activity.changed').filter(({ activityId }) => activityId === ids[0])
    if (event === undefined) throw new Error('nothing changed')
    await world.emit('activity.changed', event)
    await world.emit('activity.measured', { ...event, revision: 1 })
    await world.emit('activity.changed', { ...event, gearId: newId('Gear') })
    expect(await told(shoes)).toHaveLength(1)
  })
})

describe('the product of gear', () => {
  it('is one of the marketplace', async () => {
    const rider = await world.athlete()
    // One of long ago, since a new one is waited for.
    const unknown = 'prod_01jqz8z3m5e8n9t0v2w4x6y8z5'
    const refusal = { code: 'BAD_USER_INPUT', fields: [{ path: 'input.productId', message: 'is no product of the marketplace' }] }
    expect(await problem(ADD, { input: { ...SHOES, productId: unknown } }, rider)).toMatchObject(refusal)
    const id = await add(rider, { productId: await product() })
    expect(await problem(UPDATE, { id, input: { ...SHOES, name: 'Lost', productId: unknown } }, rider)).toMatchObject(refusal)
    expect(await gear(id, rider)).toMatchObject({ name: 'Pegasus', product: { __typename: 'Product' } })
  })
})

describe('gear.changed', () => {
  const announced = async (gearId: string) => {
    await world.settle()
    return world.events('gear.changed').filter((event) => event.gearId === gearId)
  }

  it('follows gear that names a product or has a limit, and its distance wherever an activity goes', async () => {
    const rider = await world.athlete()
    await world.settle()
    const productId = await product()
    const [shoes, spikes, slippers] = [
      await add(rider, { productId }),
      await add(rider, { retireAtMeters: 9e5 }),
      await add(rider),
    ]
    const first = await go(rider, 5000.5, shoes)
    const hidden = await go(rider, 1000, shoes, 'ONLY_ME')
    const last = async (id: string) => (await announced(id)).toSorted((a, b) => a.revision - b.revision).at(-1)
    expect(await last(shoes)).toMatchObject({
      athleteId: rider.athleteId,
      ...{ kind: 'SHOES', productId, retireAtMeters: null, retired: false, distanceMeters: 6000.5 },
    })
    await edit(rider, first, { gearId: spikes })
    expect(await last(shoes)).toMatchObject({ distanceMeters: 1000 })
    expect(await last(spikes)).toMatchObject({ distanceMeters: 5000.5, productId: null, retireAtMeters: 9e5 })
    await edit(rider, first, { gearId: null })
    expect(await last(spikes)).toMatchObject({ distanceMeters: 0 })
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: hidden }, rider)
    expect(await last(shoes)).toMatchObject({ distanceMeters: 0 })
    await go(rider, 700, shoes)
    await update(rider, shoes, { retired: true })
    expect(await last(shoes)).toMatchObject({ retired: true, distanceMeters: 700 })
    await update(rider, shoes, { retired: false })
    expect(await last(shoes)).toMatchObject({ retired: false })
    // Once more without its product, and then no more.
    await update(rider, shoes, { productId: null })
    expect(await last(shoes)).toMatchObject({ productId: null, distanceMeters: 700 })
    const before = (await announced(shoes)).length
    await go(rider, 800, shoes)
    expect(await announced(shoes)).toHaveLength(before)
    await go(rider, 800, slippers)
    expect(await announced(slippers)).toEqual([])
    const revisions = (await announced(shoes)).map(({ revision }) => revision)
    expect(new Set(revisions).size).toBe(revisions.length)
  })

  it('ends with the sum of the activities, whatever happens at once, comes twice or comes late', async () => {
    const rider = await world.athlete()
    await world.settle()
    const [shoes, spikes] = [await add(rider, { retireAtMeters: 9e6 }), await add(rider, { retireAtMeters: 9e6 })]
    const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => go(rider, n * 1000, null)))
    await Promise.all(ids.map((id, n) => edit(rider, id, { gearId: n % 2 === 0 ? shoes : spikes })))
    await Promise.all([
      ...ids.slice(0, 2).map((id) => edit(rider, id, { gearId: spikes })),
      update(rider, spikes, { retireAtMeters: 8e6 }),
      world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: ids[4] ?? '' }, rider),
    ])
    await world.settle()
    for (const event of world.events('activity.changed').filter(({ athleteId }) => athleteId === rider.athleteId))
      await world.emit('activity.changed', event)
    const newest = async (id: string) => (await announced(id)).toSorted((a, b) => b.revision - a.revision)[0]?.distanceMeters
    expect([await newest(shoes), await newest(spikes)]).toEqual([3000, 7000])
    expect(await gear(shoes, rider)).toMatchObject({ distanceMeters: 3000 })
    expect(await gear(spikes, rider)).toMatchObject({ distanceMeters: 7000 })
  })

  it('comes once of gear that named a product before there was this event', async () => {
    const rider = await world.athlete()
    await world.settle()
    const shoes = await add(rider, { productId: await product() })
    await go(rider, 5000, shoes)
    await world.settle()
    await world.database.connection.collection('gear').updateOne({ _id: shoes as never }, { $unset: { announcedMeters: 1 } })
    const before = (await announced(shoes)).length
    const job = world.subgraph.opened.jobs.find(({ name }) => name === 'activities-announce-gear')
    await Promise.all([job?.run(), job?.run()])
    await job?.run()
    const events = await announced(shoes)
    expect(events).toHaveLength(before + 1)
    expect(events.at(-1)).toMatchObject({ distanceMeters: 5000 })
  })
})
