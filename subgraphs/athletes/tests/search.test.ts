import type { Caller } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type Someone, type World } from './world.ts'

const SEARCH = `query ($query: String!, $first: Int, $after: String) { searchAthletes(query: $query, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { handle displayName bio } } } }`

const CAST = [
  ['anna', 'Zoë Exact'],
  ['annabel', 'Bel'],
  ['anna.b', 'Someone'],
  ['mueller', 'Anna Müller'],
  ['karl', 'Karl Anna Annette'],
  ['zorro', 'Annabella Z'],
  ['quiet', 'Nobody Else'],
  ['under_score', 'A.*b (c) [d] $e ^f'],
] as const

let world: World
const people = new Map<string, Someone>()
beforeAll(async () => {
  world = await openWorld()
  for (const [handle, displayName] of CAST) people.set(handle, await world.signUpVerified({ handle, displayName }))
})
afterAll(() => world.close())

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly handle: string } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const search = async (query: string, caller?: Caller, args: Record<string, unknown> = {}): Promise<Page> => {
  const { data, errors } = await world.ask(SEARCH, { query, ...args }, caller)
  expect(errors).toEqual([])
  return data.searchAthletes
}
const handlesOf = (page: Page) => page.edges.map(({ node }) => node.handle)
const find = async (query: string, caller?: Caller) => handlesOf(await search(query, caller))

describe('searchAthletes', () => {
  it('returns the exact handle first, then handles, then names, and nobody twice', async () => {
    expect(await find('anna')).toEqual(['anna', 'anna.b', 'annabel', 'karl', 'mueller', 'zorro'])
    expect(await find('@ANNA')).toEqual(['anna', 'anna.b', 'annabel'])
  })

  it('finds a name by a prefix from any of its words, without case and accents', async () => {
    expect(await find('mul')).toEqual(['mueller'])
    expect(await find('MÜLLER')).toEqual(['mueller'])
    expect(await find('anna mu')).toEqual(['mueller'])
    expect(await find('zoe ex')).toEqual(['anna'])
    expect(await find('annette')).toEqual(['karl'])
    expect(await find('else nobody')).toEqual([])
  })

  it.each(['', '  ', '.*', '^', '$ne', '(', '[a-z]', '\\', '%', '\u0000', '\u{10ffff}', '{"$gt":""}'])(
    'treats %j as text, not as a pattern',
    async (query) => {
      const found = await find(query)
      expect(found).not.toContain('quiet')
      expect(found.length).toBeLessThanOrEqual(1)
    },
  )

  it('finds a name with punctuation by its words', async () => {
    expect(await find('a b c')).toEqual(['under_score'])
    expect(await find('a.*B (c')).toEqual(['under_score'])
  })

  it.each([1, 2, 3, 5])('returns every athlete once and in order in pages of %i', async (first) => {
    const seen: string[] = []
    let after: string | null = null
    for (let round = 0; round < 10; round += 1) {
      const page = await search('anna', undefined, { first, after })
      seen.push(...handlesOf(page))
      if (!page.pageInfo.hasNextPage) break
      expect(page.edges).toHaveLength(first)
      after = page.pageInfo.endCursor
    }
    expect(seen).toEqual(['anna', 'anna.b', 'annabel', 'karl', 'mueller', 'zorro'])
  })

  it('refuses invalid sizes, cursors and queries', async () => {
    for (const variables of [{ first: 101 }, { first: -1 }, { after: 'x' }, { after: 'WzFd' }, { query: 'x'.repeat(101) }]) {
      expect((await world.ask(SEARCH, { query: 'a', ...variables })).codes).toEqual(['BAD_USER_INPUT'])
    }
    expect((await search('anna', undefined, { first: 0 })).edges).toEqual([])
  })

  it('finds an athlete by the new name and handle after a change', async () => {
    const someone = await world.signUpVerified({ handle: 'before_it', displayName: 'Xaver Before' })
    expect(await find('xav')).toEqual(['before_it'])
    const input = { handle: 'after_it', displayName: 'Yann After' }
    await world.ask('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }', { input }, someone.caller)
    expect(await find('xav')).toEqual([])
    expect(await find('before')).toEqual([])
    expect(await find('yann')).toEqual(['after_it'])
  })
})

describe('blocked', () => {
  it('athletes are left out in both directions, and the pages stay full', async () => {
    const crowd: Someone[] = []
    for (let n = 10; n < 40; n += 1) crowd.push(await world.signUpVerified({ handle: `crowd_${n}`, displayName: `Crowd ${n}` }))
    const viewer = await world.signUpVerified({ handle: 'onlooker' })
    const hidden = crowd.slice(0, 25)
    for (const [index, other] of hidden.entries()) {
      await (index % 2 === 0 ? world.block(other.id, viewer.id) : world.block(viewer.id, other.id))
    }
    await world.settle()
    const page = await search('crowd', viewer.caller, { first: 3 })
    expect(handlesOf(page)).toEqual(['crowd_35', 'crowd_36', 'crowd_37'])
    expect(page.pageInfo.hasNextPage).toBe(true)
    const rest = await search('crowd', viewer.caller, { first: 3, after: page.pageInfo.endCursor })
    expect(handlesOf(rest)).toEqual(['crowd_38', 'crowd_39'])
    expect(rest.pageInfo.hasNextPage).toBe(false)
    expect((await find('crowd', people.get('quiet')?.caller)).length).toBe(20)
  })

  it('athletes are found by a signed-out viewer', async () => {
    expect(await find('quiet')).toEqual(['quiet'])
  })
})
