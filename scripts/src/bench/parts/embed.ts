import { setTimeout as sleep } from 'node:timers/promises'
import { signUp } from '../athletes.ts'
import { askWithKey, newBrand } from '../brands.ts'
import type { Sheet } from '../figures.ts'
import { get } from '../get.ts'
import { timed } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'
import { joinedChallenge } from './challenges.ts'

const BOARD = 'query ($id: ID!) { partner { leaderboard(challengeId: $id) { embedUrl } } }'
const RIDE = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
/** How often an open page looks again while nothing changes, at most. */
const LOOK_EVERY_MS = 15_000
/** Few enough for one page, so that every change is seen. */
const PARTICIPANTS = 15

/**
 * Measures the viewers of an embedded page, as its script looks again: each at a moment of its own, every fifteen seconds, with the tag of
 * what it shows. Meanwhile the board changes.
 */
export const embed = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const viewers = crowdOf('embed', options)
  const [everyMs, rounds] = options.quick ? [500, 2] : [LOOK_EVERY_MS, options.full ? 4 : 2]
  const rider = await signUp(world.url)
  const challengeId = await joinedChallenge(world, rider)
  await world.platform.rest()
  const { id: brandId, secret } = await newBrand(world)
  await world.platform.sponsor(challengeId, brandId, rider.id, PARTICIPANTS)
  const { partner } = await askWithKey<{ partner: { leaderboard: { embedUrl: string } } }>(world, secret, BOARD, {
    id: challengeId,
  })
  const page = partner.leaderboard.embedUrl
  const first = await get(page, { 'accept-encoding': 'gzip' })

  const times: number[] = []
  const statuses = { whole: 0, unchanged: 0 }
  let bytes = 0
  const watch = async (viewer: number): Promise<void> => {
    let { etag } = first
    await sleep((viewer / viewers) * everyMs)
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now()
      const ms = await timed(async () => {
        const got = await get(page, { 'accept-encoding': 'gzip', 'if-none-match': etag })
        if (got.status === 200) statuses.whole += 1
        else if (got.status === 304) statuses.unchanged += 1
        else throw new Error(`the page answered ${got.status}`)
        bytes += got.bytes
        etag = got.etag
      })
      times.push(ms)
      if (round + 1 < rounds) await sleep(Math.max(0, everyMs - (performance.now() - from)))
    }
  }
  let isOver = false
  const changeEveryMs = everyMs / 2
  const changes = async (): Promise<number> => {
    let made = 0
    while (!isOver) {
      const startedAt = new Date(Date.now() - 3_600_000 - world.next() * 1_000).toISOString()
      const about = { name: 'Ride', sport: 'RIDE', startedAt, timeZone: 'Europe/Zurich', elapsedSeconds: 600 }
      await rider.api.ask(RIDE, { input: { ...about, distanceMeters: 5_000 } })
      made += 1
      await sleep(changeEveryMs)
    }
    return made
  }
  const before = await world.platform.snapshot()
  const from = performance.now()
  const changing = changes()
  await Promise.all(Array.from({ length: viewers }, (_, viewer) => watch(viewer)))
  const ms = performance.now() - from
  const after = await world.platform.snapshot()
  isOver = true
  const group = `${viewers} viewers who look every ${everyMs / 1_000} s`
  sheet.put(group, 'looks', (times.length * 1_000) / ms, 'requests/s')
  sheet.put(group, 'unchanged (304)', (statuses.unchanged / times.length) * 100, '% of the looks')
  sheet.put(group, 'the board changed', await changing, 'times')
  sheet.put(group, 'CPU of the platform', ((after.cpuMs - before.cpuMs) / ms) * 100, '% of a core')
  sheet.put(group, 'CPU of the platform for a look, with the changes', (after.cpuMs - before.cpuMs) / times.length, 'ms CPU')
  sheet.put(
    group,
    'MongoDB commands for a look, with the changes',
    (after.mongoCommands - before.mongoCommands) / times.length,
    'commands',
  )
  sheet.put(group, 'a look brings', bytes / times.length / 1_024, 'kB')
  sheet.durations(group, 'a look', times)
}
