import { newId } from '@gruppetto/graph'
import { measureAlone } from '../alone.ts'
import { signUp } from '../athletes.ts'
import { fillClub, foundClub } from '../clubs.ts'
import type { Sheet } from '../figures.ts'
import { lookAlone } from '../look.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const POST = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }'
const PAGE = `query ($id: ID!, $after: String) { club(id: $id) { memberCount posts(first: 20, after: $after) {
  edges { node { id text author { handle } kudosCount commentCount } } pageInfo { endCursor } } } }`
const MEMBERS = 'query ($id: ID!) { club(id: $id) { members(first: 20) { totalCount edges { role } } } }'

interface Page {
  readonly club: { readonly posts: { readonly edges: readonly unknown[]; readonly pageInfo: { readonly endCursor: string } } }
}

/** Measures the posts of a club with 100,000 members: a page, the next one, and a new post; and a page of its members. */
export const clubFeed = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick } = options
  const count = crowdOf('club-feed', options)
  const posts = quick ? 40 : 2_000
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
  await fillClub(world, clubId, member, count)
  const ids = Array.from({ length: posts }, () => newId('Post'))
  await world.platform.copies({ database: 'social', collection: 'posts', id: first, ids, prefix: '', field: null, order: null })

  const group = `a club of ${count} members and ${posts} posts`
  const readPage = async (after: string | null): Promise<string> => {
    const { club } = await member.api.ask<Page>(PAGE, { id: clubId, after })
    if (club.posts.edges.length !== 20) throw new Error(`a page has ${club.posts.edges.length} posts`)
    return club.posts.pageInfo.endCursor
  }
  const measure = (name: string, times: number, ask: (run: number) => Promise<unknown>): Promise<unknown> =>
    measureAlone(world, sheet, [group, name], { runs: times, budgetMs: 20_000 }, ask)
  await measure('a page of posts', runs, () => readPage(null))
  const cursor = await readPage(null)
  await measure('the next page', runs, () => readPage(cursor))
  await measure('a page of members', runs, () => member.api.ask(MEMBERS, { id: clubId }))
  const members = { database: 'clubs', collection: 'memberships', filter: { clubId, status: 'ACTIVE' } } as const
  const look = { ...members, sort: { joinedAt: 1, athleteId: 1 }, limit: 21 } as const
  await lookAlone(world, sheet, { group, name: 'a page of members', look }, 3)
  // A member may write only so many posts in an hour.
  await measure('a new post', 3, (run) => write(`News ${run}`))
}
