import { newId } from '@gruppetto/graph'
import { measureAloneWithCost } from '../alone.ts'
import { signUp } from '../athletes.ts'
import { fillClub, foundClub } from '../clubs.ts'
import type { Sheet } from '../figures.ts'
import { lookAlone } from '../look.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { Queried } from '../platform-messages.ts'
import { type Question, queriesFor, requireNoGrowth, smallOf } from '../two-sizes.ts'
import type { World } from '../world.ts'

const POST = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }'
const PAGE = `query ($id: ID!, $after: String) { club(id: $id) { memberCount posts(first: 20, after: $after) {
  edges { node { id text author { handle } kudosCount commentCount } } pageInfo { endCursor } } } }`
const MEMBERS = 'query ($id: ID!) { club(id: $id) { members(first: 20) { totalCount edges { role } } } }'

interface Page {
  readonly club: { readonly posts: { readonly edges: readonly unknown[]; readonly pageInfo: { readonly endCursor: string } } }
}

/** How many times as many members and posts the club has in the large size. */
const LARGER = 10

/**
 * Measures the posts of a club with 100,000 members: a page, the next one, and a new post; and a page of its members. Each page is asked with a tenth of
 * the members and posts, too: none may need more queries or get more rows with all.
 */
export const clubFeed = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick } = options
  const count = crowdOf('club-feed', options)
  const posts = quick ? 400 : 2_000
  const runs = quick ? 3 : 50
  const [owner, member] = await Promise.all([signUp(world.url), signUp(world.url)])
  for (const { handle } of [owner, member]) await world.platform.verify(handle)
  await world.platform.rest()
  const clubId = await foundClub(world, 'Club of a crowd', owner, [member])
  await world.platform.rest()
  const write = async (text: string): Promise<string> =>
    (await owner.api.ask<{ createPost: { id: string } }>(POST, { input: { clubId, text } })).createPost.id
  const first = await write('The first of many')
  await world.platform.rest()
  const readPage = async (after: string | null): Promise<string> => {
    const { club } = await member.api.ask<Page>(PAGE, { id: clubId, after })
    if (club.posts.edges.length !== 20) throw new Error(`a page has ${club.posts.edges.length} posts`)
    return club.posts.pageInfo.endCursor
  }
  const members = { database: 'clubs', collection: 'memberships', filter: { clubId, status: 'ACTIVE' } } as const
  const look = { ...members, sort: { joinedAt: 1, athleteId: 1 }, limit: 21 } as const
  const fill = async (people: number, texts: number): Promise<void> => {
    await fillClub(world, clubId, member, people)
    const ids = Array.from({ length: texts }, () => newId('Post'))
    await world.platform.copies({ database: 'social', collection: 'posts', id: first, ids, prefix: '', field: null, order: null })
  }
  const patience = (times: number) => ({ runs: times, budgetMs: 20_000 })
  let cursor: string | null = null
  const questions: readonly Question[] = [
    { name: 'a page of posts', ask: () => readPage(null) },
    { name: 'the next page', ask: () => readPage(cursor) },
    { name: 'a page of members', ask: () => member.api.ask(MEMBERS, { id: clubId }) },
  ]
  const measure = async (group: string): Promise<readonly (Queried | null)[]> => {
    cursor = await readPage(null)
    const queried: (Queried | null)[] = []
    for (const question of questions) {
      const { name, ask } = question
      const { unanswered } = await measureAloneWithCost(world, sheet, [group, name], patience(runs), ask)
      queried.push(unanswered > 0 ? null : await queriesFor(world, sheet, group, question))
    }
    await lookAlone(world, sheet, { group, name: 'a page of members', look }, 3)
    return queried
  }
  const groupOf = (people: number, texts: number) => `a club of ${people} members and ${texts} posts`
  const [fewPeople, fewPosts] = [smallOf(count, LARGER), smallOf(posts, LARGER)]
  await fill(fewPeople, fewPosts)
  const few = await measure(groupOf(fewPeople, fewPosts))
  await fill(count - fewPeople, posts - fewPosts)
  const group = groupOf(count, posts)
  const many = await measure(group)
  // A member may write only so many posts in an hour.
  await measureAloneWithCost(world, sheet, [group, 'a new post'], patience(3), (run) => write(`News ${run}`))
  for (const [index, { name }] of questions.entries()) requireNoGrowth(name, few[index] ?? null, many[index] ?? null)
}
