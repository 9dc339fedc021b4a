import type { EventData } from '@gruppetto/events'
import { type Caller, newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  challengeChanged,
  event,
  makeBrand,
  openWorld,
  participation,
  partnerOf,
  scored,
  sponsor,
  sponsored,
  staff,
  type World,
} from './world.ts'

let world: World
/** What brands were told of their codes. */
const told: EventData<'sponsorship.codes-low'>[] = []
beforeAll(async () => {
  world = await openWorld()
  const worker = defineWorker({
    name: 'listener',
    on: ['sponsorship.codes-low'],
    prepare: async ({ data }) => void told.push(data),
  })
  await world.runtime.startWorkers(world.database, [worker])
})
afterAll(() => world.close())

const manager = (brandId: string): Caller => partnerOf(brandId, ['CAMPAIGN_READ', 'CAMPAIGN_WRITE'])
const add = (challengeId: string, codes: readonly string[], caller: Caller) =>
  world.ask(
    'mutation($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added duplicates } }',
    { input: { challengeId, codes } },
    caller,
  )
const stockOf = async (challengeId: string, brandId: string) => {
  const query = 'query($id: ID!) { partner { offerCodes(challengeId: $id) { added given left waiting ranOutAt runningLow } } }'
  const {
    ranOutAt,
    runningLow: _low,
    ...stock
  } = (await world.ask(query, { id: challengeId }, manager(brandId))).data.partner.offerCodes
  return { ...stock, hasRunOut: ranOutAt !== null }
}
const OFFERS =
  'query($r: [_Any!]!) { _entities(representations: $r) { ... on Challenge { sponsorship { offerCode offerStatus } } } }'
const offersOf = async (challengeIds: readonly string[], caller: Caller) => {
  const { data } = await world.ask(OFFERS, { r: challengeIds.map((id) => ({ __typename: 'Challenge', id })) }, caller)
  return data._entities.map(({ sponsorship }: { sponsorship: object }) => sponsorship)
}
const offerOf = async (challengeId: string, athleteId: string): Promise<{ offerCode: string | null; offerStatus: string }> =>
  (await offersOf([challengeId], athleteCaller(athleteId)))[0]
const athletes = (count: number): string[] => Array.from({ length: count }, () => newId('Athlete'))
const codesOf = (count: number, name = 'WIN'): string[] => Array.from({ length: count }, (_, index) => `${name}-${index}`)
const completion = (challengeId: string, athleteId: string, completedAtMs = Date.now()) => [
  participation(challengeId, athleteId, { sharesWithBrand: false }),
  scored(challengeId, athleteId, 100_000, { completedAtMs }),
]
const given = (challengeId: string) =>
  world.database.connection
    .collection<{ _id: string; code: string; athleteId: string }>('given_codes')
    .find({ challengeId })
    .toArray()

describe('the codes of a sponsored challenge', () => {
  it('are given once each to those who complete it at the same time, and the others wait for the next', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    expect((await add(id, codesOf(10), manager(brand.id))).data.addOfferCodes).toEqual({ added: 10, duplicates: 0 })
    const all = athletes(13)
    await world.happen(...all.flatMap((athlete) => completion(id, athlete)))
    const offers = await Promise.all(all.map((athlete) => offerOf(id, athlete)))
    const codes = offers.flatMap(({ offerCode }) => (offerCode === null ? [] : [offerCode]))
    expect(codes.toSorted()).toEqual(codesOf(10).toSorted())
    expect(offers.filter(({ offerStatus }) => offerStatus === 'RUN_OUT')).toHaveLength(3)
    expect(await stockOf(id, brand.id)).toEqual({ added: 10, given: 10, left: 0, waiting: 3, hasRunOut: true })
    await add(id, codesOf(4, 'MORE'), manager(brand.id))
    await world.settle()
    const later = await Promise.all(all.map((athlete) => offerOf(id, athlete)))
    expect(new Set(later.map(({ offerCode }) => offerCode)).size).toBe(13)
    expect(later.every(({ offerStatus }) => offerStatus === 'READY')).toBe(true)
    // Whoever had one has the same.
    offers.forEach(({ offerCode }, index) => {
      if (offerCode !== null) expect(later[index]?.offerCode).toBe(offerCode)
    })
    expect(await stockOf(id, brand.id)).toEqual({ added: 14, given: 13, left: 1, waiting: 0, hasRunOut: false })
  })

  it('are given to nobody twice: not when events come again, in another order, or the challenge is completed again', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await add(id, codesOf(3), staff)
    const [athlete = ''] = athletes(1)
    const [joined, done] = [participation(id, athlete), scored(id, athlete, 100_000, { completedAtMs: Date.now(), revision: 1 })]
    await world.happen(done)
    expect(await given(id)).toEqual([])
    await world.happen(joined, joined, done)
    const { offerCode } = await offerOf(id, athlete)
    expect(offerCode).toMatch(/^WIN-/)
    await world.happen(scored(id, athlete, 50_000, { revision: 2 }))
    expect(await offerOf(id, athlete)).toEqual({ offerCode: null, offerStatus: 'LOCKED' })
    await world.happen(scored(id, athlete, 110_000, { revision: 3, completedAtMs: Date.now() }))
    expect(await offerOf(id, athlete)).toEqual({ offerCode, offerStatus: 'READY' })
    await world.happen(participation(id, athlete, { revision: 2, participating: false }))
    expect((await offerOf(id, athlete)).offerCode).toBeNull()
    await world.happen(participation(id, athlete, { revision: 3 }))
    expect(await offerOf(id, athlete)).toEqual({ offerCode, offerStatus: 'READY' })
    expect(await given(id)).toHaveLength(1)
    expect(await stockOf(id, brand.id)).toMatchObject({ given: 1, left: 2 })
  })

  it('come late too: who completed the challenge before there were codes gets one, the first one first', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const [first = '', second = '', third = ''] = athletes(3)
    const now = Date.now()
    await world.happen(
      ...completion(id, third, now),
      ...completion(id, first, now - 2_000),
      ...completion(id, second, now - 1_000),
    )
    expect(await offerOf(id, first)).toEqual({ offerCode: null, offerStatus: 'NONE' })
    await add(id, codesOf(2), manager(brand.id))
    await world.settle()
    const statuses = await Promise.all([first, second, third].map(async (athlete) => (await offerOf(id, athlete)).offerStatus))
    expect(statuses).toEqual(['READY', 'READY', 'RUN_OUT'])
    expect(await stockOf(id, brand.id)).toMatchObject({ given: 2, left: 0, waiting: 1 })
  })

  it('are seen by nobody but the athlete who got them', async () => {
    const brand = await makeBrand(world)
    const [id, open] = [await sponsored(world, brand.id), newId('Challenge')]
    await world.happen(challengeChanged(open))
    const { data } = await sponsor(world, { challengeId: open, brandId: brand.id, offerCode: 'FOR-ALL' })
    expect(data.sponsorChallenge.sponsorship.offerCode).toBeNull()
    await add(id, codesOf(2), manager(brand.id))
    const [winner = '', walker = ''] = athletes(2)
    await world.happen(
      ...completion(id, winner),
      ...completion(open, winner),
      participation(id, walker),
      participation(open, walker),
    )
    expect(await offersOf([id, open], athleteCaller(winner))).toEqual([
      { offerCode: expect.stringMatching(/^WIN-/), offerStatus: 'READY' },
      { offerCode: 'FOR-ALL', offerStatus: 'READY' },
    ])
    const locked = { offerCode: null, offerStatus: 'LOCKED' }
    for (const caller of [athleteCaller(walker), athleteCaller(newId('Athlete')), anonymous, staff, manager(brand.id)]) {
      expect(await offersOf([id, open], caller), caller.kind).toEqual([locked, locked])
    }
    const commands = await commandsOf(world.database, () => offersOf([id, open], athleteCaller(winner)))
    expect(commands.filter((command) => /board_rows|given_codes/.test(command)).toSorted()).toEqual([
      'board_rows.find',
      'given_codes.find',
    ])
  })

  it('are added by the own brand alone, each once, whatever comes twice or at the same time', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const id = await sponsored(world, brand.id)
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [athleteCaller(newId('Athlete')), 'FORBIDDEN'],
      [partnerOf(brand.id, ['CAMPAIGN_READ']), 'FORBIDDEN'],
      [manager(other.id), 'NOT_FOUND'],
    ] as const) {
      expect((await add(id, ['A'], caller)).codes, caller.kind).toEqual([code])
    }
    expect((await add(id, ['A', ''], manager(brand.id))).codes).toEqual(['BAD_USER_INPUT'])
    expect(await stockOf(id, brand.id)).toMatchObject({ added: 0, left: 0, waiting: 0, hasRunOut: false })
    const answers = await Promise.all(
      [
        ['A', ' B ', 'A'],
        ['B', 'C'],
        ['C', 'D'],
      ].map((codes) => add(id, codes, manager(brand.id))),
    )
    expect(answers.flatMap(({ codes }) => codes)).toEqual([])
    expect(answers.reduce((sum, { data }) => sum + data.addOfferCodes.added, 0)).toBe(4)
    expect(answers.reduce((sum, { data }) => sum + data.addOfferCodes.duplicates, 0)).toBe(3)
    expect(await stockOf(id, brand.id)).toMatchObject({ added: 4, left: 4 })
    // The stock of another brand is as unknown as that of no challenge.
    const query = 'query($id: ID!) { partner { offerCodes(challengeId: $id) { left } } }'
    expect((await world.ask(query, { id }, manager(other.id))).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(query, { id }, partnerOf(brand.id, ['LEADERBOARD_READ']))).codes).toEqual(['FORBIDDEN'])
  })

  it('are missed by their brand: it is told once that few are left and once that none is, until it adds some', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id, { title: 'The thousand' })
    const input = { brandId: brand.id, noticeEmail: 'ops@brand.example' }
    const update = 'mutation($input: UpdateBrandInput!) { updateBrand(input: $input) { id } }'
    expect((await world.ask(update, { input: { ...input, noticeEmail: 'nobody' } }, staff)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(update, { input }, staff)).codes).toEqual([])
    const notice = '{ partner { noticeEmail } }'
    expect((await world.ask(notice, {}, manager(brand.id))).data.partner).toEqual({ noticeEmail: 'ops@brand.example' })
    expect((await world.ask(notice, {}, partnerOf(brand.id, ['LEADERBOARD_READ']))).codes).toEqual(['FORBIDDEN'])
    const isLow = async () =>
      (await world.ask('query($id: ID!) { partner { offerCodes(challengeId: $id) { runningLow } } }', { id }, manager(brand.id)))
        .data.partner.offerCodes.runningLow
    const complete = async (count: number) => {
      for (const athlete of athletes(count)) await world.happen(...completion(id, athlete))
    }
    expect(await isLow()).toBe(false)
    await add(id, codesOf(11), staff)
    const begun = told.length
    await complete(8)
    expect([told.slice(begun), await isLow()]).toEqual([[], false])
    await complete(1)
    const facts = { challengeId: id, brandId: brand.id, title: 'The thousand', noticeEmail: 'ops@brand.example' }
    expect([told.slice(begun), await isLow()]).toMatchObject([[{ ...facts, left: 2 }], true])
    await complete(1)
    expect(told.slice(begun)).toHaveLength(1)
    await complete(3)
    expect(told.slice(begun)).toMatchObject([{ left: 2 }, { left: 0 }])
    // Those who wait take the new ones one after the other, so the brand is told again.
    await add(id, codesOf(2, 'MORE'), manager(brand.id))
    await world.settle()
    expect(told.slice(begun)).toMatchObject([{ left: 2 }, { left: 0 }, { left: 1 }, { left: 0 }])
    await add(id, codesOf(300, 'MANY'), manager(brand.id))
    await complete(1)
    expect(told.slice(begun)).toHaveLength(4)
  })

  it('stay given when their athlete is erased, and nothing says any more whose they were', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await add(id, codesOf(1), manager(brand.id))
    const [athlete = '', next = ''] = athletes(2)
    await world.happen(...completion(id, athlete))
    expect(await given(id)).toHaveLength(1)
    await world.happen(event('athlete.erased', { athleteId: athlete, round: 1, at: Date.now() }))
    expect(await given(id)).toEqual([])
    await world.happen(...completion(id, next))
    expect(await offerOf(id, next)).toEqual({ offerCode: null, offerStatus: 'RUN_OUT' })
    const row = await world.database.connection.collection('offer_codes').findOne({ challengeId: id })
    expect(JSON.stringify(row)).not.toContain(athlete)
  })
})
