import { newId } from '@gruppetto/graph'
import { signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { timed } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import type { World } from '../world.ts'

const CREATE_CLUB = 'mutation ($input: ClubInput!) { createClub(input: $input) { id } }'
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const POST = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }'
const PAGE = `query ($id: ID!, $after: String) { club(id: $id) { memberCount posts(first: 20, after: $after) {
  edges { node { id text author { handle } kudosCount commentCount } } pageInfo { endCursor } } } }`
const MEMBERS = 'query ($id: ID!) { club(id: $id) { members(first: 20) { totalCount edges { role } } } }'

interface Page {
  readonly club: { readonly posts: { readonly edges: readonly unknown[]; readonly pageInfo: { readonly endCursor: string } } }
}

/** Measures the posts of a club with 100,000 members: a page, the next one, and a new post; and a page of its members. */
export const clubFeed = async (
  world: World,
  sheet: Sheet,
  { quick, crowd }: Pick<BenchOptions, 'quick' | 'crowd'>,
): Promise<void> => {
  const count = crowd ?? (quick ? 200 : 100_000)
  const posts = quick ? 40 : 2_000
  const runs = quick ? 3 : 50
  const [owner, member] = await Promise.all([signUp(world.url), signUp(world.url)])
  for (const { handle } of [owner, member]) await world.platform.verify(handle)
  await world.platform.rest()
  const input = { name: `Club of a crowd ${world.next()}` }
  const clubId = (await owner.api.ask<{ createClub: { id: string } }>(CREATE_CLUB, { input })).createClub.id
  await member.api.ask(JOIN, { id: clubId })
  await world.platform.rest()
  const write = async (text: string): Promise<string> =>
    (await owner.api.ask<{ createPost: { id: string } }>(POST, { input: { clubId, text } })).createPost.id
  const first = await write('The first of many')
  await world.platform.rest()
  const ids = Array.from({ length: count }, () => newId('Athlete'))
  const clubs = { database: 'clubs', ids, order: null } as const
  await world.platform.copies({ ...clubs, collection: 'relations_accounts', id: member.id, prefix: '', field: null })
  const membership = `${clubId}:${member.id}`
  await world.platform.copies({ ...clubs, collection: 'memberships', id: membership, prefix: `${clubId}:`, field: 'athleteId' })
  await world.platform.raise({ database: 'clubs', collection: 'clubs', id: clubId }, { memberCount: count })
  const postIds = Array.from({ length: posts }, () => newId('Post'))
  const copied = {
    database: 'social',
    collection: 'posts',
    id: first,
    ids: postIds,
    prefix: '',
    field: null,
    order: null,
  } as const
  await world.platform.copies(copied)

  const group = `a club of ${count} members and ${posts} posts`
  const readPage = async (after: string | null): Promise<string> => {
    const { club } = await member.api.ask<Page>(PAGE, { id: clubId, after })
    if (club.posts.edges.length !== 20) throw new Error(`a page has ${club.posts.edges.length} posts`)
    return club.posts.pageInfo.endCursor
  }
  const measure = async (name: string, ask: (run: number) => Promise<unknown>): Promise<void> => {
    const times: number[] = []
    for (let run = 0; run < runs; run += 1) times.push(await timed(() => ask(run)))
    sheet.durations(group, name, times)
  }
  await measure('a page of posts', () => readPage(null))
  const cursor = await readPage(null)
  await measure('the next page', () => readPage(cursor))
  await measure('a page of members', () => member.api.ask(MEMBERS, { id: clubId }))
  // A member may write only so many posts in an hour.
  const times: number[] = []
  for (let run = 0; run < 3; run += 1) times.push(await timed(() => write(`News ${run}`)))
  sheet.durations(group, 'a new post', times)
}
