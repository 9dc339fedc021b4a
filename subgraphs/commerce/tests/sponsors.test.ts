import { type Caller, newId } from '@gruppetto/graph'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  challengeChanged,
  event,
  makeBrand,
  makeProduct,
  openWorld,
  partnerOf,
  sponsor,
  sponsored,
  staff,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const DAY_MS = 24 * 3600 * 1000
const membership = (clubId: string, athleteId: string, revision: number, status: 'ACTIVE' | 'REQUESTED' | 'NONE') =>
  event('club.membership-changed', {
    clubId,
    athleteId,
    revision,
    status,
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: null,
    at: Date.now(),
  })

describe('a sponsorship', () => {
  it('is agreed only by staff', async () => {
    const brand = await makeBrand(world)
    const challengeId = newId('Challenge')
    await world.happen(challengeChanged(challengeId))
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [athleteCaller(newId('Athlete')), 'FORBIDDEN'],
      [partnerOf(brand.id), 'FORBIDDEN'],
    ] as const) {
      expect((await sponsor(world, { challengeId, brandId: brand.id }, caller)).codes, caller.kind).toEqual([code])
    }
    expect(await world.database.connection.collection('sponsorships').countDocuments({ brandId: brand.id })).toBe(0)
  })

  it('gives the challenge its sponsor and emits an event', async () => {
    const brand = await makeBrand(world)
    const productId = await makeProduct(world, brand.id)
    const challengeId = newId('Challenge')
    await world.happen(challengeChanged(challengeId))
    const input = {
      challengeId,
      brandId: brand.id,
      prize: ' A bike ',
      offerCode: 'NOV10',
      productId,
      termsUrl: 'https://alpine.example/terms',
    }
    const { data } = await sponsor(world, input)
    expect(data.sponsorChallenge).toEqual({
      id: challengeId,
      sponsorship: { brand: { id: brand.id }, prize: 'A bike', offerCode: null, product: { id: productId } },
    })
    await world.settle()
    const { bus } = world.runtime
    const last = await bus.manager.streams.getMessage(bus.names.events, {
      last_by_subj: `${world.runtime.config.namespace}.evt.sponsorship.agreed.v1`,
    })
    expect(last?.json()).toMatchObject({ name: 'sponsorship.agreed', data: { challengeId, brandId: brand.id } })
  })

  it('waits for a challenge that was created a moment ago', async () => {
    const brand = await makeBrand(world)
    const challengeId = newId('Challenge')
    const [answer] = await Promise.all([
      sponsor(world, { challengeId, brandId: brand.id }),
      new Promise((resolve) => setTimeout(resolve, 300)).then(() => world.happen(challengeChanged(challengeId))),
    ])
    expect(answer.codes).toEqual([])
  })

  it('is the only one of its challenge, even when two are agreed at the same time', async () => {
    const [first, second] = [await makeBrand(world), await makeBrand(world)]
    const challengeId = newId('Challenge')
    await world.happen(challengeChanged(challengeId))
    const answers = await Promise.all(
      [first, second, first, second].map((brand) => sponsor(world, { challengeId, brandId: brand.id })),
    )
    expect(answers.flatMap((answer) => answer.codes)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
    expect(
      await world.database.connection.collection('sponsorships').countDocuments({ brandId: { $in: [first.id, second.id] } }),
    ).toBe(1)
    expect((await sponsor(world, { challengeId, brandId: first.id })).codes).toEqual(['CONFLICT'])
  })

  it('needs an open challenge, an existing brand and a product of this brand', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const foreign = await makeProduct(world, other.id)
    const [open, ended, cancelled] = [newId('Challenge'), newId('Challenge'), newId('Challenge')]
    await world.happen(
      challengeChanged(open),
      challengeChanged(ended, { startsAtMs: Date.now() - 2 * DAY_MS, endsAtMs: Date.now() - DAY_MS }),
      challengeChanged(cancelled, { cancelled: true }),
    )
    const ask = async (input: Record<string, unknown>) => (await sponsor(world, { brandId: brand.id, ...input })).codes
    expect(await ask({ challengeId: 'chl_01h455vb4pex5vsknk084sn02q' })).toEqual(['NOT_FOUND'])
    expect(await ask({ challengeId: 'nonsense' })).toEqual(['NOT_FOUND'])
    expect(await ask({ challengeId: ended })).toEqual(['CONFLICT'])
    expect(await ask({ challengeId: cancelled })).toEqual(['CONFLICT'])
    expect(await ask({ challengeId: open, brandId: newId('Brand') })).toEqual(['NOT_FOUND'])
    expect(await ask({ challengeId: open, productId: newId('Product') })).toEqual(['NOT_FOUND'])
    expect(await ask({ challengeId: open, productId: foreign })).toEqual(['BAD_USER_INPUT'])
    expect(await ask({ challengeId: open, termsUrl: 'https://u:p@x.example/' })).toEqual(['BAD_USER_INPUT'])
    // No refused call has stored anything.
    expect(await ask({ challengeId: open })).toEqual([])
  })

  it('survives changes of the challenge, also late ones', async () => {
    const brand = await makeBrand(world)
    const challengeId = await sponsored(world, brand.id, { revision: 3, title: 'third' })
    await world.happen(challengeChanged(challengeId, { revision: 4, title: 'fourth' }))
    await world.happen(challengeChanged(challengeId, { revision: 2, title: 'second', cancelled: true }))
    const row = await world.database.connection.collection<{ _id: string }>('challenges').findOne({ _id: challengeId })
    expect(row).toMatchObject({ title: 'fourth', cancelled: false, sponsorBrandId: brand.id })
  })
})

describe('endSponsorship', () => {
  it('is for staff and for keys of the sponsor with CAMPAIGN_WRITE, and leaves one line in the trail', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const [id, open] = [await sponsored(world, brand.id), newId('Challenge')]
    await world.happen(challengeChanged(open))
    const end = async (caller: Caller, challengeId = id) =>
      (await world.ask('mutation($id: ID!) { endSponsorship(challengeId: $id) { id } }', { id: challengeId }, caller)).codes
    expect(await end(anonymous)).toEqual(['UNAUTHENTICATED'])
    expect(await end(athleteCaller(newId('Athlete')))).toEqual(['FORBIDDEN'])
    expect(await end(partnerOf(brand.id, ['CAMPAIGN_READ']))).toEqual(['FORBIDDEN'])
    expect(await end(partnerOf(other.id, ['CAMPAIGN_WRITE']))).toEqual(['NOT_FOUND'])
    expect([await end(staff, open), await end(staff, 'nonsense')]).toEqual([['NOT_FOUND'], ['NOT_FOUND']])
    const sponsorOf = async () => (await rows.findOne({ _id: id }))?.sponsorBrandId
    const rows = world.database.connection.collection<{ _id: string; sponsorBrandId: string | null }>('challenges')
    expect(await sponsorOf()).toBe(brand.id)
    const answers = await Promise.all([end(staff), end(partnerOf(brand.id, ['CAMPAIGN_WRITE']))])
    expect(answers).toEqual([[], []])
    expect(await sponsorOf()).toBeNull()
    const acts = { brandId: brand.id, act: 'SPONSORSHIP_ENDED', subjectId: id }
    expect(await world.database.connection.collection('partner_audit').countDocuments(acts)).toBe(1)
    await world.settle()
    const { bus } = world.runtime
    const last = await bus.manager.streams.getMessage(bus.names.events, {
      last_by_subj: `${world.runtime.config.namespace}.evt.sponsorship.ended.v1`,
    })
    expect(last?.json()).toMatchObject({ data: { challengeId: id, brandId: brand.id } })
  })
})

describe('Challenge.sponsorship', () => {
  const SPONSORSHIPS =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Challenge { id sponsorship { brand { slug } } } } }'
  const asked = async (ids: readonly string[], caller = anonymous) =>
    world.ask(SPONSORSHIPS, { r: ids.map((id) => ({ __typename: 'Challenge', id })) }, caller)

  it('is null for a challenge without a sponsor and for an unknown challenge', async () => {
    const challengeId = newId('Challenge')
    await world.happen(challengeChanged(challengeId))
    const { data, errors } = await asked([challengeId, newId('Challenge'), 'nonsense'])
    expect(errors).toEqual([])
    expect(data._entities).toEqual([{ id: challengeId, sponsorship: null }, null, null])
  })

  it('is read for a whole page in one query', async () => {
    const brand = await makeBrand(world)
    const ids = [await sponsored(world, brand.id), await sponsored(world, brand.id), await sponsored(world, brand.id)]
    const commands = await commandsOf(world.database, async () => {
      const { data } = await asked(ids)
      expect(data._entities).toEqual(ids.map((id) => ({ id, sponsorship: { brand: { slug: brand.slug } } })))
    })
    expect(commands.toSorted()).toEqual(['brands.find', 'challenges.find', 'sponsorships.find'])
  })

  it('of a club’s challenge is visible only to members, from when they join until they leave', async () => {
    const brand = await makeBrand(world)
    const clubId = newId('Club')
    const [member, asking] = [newId('Athlete'), newId('Athlete')]
    const challengeId = await sponsored(world, brand.id, { clubId })
    await world.happen(membership(clubId, member, 1, 'ACTIVE'), membership(clubId, asking, 1, 'REQUESTED'))
    const seenBy = async (caller: typeof anonymous) => (await asked([challengeId], caller)).data._entities[0]
    const shown = { id: challengeId, sponsorship: { brand: { slug: brand.slug } } }
    expect(await seenBy(athleteCaller(member))).toEqual(shown)
    expect(await seenBy(staff)).toEqual(shown)
    expect(await seenBy(anonymous)).toBeNull()
    expect(await seenBy(athleteCaller(asking))).toBeNull()
    expect(await seenBy(athleteCaller(newId('Athlete')))).toBeNull()
    await world.happen(membership(clubId, member, 3, 'NONE'))
    await world.happen(membership(clubId, member, 2, 'ACTIVE'))
    expect(await seenBy(athleteCaller(member))).toBeNull()
  })

  it('of a club’s challenge is public when the event says so', async () => {
    const brand = await makeBrand(world)
    const challengeId = await sponsored(world, brand.id, { clubId: newId('Club'), isPublic: true })
    expect((await asked([challengeId])).data._entities[0]?.sponsorship).toEqual({ brand: { slug: brand.slug } })
  })
})

describe('Brand.challenges', () => {
  const QUERY = `query($slug: String!, $status: ChallengeStatus, $first: Int, $after: String) {
    brand(slug: $slug) { challenges(status: $status, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id } }
    } }
  }`
  type Edge = { node: { id: string } }

  it('lists the visible challenges by status, the newest start first', async () => {
    const brand = await makeBrand(world)
    const clubId = newId('Club')
    const member = newId('Athlete')
    const now = Date.now()
    const active = await sponsored(world, brand.id, { startsAtMs: now - DAY_MS })
    const upcoming = await sponsored(world, brand.id, { startsAtMs: now + DAY_MS, endsAtMs: now + 2 * DAY_MS })
    const hidden = await sponsored(world, brand.id, { startsAtMs: now - 2 * DAY_MS, clubId })
    const gone = await sponsored(world, brand.id, { startsAtMs: now - 3 * DAY_MS })
    const over = await sponsored(world, brand.id, { startsAtMs: now - 4 * DAY_MS })
    await world.happen(
      challengeChanged(gone, { revision: 2, cancelled: true, startsAtMs: now - 3 * DAY_MS }),
      challengeChanged(over, { revision: 2, startsAtMs: now - 4 * DAY_MS, endsAtMs: now - DAY_MS }),
      membership(clubId, member, 1, 'ACTIVE'),
    )
    const list = async (variables: Record<string, unknown> = {}, caller = anonymous) => {
      const { challenges } = (await world.ask(QUERY, { slug: brand.slug, ...variables }, caller)).data.brand
      expect(challenges.totalCount).toBe(challenges.edges.length)
      return challenges.edges.map((edge: Edge) => edge.node.id)
    }
    expect(await list()).toEqual([upcoming, active, gone, over])
    expect(await list({}, athleteCaller(member))).toEqual([upcoming, active, hidden, gone, over])
    expect(await list({ status: 'ACTIVE' })).toEqual([active])
    expect(await list({ status: 'UPCOMING' })).toEqual([upcoming])
    expect(await list({ status: 'CANCELLED' })).toEqual([gone])
    expect(await list({ status: 'ENDED' })).toEqual([over])
  })

  it('fills its pages although the viewer may not see some challenges', async () => {
    const brand = await makeBrand(world)
    const now = Date.now()
    const open: string[] = []
    for (let day = 1; day <= 6; day += 1) {
      const hidden = day % 2 === 0
      const id = await sponsored(world, brand.id, {
        startsAtMs: now - day * DAY_MS,
        ...(hidden ? { clubId: newId('Club') } : {}),
      })
      if (!hidden) open.push(id)
    }
    const seen: string[] = []
    let after: string | null = null
    for (let page = 0; page < 5; page += 1) {
      const { data } = await world.ask(QUERY, { slug: brand.slug, first: 2, after })
      const { challenges } = data.brand
      expect(challenges.totalCount).toBe(3)
      seen.push(...challenges.edges.map((edge: Edge) => edge.node.id))
      after = challenges.pageInfo.endCursor
      if (!challenges.pageInfo.hasNextPage) break
      expect(challenges.edges).toHaveLength(2)
    }
    expect(seen).toEqual(open)
  })
})
