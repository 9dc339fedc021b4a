import { newId } from '@gruppetto/graph'
import { type Athlete, signUp } from '../athletes.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const RIDE = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'

/** Measures an activity on its way into the feeds of those who follow its athlete and read their feeds. */
export const fanOut = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('fan-out', options)
  const author = await signUp(world.url)
  await world.platform.rest()
  const followers = Array.from({ length: count }, () => newId('Athlete'))
  const changedAt = new Date()
  await world.platform.insert(
    'social',
    'follows',
    followers.map((followerId) => ({
      _id: `${followerId}:${author.id}`,
      followerId,
      followeeId: author.id,
      state: 'FOLLOWING',
      revision: 1,
      changedAt,
    })),
  )
  // A feed gets items once it was built (see feeds.ts of social).
  await world.platform.mark(followers.map((id) => `feed:{${id}}:state`))
  const firstMs = Date.now() - 7_200_000
  // Each begins behind the one before: one of an earlier date is written to no feed.
  const ride = async ({ api }: Athlete, round: number): Promise<void> => {
    const startedAt = new Date(firstMs + round * 120_000).toISOString()
    const input = { name: 'Ride', sport: 'RIDE', startedAt, timeZone: 'Europe/Zurich', elapsedSeconds: 60, distanceMeters: 500 }
    await api.ask(RIDE, { input })
    await world.platform.rest()
  }
  const alone = await signUp(world.url)
  const rounds = options.quick ? 1 : 5
  await ride(alone, 0)
  await ride(author, 0)
  await world.chill()
  const each = Array.from({ length: rounds }, (_, round) => round + 1)
  // What an activity costs that nobody gets.
  const without = await costOf(world, rounds, async () => {
    for (const round of each) await ride(alone, round)
  })
  const cost = await costOf(world, rounds, async () => {
    for (const round of each) await ride(author, round)
  })
  const written = await world.platform.marked(followers.map((id) => `feed:{${id}}:items`))
  // A feed that Redis has lost is built when it is read, and takes nothing until then.
  const wanted = world.isCold ? 0 : count
  if (written !== wanted) throw new Error(`${written} feeds have the activity, not ${wanted}`)
  const cpuMs = cost.cpuMs - without.cpuMs
  const group = `${count} followers`
  if (!world.isCold) sheet.put(group, 'feeds written with a whole core', (count * 1_000) / cpuMs, 'rows/s')
  if (!world.isCold)
    sheet.put(group, 'feeds written, by the wall clock', (count * rounds * 1_000) / (cost.ms - without.ms), 'rows/s')
  sheet.put(group, 'CPU of the platform, above that without followers', cpuMs, 'ms CPU')
  sheet.put(group, 'MongoDB commands, above those without followers', cost.mongoCommands - without.mongoCommands, 'commands')
}
