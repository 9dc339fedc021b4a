import { setTimeout as sleep } from 'node:timers/promises'
import { measureAloneWithCost } from '../alone.ts'
import { type Athlete, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { lookAlone } from '../look.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { Queried } from '../platform-messages.ts'
import { type Question, queriesFor, requireNoGrowth, smallOf } from '../two-sizes.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
const PATIENCE_MS = 300_000
/** For so long each thing is measured; less often where the database is slow. */
const budgetMs = ({ full }: BenchOptions): number => (full ? 60_000 : 10_000)
const CREATE = 'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }'
const JOIN = 'mutation ($id: ID!) { joinChallenge(id: $id) { id } }'
const RIDE = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
const OWN = 'query ($id: ID!) { challenge(id: $id) { viewerEntry { rank score } } }'
const PAGE =
  'query ($id: ID!, $around: ID) { challenge(id: $id) { leaderboard(around: $around) { totalCount edges { node { rank score } } } } }'

interface Own {
  readonly challenge: { readonly viewerEntry: { readonly rank: number; readonly score: number } }
}

const newChallenge = async (maker: Athlete): Promise<string> => {
  const span = { startsAt: new Date(Date.now() - DAY_MS).toISOString(), endsAt: new Date(Date.now() + DAY_MS).toISOString() }
  const input = { title: 'A crowd', kind: 'TOTAL', metric: 'DISTANCE', sports: ['RIDE'], ...span }
  return (await maker.api.ask<{ createChallenge: { id: string } }>(CREATE, { input })).createChallenge.id
}

/** Makes a challenge that the athlete has joined. */
export const joinedChallenge = async (world: World, athlete: Athlete): Promise<string> => {
  await world.platform.rest()
  const id = await newChallenge(athlete)
  await athlete.api.ask(JOIN, { id })
  await world.platform.rest()
  return id
}

/** Uploads a ride of 5 km. Resolves when it counts. */
const scoreOne = async (world: World, rider: Athlete, id: string): Promise<void> => {
  const scoreOf = async () => (await rider.api.ask<Own>(OWN, { id })).challenge.viewerEntry.score
  const before = await scoreOf()
  const startedAt = new Date(Date.now() - 3_600_000 - world.next() * 1_000).toISOString()
  const about = { name: 'Ride', sport: 'RIDE', startedAt, timeZone: 'Europe/Zurich', elapsedSeconds: 600 }
  await rider.api.ask(RIDE, { input: { ...about, distanceMeters: 5_000 } })
  const answeredAt = performance.now()
  while (performance.now() - answeredAt < PATIENCE_MS) {
    if ((await scoreOf()) !== before) return
    await sleep(2)
  }
  throw new Error('the ride did not count')
}

/** How many times as many take part in the large size as in the small one. */
const LARGER = 10

/**
 * Measures the board of a challenge with 100,000 participants, whole and while it is built again, and one upload that counts in it. Each question is
 * asked with a tenth of them, too: none may need more queries or get more rows with all.
 */
export const challenges = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick } = options
  const count = crowdOf('challenges', options)
  const runs = quick ? 3 : 50
  const rider = await signUp(world.url)
  const id = await joinedChallenge(world, rider)
  const readPage = (around: string | null) => rider.api.ask(PAGE, { id, around })
  const questions: readonly Question[] = [
    { name: 'the first page', ask: () => readPage(null) },
    { name: 'a page around oneself', ask: () => readPage(rider.id) },
    { name: 'the own rank', ask: () => rider.api.ask(OWN, { id }) },
  ]
  const board = { database: 'clubs', collection: 'entries', filter: { challengeId: id, participating: true } } as const
  const look = { ...board, sort: { units: -1, reachedAt: 1, athleteId: 1 }, limit: 21 } as const
  const measure = async (group: string): Promise<readonly (Queried | null)[]> => {
    await scoreOne(world, rider, id)
    const queried: (Queried | null)[] = []
    for (const question of questions) {
      const { name, ask } = question
      const patience = { runs, budgetMs: budgetMs(options) }
      const { unanswered } = await measureAloneWithCost(world, sheet, [group, name], patience, ask)
      queried.push(unanswered > 0 ? null : await queriesFor(world, sheet, group, question))
    }
    await lookAlone(world, sheet, { group, name: 'the first page', look }, 3)
    const patience = { runs: quick ? 2 : 20, budgetMs: budgetMs(options) }
    await measureAloneWithCost(world, sheet, [group, 'an upload until it counts'], patience, () => scoreOne(world, rider, id))
    return queried
  }
  const [fewer, group] = [smallOf(count, LARGER), `${count} participants`]
  await world.platform.crowd(id, rider.id, fewer)
  const few = await measure(`${fewer} participants`)
  await world.platform.crowd(id, rider.id, count - fewer)
  const many = await measure(group)
  // While Redis has no board, a question begins to build it, which reads all of it once.
  if (!options.cold)
    for (const [index, { name }] of questions.entries()) requireNoGrowth(name, few[index] ?? null, many[index] ?? null)
  await world.platform.forgetBoard(id)
  const rebuildFrom = performance.now()
  const [before, databaseBefore] = [await world.platform.snapshot(), world.databaseCpuMs()]
  // Starts the rebuild. Until it is done the database answers alone, and a slow one may be too slow for the gateway.
  const isAnswered = await readPage(null).then(
    () => true,
    () => false,
  )
  if (isAnswered) sheet.put(group, 'a page while the board is built again', performance.now() - rebuildFrom, 'ms')
  await world.platform.awaitBoard(id)
  sheet.put(group, 'until the board is whole again', performance.now() - rebuildFrom, 'ms')
  const [after, databaseAfter] = [await world.platform.snapshot(), world.databaseCpuMs()]
  // On a machine with other work these say more.
  sheet.put(group, 'the board whole again, CPU of the platform', after.cpuMs - before.cpuMs, 'ms CPU')
  if (databaseBefore !== null && databaseAfter !== null)
    sheet.put(group, 'the board whole again, CPU of the database', databaseAfter - databaseBefore, 'ms CPU')
}
