import { type Api, openApi } from '../../demo/api.ts'
import { type Athlete, follow, signUp } from '../athletes.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { inLanes, timed, timedRuns } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import { OWNERS, type Owner } from '../profile-shares.ts'
import { hourOfRide } from '../recordings.ts'
import { cpuMs as cpuMsOf, percentile } from '../statistics.ts'
import type { World } from '../world.ts'
import { readByGarmin } from './stages.ts'

export const FEED = `{
  viewer {
    feed(first: 20) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          __typename id at
          athlete { id handle displayName avatarUrl }
          ... on ActivityFeedItem {
            activity {
              id name sport startedAt distanceMeters movingSeconds elevationGainMeters
              kudosCount commentCount viewerHasGivenKudos
            }
          }
        }
      }
    }
  }
}`
/** The smallest query of a signed-in athlete: it shows what any request costs. */
export const SMALLEST = '{ viewer { id } }'
/** So many of them are asked for each feed: one alone takes less than a sample of a CPU profile. */
const SMALL_FOR_ONE = 20
const SETUP_LANES = 6
/** What is aimed at is their part of a page: the rest is libraries, Node and what it collects. */
const OWN: readonly Owner[] = ['gateway', 'running documents in subgraphs', 'loaders, stores and own code of subgraphs']
const DAY_MS = 86_400_000

interface Counts {
  readonly followed: number
  readonly itemsEach: number
}

const share = async (world: World, who: Athlete, index: number, reader: Athlete, friends: readonly Athlete[]): Promise<void> => {
  const query = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
  const startedAt = new Date(Date.now() - (index + 1) * DAY_MS - world.next() * 1000).toISOString()
  const input = {
    name: 'Ride',
    sport: 'RIDE',
    startedAt,
    timeZone: 'Europe/Zurich',
    elapsedSeconds: 3600,
    distanceMeters: 30_000,
  }
  const { id } = (await who.api.ask<{ createManualActivity: { id: string } }>(query, { input })).createManualActivity
  const friend = friends.filter(({ id: other }) => other !== who.id).slice(0, 1)
  const givers = index % 2 === 0 ? [reader, ...friend] : friend
  for (const giver of givers) await giver.api.ask('mutation ($id: ID!) { giveKudos(subjectId: $id) { id } }', { id })
  if (index % 2 === 0) {
    const comment = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }'
    await who.api.ask(comment, { input: { subjectId: id, text: 'Windy.' } })
  }
}

export const readerOf = async (world: World, { followed, itemsEach }: Counts): Promise<Athlete> => {
  world.say(`  (an athlete who follows ${followed} others, ${followed * itemsEach} activities)`)
  const reader = await signUp(world.url)
  const others = await world.athletes(followed)
  // One after the other, because each one updates the reader's row and many at once would conflict.
  for (const other of others) await follow(reader, other)
  await world.platform.rest()
  const rounds = Array.from({ length: itemsEach }, (_, index) => index)
  await inLanes(others, SETUP_LANES, async (other) => {
    for (const index of rounds) await share(world, other, index, reader, others)
  })
  await world.platform.rest()
  return reader
}

interface FeedAnswer {
  readonly viewer: {
    readonly feed: {
      readonly edges: readonly {
        readonly node: { readonly __typename: string; readonly athlete: object | null; readonly activity?: object | null }
      }[]
    }
  }
}

const check = async (reader: Athlete, items: number): Promise<void> => {
  const { edges } = (await reader.api.ask<FeedAnswer>(FEED)).viewer.feed
  // Badges and other achievements stand among the activities.
  const isWhole = (node: FeedAnswer['viewer']['feed']['edges'][number]['node']) =>
    node.athlete !== null && (node.__typename !== 'ActivityFeedItem' || (node.activity !== null && node.activity !== undefined))
  const whole = edges.filter(({ node }) => isWhole(node))
  // The followed athletes may have more activities from other parts. Each item must be complete in any case.
  if (edges.length < Math.min(20, items) || whole.length < edges.length)
    throw new Error(`the feed has ${whole.length} whole items of ${edges.length}`)
}

/**
 * Measures the latency of single requests, requests a second at several concurrencies, and the platform's cost of one request.
 */
export const feed = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const counts = quick ? { followed: 3, itemsEach: 1 } : { followed: 50, itemsEach: full ? 4 : 2 }
  const reader = await readerOf(world, counts)
  await check(reader, counts.followed * counts.itemsEach)
  const ask = (query: string) => reader.api.ask(query)
  const [warmUp, sequential, wide] = quick ? [2, 4, 8] : full ? [150, 400, 800] : [60, 150, 250]
  for (let request = 0; request < warmUp; request += 1) {
    await ask(FEED)
    await ask(SMALLEST)
  }
  const feedMs: number[] = []
  const smallestMs: number[] = []
  for (let request = 0; request < sequential; request += 1) {
    feedMs.push(await timed(() => ask(FEED)))
    smallestMs.push(await timed(() => ask(SMALLEST)))
  }
  const alone = 'one request after the other'
  sheet.durations(alone, 'feed', feedMs)
  sheet.durations(alone, 'smallest query ({ viewer { id } })', smallestMs)
  const cost = await costOf(world, sequential, () => timedRuns(sequential, () => ask(FEED)))
  // The gateway's work on one answer while it waits for another is in the first of them.
  sheet.put(alone, 'feed, CPU while a subgraph answers', cost.subgraphCpuMs, 'ms CPU')
  sheet.put(alone, 'feed, CPU while none does: HTTP, gateway, answer', cost.cpuMs - cost.subgraphCpuMs, 'ms CPU')
  const coldMs: number[] = []
  for (let request = 0; request < sequential / 4; request += 1) {
    // The feed is built again from the database.
    await world.platform.forget([`feed:{${reader.id}}:state`])
    coldMs.push(await timed(() => ask(FEED)))
  }
  sheet.durations(alone, 'feed that Redis has lost', coldMs)

  // To count it would be much of what a small request costs.
  await world.platform.countSubgraphCpu(false)
  const requestsOf = (query: string) =>
    Array.from({ length: query === SMALLEST ? wide * SMALL_FOR_ONE : wide }, (_, index) => index)
  const load = async (name: string, query: string, width: number): Promise<number> => {
    const requests = requestsOf(query)
    await inLanes(requests.slice(0, width), width, async () => void (await ask(query)))
    const times: number[] = []
    const before = await world.platform.snapshot()
    const databaseBefore = world.databaseCpuMs()
    const ms = await world.platform.profiled(`feed ${name} ${width}`, () =>
      timed(() => inLanes(requests, width, async () => void times.push(await timed(() => ask(query))))),
    )
    const databaseAfter = world.databaseCpuMs()
    const after = await world.platform.snapshot()
    const group = `${name}, ${width} at once`
    const cpuMs = (after.cpuMs - before.cpuMs) / requests.length
    sheet.put(group, 'sustained', (requests.length * 1000) / ms, 'requests/s')
    sheet.durations(group, 'latency', times)
    sheet.put(group, 'CPU of the platform for a request', cpuMs, 'ms CPU')
    sheet.put(group, 'subgraph calls for a request', (after.subgraphCalls - before.subgraphCalls) / requests.length, 'calls')
    sheet.put(group, 'MongoDB commands for a request', (after.mongoCommands - before.mongoCommands) / requests.length, 'commands')
    sheet.put(group, 'platform busy meanwhile', ((after.cpuMs - before.cpuMs) / ms) * 100, '% of a core')
    if (databaseBefore !== null && databaseAfter !== null) {
      sheet.put(group, 'database busy meanwhile', ((databaseAfter - databaseBefore) / ms) * 100, '% of a core')
    }
    return cpuMs
  }
  /** Puts what the smallest query costs to what Node alone does for a request, which no gateway in Node can do without. */
  const besideBare = async (width: number, rounds: number): Promise<void> => {
    const requests = requestsOf(SMALLEST)
    const cpuOf = async (api: Api): Promise<number> =>
      (await costOf(world, requests.length, () => inLanes(requests, width, async () => void (await api.ask(SMALLEST))))).cpuMs
    const ratios: number[] = []
    const bareMs: number[] = []
    await world.platform.beside(JSON.stringify({ data: { viewer: { id: reader.id } } }), async (url) => {
      const bare = openApi(url, reader.token)
      for (let round = 0; round < rounds; round += 1) {
        const [own, alone] = [await cpuOf(reader.api), await cpuOf(bare)]
        bareMs.push(alone)
        ratios.push(own / alone)
      }
    })
    sheet.put('side by side', 'CPU of a request to Node alone, with a question to Redis', percentile(bareMs, 0.5), 'ms CPU')
    sheet.put('side by side', 'CPU of the smallest request to that', percentile(ratios, 0.5), 'times')
  }
  /** Puts whose work a request is, in CPU of the main thread: the shares of a profile, of the CPU that the platform has used meanwhile. */
  const split = async (name: string, query: string, width: number): Promise<void> => {
    const requests = requestsOf(query)
    const run = () => inLanes(requests, width, async () => void (await ask(query)))
    let cpuMs = 0
    const shares = await world.platform.shares(`${name}, by owner`, async () => {
      const before = await world.platform.snapshot()
      await run()
      cpuMs = ((await world.platform.snapshot()).cpuMs - before.cpuMs) / requests.length
    })
    const group = `${name}, whose work a request is`
    for (const owner of OWNERS) sheet.put(group, owner, shares[owner] * cpuMs, 'ms CPU')
    const ownMs = OWN.reduce((sum, owner) => sum + shares[owner] * cpuMs, 0)
    sheet.put(group, "the gateway's and the subgraphs' own", ownMs, 'ms CPU')
    if (query === FEED) {
      const ride = hourOfRide()
      const readings = Array.from({ length: quick ? 2 : 20 }, () => cpuMsOf(() => readByGarmin(ride)))
      sheet.put(
        'side by side',
        "own CPU of a feed page to Garmin's SDK reading an hour",
        ownMs / percentile(readings, 0.5),
        'times',
      )
    }
    sheet.put(group, 'all but the database driver', (1 - shares['database driver and BSON']) * cpuMs, 'ms CPU')
  }
  const feedCpu: number[] = []
  for (const width of quick ? [2] : [8, 16, 32]) feedCpu.push(await load('feed', FEED, width))
  const smallestCpu = await load('smallest query', SMALLEST, quick ? 2 : 8)
  await split('feed', FEED, quick ? 2 : 8)
  await split('smallest query', SMALLEST, quick ? 2 : 8)
  await besideBare(quick ? 2 : 8, quick ? 1 : 5)
  await world.platform.countSubgraphCpu(true)
  sheet.put('side by side', 'CPU of a feed request to the smallest', (feedCpu[0] ?? Number.NaN) / smallestCpu, 'times')
}
