import { newId } from '@gruppetto/graph'
import { unless } from '../../demo/api.ts'
import { measureAloneWithCost } from '../alone.ts'
import { type Athlete, follow, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { lookAlone, lookOnce } from '../look.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { Queried } from '../platform-messages.ts'
import { type Question, queriesFor, requireNoGrowth, smallOf } from '../two-sizes.ts'
import type { World } from '../world.ts'

const FOLLOWERS = 'query ($id: ID!) { athlete(id: $id) { followerCount followers(first: 20) { edges { node { id } } } } }'
const FOLLOWING = 'query ($id: ID!) { athlete(id: $id) { followingCount following(first: 20) { edges { node { id } } } } }'
const RELATION = 'query ($id: ID!) { athlete(id: $id) { viewerFollow } }'
const SUGGESTIONS = '{ viewer { suggestions(first: 10) { athlete { id } } } }'
const FEED = '{ viewer { feed(first: 20) { edges { node { id } } } } }'
/** How many follow the same athlete, and whom each of the others follows. */
const EDGES_EACH = 10
const FRIENDS = 8
/** How many of the people each friend follows at most, in a graph of any size. */
const FOLLOWED = 200

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

/** Athletes who do not exist. */
const peopleFor = (edges: number): readonly string[] =>
  Array.from({ length: Math.max(EDGES_EACH * 2, Math.ceil(edges / EDGES_EACH)) }, () => newId('Athlete'))

interface Graph {
  readonly people: readonly string[]
  readonly star: Athlete
  readonly friends: readonly Athlete[]
}

/** Writes the edges `from` to `until` of a graph: each of the people follows the next ones in a ring, and a tenth of all edges lead to one star. */
const fill = async (world: World, { people, star, friends }: Graph, from: number, until: number): Promise<void> => {
  // A list leaves out whom nobody knows.
  const account = {
    database: 'social',
    collection: 'relations_accounts',
    id: star.id,
    prefix: '',
    field: null,
    order: null,
  } as const
  const isLast = until >= people.length * EDGES_EACH
  const ids = people.slice(Math.ceil(from / EDGES_EACH), isLast ? people.length : Math.ceil(until / EDGES_EACH))
  await world.platform.copies({ ...account, ids })
  const at = (index: number) => people[index % people.length] ?? ''
  const startMs = Date.now() - (until - from)
  let rows: object[] = []
  if (from === 0) {
    const followed = ids.slice(0, FOLLOWED)
    const edges = friends.flatMap((friend) => followed.map((id, index) => edge(friend.id, id, startMs - index)))
    await world.platform.insert('social', 'follows', edges)
  }
  for (let made = from; made < until; made += 1) {
    const [person, step] = [Math.floor(made / EDGES_EACH), made % EDGES_EACH]
    const friend = friends[person % friends.length]
    // Those whom the viewer follows are followed by many.
    const followee = step === 0 ? star.id : step === 1 && friend !== undefined ? friend.id : at(person + step)
    rows.push(edge(at(person), followee, startMs + made - from))
    if (rows.length === BATCH || made === until - 1) {
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

interface Taken {
  readonly cpuMs: number
  readonly queried: Queried | null
}

/** Asks each question alone. Returns what each took of the platform; null where the database was too slow for an answer. */
const measure = async (world: World, sheet: Sheet, { group, questions, runs }: Asked): Promise<readonly (Taken | null)[]> => {
  const taken: (Taken | null)[] = []
  for (const question of questions) {
    const { name, ask } = question
    await unless(
      'SERVICE_UNAVAILABLE',
      () => ask(),
      async () => undefined,
    )
    const patience = { runs, budgetMs: BUDGET_MS }
    const { asked, unanswered, cost } = await measureAloneWithCost(world, sheet, [group, name], patience, ask)
    taken.push(unanswered > 0 ? null : { cpuMs: cost.cpuMs / asked, queried: await queriesFor(world, sheet, group, question) })
  }
  return taken
}

/** What the platform asks the database for these questions, asked past it. */
const lookInto = async (
  world: World,
  sheet: Sheet,
  group: string,
  { viewer, star, friends }: { readonly viewer: Athlete; readonly star: Athlete; readonly friends: readonly Athlete[] },
): Promise<void> => {
  const rows = { database: 'social', collection: 'follows' } as const
  const newest = { changedAt: -1, _id: -1 } as const
  const state = 'FOLLOWING'
  const page = { ...rows, filter: { followeeId: star.id, state }, sort: newest, limit: 21 }
  await lookAlone(world, sheet, { group, name: 'a page of followers', look: page }, 3)
  const asked = {
    'a page of whom somebody follows': { filter: { followerId: viewer.id, state }, sort: newest, limit: 21 },
    'a relation': { filter: { _id: { $in: [`${viewer.id}:${star.id}`, `${star.id}:${viewer.id}`] } }, sort: {}, limit: 2 },
    'whom the followed follow': {
      filter: { followerId: { $in: friends.map(({ id }) => id) }, state },
      sort: newest,
      limit: 400,
    },
  }
  for (const [name, look] of Object.entries(asked)) await lookOnce(world, sheet, { group, name, look: { ...rows, ...look } })
}

/** Suggestions are kept in memory for a while: each of these athletes asks for the first time. */
const measureAnew = async (world: World, sheet: Sheet, group: string, friends: readonly Athlete[]): Promise<void> => {
  const patience = { runs: friends.length, budgetMs: BUDGET_MS }
  const ask = async (run: number) => friends[run]?.api.ask(SUGGESTIONS)
  await measureAloneWithCost(world, sheet, [group, 'suggestions, gathered anew'], patience, ask)
}

/** How many times as many edges the large graph has as the small one. */
const LARGER = 100

/**
 * Measures queries about follows in a graph, and in one with a hundred times as many edges: none may need more commands there, or get more rows, and
 * none may read a whole collection.
 */
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
  const graph = { people: peopleFor(edges), star, friends }
  // A tenth of the edges lead to the star.
  const fewer = EDGES_EACH * smallOf(Math.ceil(edges / EDGES_EACH), LARGER)
  await fill(world, graph, 0, fewer)
  const few = await measure(world, sheet, { group: `${fewer} edges`, questions, runs })
  await lookInto(world, sheet, `${fewer} edges`, { viewer, star, friends })
  await measureAnew(world, sheet, `${fewer} edges`, friends.slice(0, FRIENDS / 2))
  world.say(`  (a graph of ${edges} edges)`)
  const from = performance.now()
  await fill(world, graph, fewer, edges)
  const group = `${edges} edges`
  sheet.put(group, 'written to the database', ((edges - fewer) * 1_000) / (performance.now() - from), 'edges/s')
  const many = await measure(world, sheet, { group, questions, runs })
  await lookInto(world, sheet, group, { viewer, star, friends })
  await measureAnew(world, sheet, group, friends.slice(FRIENDS / 2))
  for (const [index, { name }] of questions.entries()) {
    const [before, after] = [few[index] ?? null, many[index] ?? null]
    if (before === null || after === null) continue
    sheet.put(group, `${name}, CPU of the platform to that with ${fewer} edges`, after.cpuMs / before.cpuMs, 'times')
    requireNoGrowth(name, before.queried, after.queried)
  }
}
