import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { unless } from '../../demo/api.ts'
import { measureAloneWithCost } from '../alone.ts'
import { type Athlete, follow, signUp } from '../athletes.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { lookAlone } from '../look.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const FOLLOWERS = 'query ($id: ID!) { athlete(id: $id) { followerCount followers(first: 20) { edges { node { id } } } } }'
const FOLLOWING = 'query ($id: ID!) { athlete(id: $id) { followingCount following(first: 20) { edges { node { id } } } } }'
const RELATION = 'query ($id: ID!) { athlete(id: $id) { viewerFollow } }'
const SUGGESTIONS = '{ viewer { suggestions(first: 10) { athlete { id } } } }'
const FEED = '{ viewer { feed(first: 20) { edges { node { id } } } } }'
/** How many follow the same athlete, and whom each of the others follows. */
const EDGES_EACH = 10
const FRIENDS = 8

interface Question {
  readonly name: string
  readonly ask: () => Promise<unknown>
}

const edge = (followerId: string, followeeId: string, atMs: number) => ({
  _id: `${followerId}:${followeeId}`,
  followerId,
  followeeId,
  state: 'FOLLOWING',
  revision: 1,
  changedAt: new Date(atMs),
})

const BATCH = 20_000
/** For so long each question is asked; less often where the database is slow. */
const BUDGET_MS = 60_000

/** A graph of athletes who do not exist: each follows the next ones in a ring, and a tenth of all edges lead to one star. */
const fill = async (world: World, edges: number, star: Athlete, friends: readonly Athlete[]): Promise<void> => {
  const people = Array.from({ length: Math.max(EDGES_EACH * 2, Math.ceil(edges / EDGES_EACH)) }, () => newId('Athlete'))
  // A list leaves out whom nobody knows.
  const account = {
    database: 'social',
    collection: 'relations_accounts',
    id: star.id,
    prefix: '',
    field: null,
    order: null,
  } as const
  await world.platform.copies({ ...account, ids: people })
  const at = (index: number) => people[index % people.length] ?? ''
  const from = Date.now() - edges
  let rows: object[] = []
  for (let made = 0; made < edges; made += 1) {
    const [person, step] = [Math.floor(made / EDGES_EACH), made % EDGES_EACH]
    const friend = friends[person % friends.length]
    // Those whom the viewer follows are followed by many, and follow some, as the suggestions look for.
    const followee = step === 0 ? star.id : step === 1 && friend !== undefined ? friend.id : at(person + step)
    rows.push(edge(at(person), followee, from + made))
    if (rows.length === BATCH || made === edges - 1) {
      await world.platform.insert('social', 'follows', rows)
      rows = []
    }
  }
}

interface Asked {
  readonly group: string
  readonly questions: readonly Question[]
  readonly runs: number
}

/** Asks each question alone. Returns how many MongoDB commands each took; null where the database was too slow for an answer. */
const measure = async (world: World, sheet: Sheet, { group, questions, runs }: Asked): Promise<readonly (number | null)[]> => {
  // Jobs of the platform ask the database too.
  const idleMs = runs < 10 ? 500 : 3_000
  const idle = (await costOf(world, idleMs, () => sleep(idleMs))).mongoCommands
  const commands: (number | null)[] = []
  for (const { name, ask } of questions) {
    await unless(
      'SERVICE_UNAVAILABLE',
      () => ask(),
      async () => undefined,
    )
    const patience = { runs, budgetMs: BUDGET_MS }
    const { asked, unanswered, cost } = await measureAloneWithCost(world, sheet, [group, name], patience, ask)
    commands.push(unanswered > 0 ? null : (cost.mongoCommands - idle * cost.ms) / asked)
  }
  return commands
}

/** Suggestions are kept in memory for a while: each of these athletes asks for the first time. */
const measureAnew = async (world: World, sheet: Sheet, group: string, friends: readonly Athlete[]): Promise<void> => {
  const patience = { runs: friends.length, budgetMs: BUDGET_MS }
  const ask = async (run: number) => friends[run]?.api.ask(SUGGESTIONS)
  await measureAloneWithCost(world, sheet, [group, 'suggestions, gathered anew'], patience, ask)
}

/** What the jobs of the platform ask is not the same at each moment. */
const SLACK = 3

/** Measures queries about follows in an empty graph and in one of a million edges: none may need more commands in the large one. */
export const follows = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const edges = crowdOf('follows', options)
  const runs = options.quick ? 3 : 50
  const [viewer, star] = [await signUp(world.url), await signUp(world.url)]
  const friends = await world.athletes(FRIENDS)
  for (const friend of friends) await follow(viewer, friend)
  await follow(viewer, star)
  for (const friend of friends) await follow(friend, star)
  await world.platform.rest()
  const questions: readonly Question[] = [
    { name: 'a page of followers', ask: () => viewer.api.ask(FOLLOWERS, { id: star.id }) },
    { name: 'a page of whom somebody follows', ask: () => viewer.api.ask(FOLLOWING, { id: viewer.id }) },
    { name: 'a relation', ask: () => viewer.api.ask(RELATION, { id: star.id }) },
    { name: 'suggestions', ask: () => viewer.api.ask(SUGGESTIONS) },
    { name: 'the feed', ask: () => viewer.api.ask(FEED) },
  ]
  const few = await measure(world, sheet, { group: `${FRIENDS * 2 + 1} edges`, questions, runs })
  world.say(`  (a graph of ${edges} edges)`)
  const from = performance.now()
  await fill(world, edges, star, friends)
  const group = `${edges} edges`
  sheet.put(group, 'written to the database', (edges * 1_000) / (performance.now() - from), 'edges/s')
  const many = await measure(world, sheet, { group, questions, runs })
  const followers = { database: 'social', collection: 'follows', filter: { followeeId: star.id, state: 'FOLLOWING' } } as const
  const look = { ...followers, sort: { changedAt: -1, _id: -1 }, limit: 21 } as const
  await lookAlone(world, sheet, { group, name: 'a page of followers', look }, 3)
  await measureAnew(world, sheet, group, friends)
  for (const [index, { name }] of questions.entries()) {
    const [before, after] = [few[index] ?? null, many[index] ?? null]
    const more = before === null || after === null ? 0 : after - before
    if (more > SLACK) throw new Error(`${name} takes ${more.toFixed(1)} commands more in a large graph`)
  }
}
