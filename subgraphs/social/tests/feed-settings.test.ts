import { makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, FEED, FOLLOW, openWorld, type Person, POST, subjectsOf, type World } from './world.ts'

const MONTH_MS = 31 * 24 * 3600 * 1000

const flags = makeFlagFile()
let world: World
beforeAll(async () => {
  world = await openWorld(
    { feedSize: 5, veryFollowedFrom: 2, veryFollowedCacheMs: 0, fanOutGraceMs: 0, feedGapMs: 60_000 },
    undefined,
    flags.env,
  )
})
afterAll(() => world.close())

const keysOf = async (person: Person): Promise<readonly string[]> =>
  world.runtime.redis.zrange(`feed:{${person.id}}:items`, '0', '-1')

const readToEnd = async (person: Person, first: number): Promise<readonly string[]> => {
  const seen: string[] = []
  let after: string | null = null
  do {
    const answer: Answer = await person.ask(FEED, { first, after })
    seen.push(...subjectsOf(answer))
    after = answer.viewer.feed.pageInfo.hasNextPage ? answer.viewer.feed.pageInfo.endCursor : null
  } while (after !== null)
  return seen
}

it('merges the items of very followed athletes on read, does not write them to feeds, and still sends hints', async () => {
  const [star, ana, ben, cleo] = (await world.athletes('Star', 'Ana', 'Ben', 'Cleo')) as [Person, Person, Person, Person]
  await ana.ask(FOLLOW, { id: star.id })
  await ana.ask(FOLLOW, { id: ben.id })
  const before = await world.activity(star, { at: 1_000 })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([before])
  // The second follower makes the athlete very followed.
  await cleo.ask(FOLLOW, { id: star.id })
  // This item is still fanned out: its fan-out marks the athlete.
  const marking = await world.activity(star, { at: 1_500 })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([marking, before])
  const hints: string[] = []
  const listening = world.runtime.live.subscribe('feed', ana.id, (payload) => void hints.push(payload.id ?? ''))
  const after = await world.activity(star, { at: 3_000 })
  const usual = await world.activity(ben, { at: 2_000 })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([after, usual, marking, before])
  expect(await readToEnd(ana, 1)).toEqual([after, usual, marking, before])
  listening.unsubscribe()
  expect([...hints].sort()).toEqual([after, usual].map((id) => `feed_${id.split('_')[1]}`).sort())
  const written = await keysOf(ana)
  expect(written).toContain(`feed_${usual.split('_')[1]}`)
  expect(written).not.toContain(`feed_${after.split('_')[1]}`)
  expect(await readToEnd(ben, 10)).toEqual([usual])
})

it('keeps the newest items in Redis and reads older ones from MongoDB', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  await ana.ask(FOLLOW, { id: ben.id })
  const rides: string[] = []
  for (let index = 0; index < 10; index += 1) rides.push(await world.activity(ben, { at: 1_000 + Math.floor(index / 3) }))
  await world.settle()
  const newestFirst = await readToEnd(ana, 4)
  expect([...newestFirst].sort()).toEqual([...rides].sort())
  expect(await keysOf(ana)).toHaveLength(5)
  for (let index = 0; index < 4; index += 1) rides.push(await world.activity(ben, { at: 9_000 + index }))
  await world.settle()
  expect(await keysOf(ana)).toHaveLength(5)
  for (const size of [3, 50]) {
    const seen = await readToEnd(ana, size)
    expect(seen).toHaveLength(14)
    expect(seen.slice(4)).toEqual(newestFirst)
  }
})

it('does not write a feed that was not read for a month, and rebuilds it when the athlete returns', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  await ana.ask(FOLLOW, { id: ben.id })
  const never = await world.activity(ben, { at: 1_000 })
  await world.settle()
  expect(await keysOf(ana)).toEqual([])
  expect(await readToEnd(ana, 10)).toEqual([never])
  const key = `feed:{${ana.id}}:state`
  const ttl = await world.runtime.redis.pttl(key)
  expect(ttl).toBeGreaterThan(MONTH_MS - 2 * 24 * 3600 * 1000)
  // A month passes: both keys expire.
  await world.runtime.redis.del(key, `feed:{${ana.id}}:items`)
  const away = await world.activity(ben, { at: 2_000 })
  await world.settle()
  expect(await keysOf(ana)).toEqual([])
  expect(await readToEnd(ana, 10)).toEqual([away, never])
})

it('does not use a feed that Redis evicted and a fan-out began again', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  await ana.ask(FOLLOW, { id: ben.id })
  const first = await world.activity(ben, { at: 1_000 })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([first])
  await world.runtime.redis.del(`feed:{${ana.id}}:items`)
  const second = await world.activity(ben, { at: 2_000 })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([second, first])
})

it('puts recordings of last year where they were done: one hint, and one drop of feeds, for many', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  await ana.ask(FOLLOW, { id: ben.id })
  const nowMs = world.runtime.now()
  const recent = await world.activity(ben)
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([recent])
  const hints: string[] = []
  const listening = world.runtime.live.subscribe('feed', ana.id, (payload) => void hints.push(payload.id ?? ''))
  const agoMs = (days: number) => nowMs - days * 24 * 3600 * 1000
  const oldest = await world.activity(ben, { startedAtMs: agoMs(500) })
  await world.settle()
  expect(await readToEnd(ana, 10)).toEqual([recent, oldest])
  const older = await world.activity(ben, { startedAtMs: agoMs(400) })
  const old = await world.activity(ben, { startedAtMs: agoMs(300) })
  await world.settle()
  // Its athlete sees it at once.
  expect(await readToEnd(ben, 10)).toEqual([recent, old, older, oldest])
  expect(await keysOf(ana)).not.toContain(`feed_${old.split('_')[1]}`)
  world.pass(61_000)
  await world.runJobs()
  expect(await readToEnd(ana, 1)).toEqual([recent, old, older, oldest])
  // One hint for many: whoever is watching learns that there is something to read.
  expect(hints).toEqual([`feed_${oldest.split('_')[1]}`])
  listening.unsubscribe()
  expect(
    await world.runtime.database('social').then(({ connection }) => connection.collection('feed_gaps').countDocuments()),
  ).toBe(0)
})

it('the flag feed-kinds decides what a feed shows until a filter is given', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  await ana.ask(POST, { text: 'Rest day' })
  const ride = await world.activity(ana)
  await world.settle()
  const kindsOf = async (filter?: object) =>
    (await ana.ask(FEED, { filter })).viewer.feed.edges.map(({ node }: Answer) => node.__typename).toSorted()
  const all = ['ActivityFeedItem', 'PostFeedItem']
  expect(await kindsOf()).toEqual(all)
  flags.set({ 'feed-kinds': 'activities' })
  world.pass(2000)
  expect(subjectsOf(await ana.ask(FEED))).toEqual([ride])
  expect(await kindsOf({})).toEqual(all)
  flags.set({ 'feed-kinds': 'everything' })
  world.pass(2000)
  expect(await kindsOf()).toEqual(all)
})

it('the flag mail-at-first decides whether any mail is on before it is chosen', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  const PREFERENCES = '{ viewer { notificationPreferences { kind mail } } }'
  const CHOOSE = 'mutation { setNotificationPreference(kind: GEAR_WORN, mail: true) { id } }'
  const mailed = async () =>
    (await ana.ask(PREFERENCES)).viewer.notificationPreferences.flatMap(({ kind, mail }: Answer) => (mail ? [kind] : []))
  await ana.ask(CHOOSE)
  expect((await mailed()).length).toBeGreaterThan(1)
  flags.set({ 'mail-at-first': false })
  world.pass(2000)
  expect(await mailed()).toEqual(['GEAR_WORN'])
  flags.set({})
  world.pass(2000)
  expect((await mailed()).length).toBeGreaterThan(1)
})
