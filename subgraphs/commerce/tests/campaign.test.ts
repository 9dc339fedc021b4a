import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  challengeChanged,
  makeBrand,
  makeProduct,
  openWorld,
  participation,
  partnerOf,
  scored,
  sponsor,
  sponsored,
  staff,
  type World,
} from './world.ts'

let aheadMs = 0
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
})
afterAll(() => world.close())

const DAY_MS = 86_400_000
const REPORT = `query ($brandId: ID, $id: ID!) { partner(brandId: $brandId) { campaignReport(challengeId: $id) {
  participants completions activities distanceMeters offerClicks byDay { date joined completed } } } }`
const reader = (brandId: string) => partnerOf(brandId, ['CAMPAIGN_READ', 'LEADERBOARD_READ'])
/** The report as it is counted now: what was counted a moment ago is not kept for this. */
const reportOf = async (id: string, caller: Caller) => {
  aheadMs += 6_000
  const { data, errors } = await world.ask(REPORT, { id }, caller)
  expect(errors).toEqual([])
  return data.partner.campaignReport
}
const get = (path: string, caller: Caller, headers: Record<string, string> = {}) =>
  callRoute([publicRoutesOf(world.subgraph)], { method: 'GET', url: path, headers }, caller)
const boardFile = (id: string) => `/partner/challenges/${id}/leaderboard.csv`
const reportFile = (id: string) => `/partner/challenges/${id}/report.csv`

/** Twelve athletes who joined two and three days ago, with a name, a score, and every second of them with consent. */
const crowd = async (challengeId: string, count = 12) => {
  const athletes = Array.from({ length: count }, (_, index) => ({ id: newId('Athlete'), index }))
  await world.happen(
    ...athletes.flatMap(({ id, index }) => [
      athleteChanged(id, { displayName: `Athlete ${index}` }),
      participation(challengeId, id, {
        sharesWithBrand: index % 2 === 0,
        joinedAtMs: Date.now() - (index < 10 ? 3 : 2) * DAY_MS,
      }),
      scored(challengeId, id, 10_000.5 + index, {
        activities: 2,
        distanceMeters: 10_000.5 + index,
        completedAtMs: index < 3 ? Date.now() - DAY_MS : null,
      }),
    ]),
  )
  return athletes.map(({ id }) => id)
}

describe('the report of a campaign', () => {
  it('adds up with the board, page by page', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await crowd(id)
    const entries: { score: number; completed: boolean }[] = []
    let [after, more]: [string | null, boolean] = [null, true]
    while (more) {
      const { data } = await world.ask(
        'query ($id: ID!, $after: String) { partner { leaderboard(challengeId: $id, first: 5, after: $after) { entries { score completed } pageInfo { hasNextPage endCursor } } } }',
        { id, after },
        reader(brand.id),
      )
      const { leaderboard } = data.partner
      entries.push(...leaderboard.entries)
      ;[after, more] = [leaderboard.pageInfo.endCursor, leaderboard.pageInfo.hasNextPage]
    }
    const report = await reportOf(id, reader(brand.id))
    expect(report).toMatchObject({
      participants: entries.length,
      completions: entries.filter(({ completed }) => completed).length,
      distanceMeters: entries.reduce((sum, { score }) => sum + Math.round(score * 10), 0) / 10,
      activities: 20,
      offerClicks: 0,
    })
    // The two who joined later are not told apart: with them the ten would be, so all wait for more.
    expect(report.byDay).toEqual([])
  })

  it('follows edits, deletions, leaving and erasure, whatever comes twice or late', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const athletes = await crowd(id, 13)
    const partner = reader(brand.id)
    const before = await reportOf(id, partner)
    const edited = scored(id, athletes[0] ?? '', 500, { revision: 2, activities: 1, distanceMeters: 500 })
    await world.happen(edited, edited)
    await world.happen(scored(id, athletes[0] ?? '', 9, { revision: 1, activities: 9, distanceMeters: 9 }))
    const after = await reportOf(id, partner)
    expect(after).toMatchObject({ participants: 13, completions: 2 })
    expect(after.distanceMeters).toBeCloseTo(before.distanceMeters - 10_000.5 + 500, 5)
    await world.happen(participation(id, athletes[1] ?? '', { revision: 2, participating: false }))
    expect(await reportOf(id, partner)).toMatchObject({ participants: 12, completions: 1 })
    await world.happen(athleteChanged(athletes[2] ?? '', { revision: 2, deleted: true }))
    expect(await reportOf(id, partner)).toMatchObject({ participants: 11, completions: 0 })
    await world.happen(
      participation(id, athletes[3] ?? '', { revision: 2, participating: false }),
      participation(id, athletes[4] ?? '', { revision: 2, participating: false }),
    )
    // Nine are a small group.
    expect(await reportOf(id, partner)).toMatchObject({ participants: 9, activities: null, distanceMeters: null, byDay: [] })
  })

  it('counts the days in the zone of the brand, and all of them once the challenge is settled', async () => {
    const brand = await makeBrand(world, { timeZone: 'Pacific/Kiritimati' })
    const id = await sponsored(world, brand.id, { endsAtMs: Date.now() + 60_000, settlesAtMs: Date.now() + 120_000 })
    const noon = Date.parse(`${new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10)}T12:00:00Z`)
    const athletes = Array.from({ length: 11 }, () => newId('Athlete'))
    await world.happen(...athletes.map((athlete) => participation(id, athlete, { joinedAtMs: noon })))
    const nextDay = new Date(noon + DAY_MS).toISOString().slice(0, 10)
    const joinedOf = async () =>
      (await reportOf(id, reader(brand.id))).byDay.filter(({ joined }: { joined: number }) => joined > 0)
    expect(await joinedOf()).toEqual([{ date: nextDay, joined: 11, completed: 0 }])
    await world.happen(participation(id, newId('Athlete'), { joinedAtMs: noon + DAY_MS }))
    expect(await joinedOf()).toEqual([])
    aheadMs += 180_000
    const dayAfter = new Date(noon + 2 * DAY_MS).toISOString().slice(0, 10)
    expect(await joinedOf()).toEqual([{ date: dayAfter, joined: 12, completed: 0 }])
    aheadMs -= 180_000
  })

  it('counts the clicks on the product of the sponsorship since it was agreed', async () => {
    const brand = await makeBrand(world)
    const productId = await makeProduct(world, brand.id)
    const challengeId = await sponsored(world, (await makeBrand(world)).id)
    const own = newId('Challenge')
    await world.happen(challengeChanged(own))
    await sponsor(world, { challengeId: own, brandId: brand.id, productId })
    const clicks = world.database.connection.collection<{ _id: string }>('product_clicks')
    const click = (clickedAt: Date) => ({ _id: newId('AuditEntry'), productId, brandId: brand.id, athleteId: null, clickedAt })
    await clicks.insertMany([
      click(new Date(0)),
      click(new Date(world.runtime.now() + 1_000)),
      click(new Date(world.runtime.now() + 2_000)),
    ])
    expect(await reportOf(own, reader(brand.id))).toMatchObject({ offerClicks: 2 })
    // A challenge of another brand is as unknown as one that does not exist.
    for (const id of [challengeId, newId('Challenge'), 'x']) {
      expect((await world.ask(REPORT, { id }, reader(brand.id))).codes).toEqual(['NOT_FOUND'])
    }
  })

  it('is for keys with CAMPAIGN_READ and for staff', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const lacking = await world.ask(REPORT, { id }, partnerOf(brand.id, ['LEADERBOARD_READ']))
    expect(lacking.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', missingScopes: ['CAMPAIGN_READ'] } }])
    expect((await world.ask(REPORT, { id, brandId: brand.id }, staff)).data.partner.campaignReport).toMatchObject({
      participants: 0,
    })
    expect((await world.ask(REPORT, { id, brandId: brand.id }, athleteCaller(newId('Athlete')))).codes).toEqual(['FORBIDDEN'])
  })
})

describe('the files of a campaign', () => {
  it('have the board as the brand may see it, with names that no spreadsheet runs', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const [ana, bor, eva] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
    await world.happen(
      athleteChanged(ana, { displayName: '=HYPERLINK("http://evil.example"),x', country: 'SI' }),
      athleteChanged(bor, { displayName: 'Bor' }),
      athleteChanged(eva, { displayName: 'Eva' }),
      participation(id, ana),
      participation(id, bor, { sharesWithBrand: false }),
      participation(id, eva),
      scored(id, ana, 20.5),
      scored(id, bor, 20.5, { completedAtMs: Date.now() }),
    )
    const file = await get(boardFile(id), reader(brand.id))
    expect(file.statusCode).toBe(200)
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    const lines = file.body.split('\r\n')
    expect(lines[0]).toBe('rank,name,athlete_id,country,score,completed')
    expect(lines.slice(1, 3).toSorted()).toEqual([
      `1,"'=HYPERLINK(""http://evil.example""),x",${ana},SI,20.5,false`,
      '1,Athlete,,,20.5,true',
    ])
    expect(lines.slice(3)).toEqual([`3,Eva,${eva},SI,0,false`, ''])
    const tag = String(file.headers.etag)
    const again = await get(boardFile(id), reader(brand.id), { 'if-none-match': tag })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    // A consent that is withdrawn is gone from the file with the next request.
    await world.happen(participation(id, ana, { revision: 2, sharesWithBrand: false }))
    const after = await get(boardFile(id), reader(brand.id), { 'if-none-match': tag })
    expect(after.statusCode).toBe(200)
    expect(after.body).not.toContain('HYPERLINK')
    expect(after.body).not.toContain(ana)
  })

  it('go on over pages of a long board', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    const rows = Array.from({ length: 2_005 }, (_, index) => {
      const athleteId = newId('Athlete')
      const revisions = { participationRevision: 1, scoreRevision: 1, updatedAt: new Date(1_000) }
      const state = { participating: true, sharesWithBrand: false, score: 5_000 - Math.floor(index / 2), completedAt: null }
      return { _id: `${id}:${athleteId}`, challengeId: id, athleteId, ...state, ...revisions, reachedAt: new Date(index) }
    })
    await world.database.connection.collection<{ _id: string }>('board_rows').insertMany(rows)
    const lines = (await get(boardFile(id), reader(brand.id))).body.trimEnd().split('\r\n').slice(1)
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(rows.map((_, index) => Math.floor(index / 2) * 2 + 1))
  })

  it('have the report', async () => {
    const brand = await makeBrand(world)
    const id = await sponsored(world, brand.id)
    await crowd(id)
    const report = await reportOf(id, reader(brand.id))
    const file = await get(reportFile(id), reader(brand.id))
    expect(file.body.split('\r\n')).toEqual([
      'date,joined,completed,activities,distance_meters,offer_clicks',
      `total,12,3,20,${report.distanceMeters},0`,
      '',
    ])
  })

  it('are for keys of the sponsor with the scope, and for nobody else', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const id = await sponsored(world, brand.id)
    for (const path of [boardFile(id), reportFile(id)]) {
      const statusOf = async (caller: Caller) => (await get(path, caller)).statusCode
      expect(await statusOf(anonymous)).toBe(401)
      expect(await statusOf(staff)).toBe(401)
      expect(await statusOf(partnerOf(brand.id, ['KEYS_MANAGE']))).toBe(403)
      expect(await statusOf(reader(other.id))).toBe(404)
    }
    expect((await get(boardFile(newId('Challenge')), reader(brand.id))).statusCode).toBe(404)
  })
})
