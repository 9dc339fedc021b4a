import { setTimeout as sleep } from 'node:timers/promises'
import { signUp } from '../athletes.ts'
import { askWithKey, newBrand } from '../brands.ts'
import type { Sheet } from '../figures.ts'
import { get } from '../get.ts'
import { inLanes, timed } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'
import { joinedChallenge } from './challenges.ts'

const BOARD = `query ($id: ID!, $after: String) { partner { leaderboard(challengeId: $id, after: $after) {
  entries { rank name score } pageInfo { endCursor } totalCount embedUrl
} } }`
const CHANGE = 'mutation { updateBrand(input: { description: "A brand" }) { id } }'
/** Shorter than a key reads past what is kept after a change. */
const ANEW_MS = 1_500
const LANES = 32

interface Board {
  readonly partner: {
    readonly leaderboard: {
      readonly embedUrl: string
      readonly totalCount: number
      readonly pageInfo: { readonly endCursor: string }
    }
  }
}

/** Measures the board of a sponsored challenge: with an API key, and as strangers read it and follow it in a page. */
export const branded = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick, full } = options
  const count = crowdOf('branded', options)
  // By time and not by number: how long a database takes for a crowd differs by orders of magnitude.
  const measureMs = quick ? 250 : full ? 10_000 : 4_000
  const rider = await signUp(world.url)
  const challengeId = await joinedChallenge(world, rider)
  await world.platform.rest()
  const { id: brandId, secret } = await newBrand(world)
  await world.platform.sponsor(challengeId, brandId, rider.id, count)
  const group = `${count} participants`
  const read = async (after: string | null): Promise<Board['partner']['leaderboard']> =>
    (await askWithKey<Board>(world, secret, BOARD, { id: challengeId, after })).partner.leaderboard
  const first = await read(null)
  if (first.totalCount !== count + 1) throw new Error(`the board has ${first.totalCount} athletes, not ${count + 1}`)

  const cpuOf = async (name: string, work: () => Promise<number>): Promise<void> => {
    const before = await world.platform.snapshot()
    const databaseBefore = world.databaseCpuMs()
    const from = performance.now()
    const done = await work()
    const seconds = (performance.now() - from) / 1_000
    const after = await world.platform.snapshot()
    const databaseAfter = world.databaseCpuMs()
    sheet.put(group, `${name}, requests a second`, done / seconds, '/s')
    sheet.put(group, `${name}, CPU of the platform`, (after.cpuMs - before.cpuMs) / done, 'ms CPU')
    if (databaseBefore !== null && databaseAfter !== null) {
      sheet.put(group, `${name}, CPU of the database`, (databaseAfter - databaseBefore) / done, 'ms CPU')
    }
  }
  const pages = async (after: string | null, isAnew: boolean): Promise<number> => {
    const until = performance.now() + measureMs
    let changedAt = Number.NEGATIVE_INFINITY
    for (let done = 1; ; done += 1) {
      // Who has just changed something reads past what is kept.
      if (isAnew && performance.now() - changedAt > ANEW_MS) {
        await askWithKey(world, secret, CHANGE)
        changedAt = performance.now()
      }
      await read(after)
      if (performance.now() >= until) return done
    }
  }
  await cpuOf('by key, the first page', () => pages(null, true))
  await cpuOf('by key, the second page', () => pages(first.pageInfo.endCursor, true))
  // Longer than that holds.
  await sleep(2 * ANEW_MS)
  await cpuOf('by key, the first page, kept', () => pages(null, false))

  const page = first.embedUrl
  const whole = await get(page, { 'accept-encoding': 'gzip' })
  sheet.put(group, 'the page', (await get(page, {})).bytes / 1_024, 'kB')
  sheet.put(group, 'the page, zipped', whole.bytes / 1_024, 'kB')
  const many = (url: string, headers: Record<string, string>, status: number) => async (): Promise<number> => {
    const until = performance.now() + measureMs
    let done = 0
    await inLanes(Array.from({ length: LANES }), LANES, async () => {
      while (performance.now() < until) {
        const answer = await get(url, headers)
        if (answer.status !== status) throw new Error(`${url} answered ${answer.status}, not ${status}`)
        done += 1
      }
    })
    return done
  }
  await cpuOf('data for everybody, kept', many(`${page}.json`, { 'accept-encoding': 'gzip' }, 200))
  await cpuOf('page, kept', many(page, { 'accept-encoding': 'gzip' }, 200))
  await cpuOf('page, unchanged (304)', many(page, { 'accept-encoding': 'gzip', 'if-none-match': whole.etag }, 304))
  const before = await world.platform.snapshot()
  const times = await alone(page, quick)
  const after = await world.platform.snapshot()
  sheet.durations(group, 'page, the board read anew', times)
  // With what the platform does by itself while the board is forgotten.
  sheet.put(group, 'page, the board read anew, CPU of the platform', (after.cpuMs - before.cpuMs) / times.length, 'ms CPU')
  sheet.put(
    group,
    'page, the board read anew, MongoDB commands',
    (after.mongoCommands - before.mongoCommands) / times.length,
    'commands',
  )
}

/** Longer than a process keeps a board. */
const UNKEPT_MS = 600

const alone = async (page: string, quick: boolean): Promise<readonly number[]> => {
  const times: number[] = []
  for (let run = 0; run < (quick ? 3 : 20); run += 1) {
    await sleep(UNKEPT_MS)
    times.push(await timed(() => get(page, {})))
  }
  return times
}
