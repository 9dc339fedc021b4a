import { createHash } from 'node:crypto'
import { loadGatewayConfig } from '@gruppetto/gateway/config'
import { documentCheck, publicationIds } from '@gruppetto/gateway/registered'
import { loadConfig, type ObjectStore, openObjectStore } from '@gruppetto/runtime'
import { testFolder } from '@gruppetto/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { type OperationsDesk, runOperations } from '../src/operations.ts'
import { readSupergraph } from '../src/supergraph.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const viewer = 'query Viewer { viewer { id athlete { handle } } }'
const search = 'query Products($query: String!) { products(query: $query) { edges { node { id name } } } }'

const check = documentCheck(readSupergraph(), loadGatewayConfig({}))
let objects: ObjectStore
let files: Map<string, string>
let desk: OperationsDesk
beforeEach(async () => {
  objects = await openObjectStore(loadConfig({ DATA_DIR: testFolder('operations') }))
  files = new Map()
  const readFile = (path: string) => {
    const text = files.get(path)
    if (text === undefined) throw new Error(`no such file: ${path}`)
    return Buffer.from(text)
  }
  desk = { objects, check, readFile, nowMs: Date.parse('2026-11-30T12:00:00Z') }
})
const run = (...words: string[]) => runOperations(desk, words)
const manifest = (...texts: string[]) => JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text])))

describe('npm run operations', () => {
  it('publishes, lists, shows, checks and removes what a client sends', async () => {
    files.set('dist/persisted.json', manifest(viewer, search)).set('src/Viewer.graphql', viewer)
    const published = await run('publish', '--name', 'web 1.4.0', 'dist/persisted.json', 'src/Viewer.graphql')
    expect(published.code).toBe(0)
    expect(published.lines.slice(0, 2)).toEqual([`${sha256(viewer)}  Viewer`, `${sha256(search)}  Products`])
    const [id = ''] = await publicationIds(objects)
    expect(published.lines[2]).toBe(`${id}  web 1.4.0 is published.`)
    expect(await run('list')).toEqual({ lines: [`${id}  2026-11-30T12:00:00.000Z  2  web 1.4.0`], code: 0 })
    expect((await run('show', id)).lines).toEqual(published.lines.slice(0, 2))
    expect(await run('check')).toEqual({ lines: ['All of them can run.'], code: 0 })
    expect((await run('remove', id)).code).toBe(0)
    expect(await run('list')).toEqual({ lines: ['Nothing is registered.'], code: 0 })
  })

  it('changes nothing when the same is published again, and adds another build beside it', async () => {
    files.set('a.json', manifest(viewer)).set('b.json', manifest(viewer, search))
    await run('publish', '--name', 'web', 'a.json')
    desk = { ...desk, nowMs: desk.nowMs + 1_000 }
    const again = await run('publish', '--name', 'web', 'a.json')
    expect([again.code, again.lines.at(-1)]).toEqual([0, expect.stringContaining('published already')])
    await run('publish', '--name', 'web', 'b.json')
    expect((await run('list')).lines).toEqual([
      expect.stringMatching(/12:00:01\.000Z {2}2 {2}web$/),
      expect.stringMatching(/12:00:00\.000Z {2}1 {2}web$/),
    ])
  })

  it.each([
    ['half a manifest', 'm.json', manifest(viewer).slice(0, -1), 'm.json is not JSON'],
    ['a hash of another text', 'm.json', JSON.stringify({ [sha256(search)]: viewer }), 'whose SHA-256 is'],
    ['a field that is not there', 'm.graphql', 'query A { viewer { id shoeSize } }', 'shoeSize'],
    ['a typing error', 'm.graphql', 'query A { viewer { id }', 'Syntax Error'],
    [
      'two operations of one name',
      'm.graphql',
      'query A { viewer { id } } query A { viewer { id } }',
      'only one operation named',
    ],
    ['fragments alone', 'm.graphql', 'fragment F on Viewer { id }', 'is never used'],
    [
      'too much at once',
      'm.graphql',
      'query A { products(query: "a", first: 100) { edges { node { brand { products(first: 100) { edges { node { id } } } } } } } }',
      'too complex',
    ],
    ['too many characters', 'm.graphql', `query A { viewer { id } } # ${'x'.repeat(300_000)}`, 'characters, at most'],
  ])('publishes nothing of all its files for %s', async (_what, name, text, problem) => {
    files.set('good.json', manifest(search)).set(name, text)
    const { lines, code } = await run('publish', 'good.json', name)
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain(problem)
    expect(lines.at(-1)).toBe('Nothing is published.')
    expect(await publicationIds(objects)).toEqual([])
  })

  it('says what does not fit the schema any more, before that is deployed', async () => {
    files.set('old.json', manifest(viewer, search))
    await run('publish', '--name', 'app 1', 'old.json')
    desk = { ...desk, check: (text) => (text === search ? ['Cannot query field "products" on type "Query".'] : check(text)) }
    const { lines, code } = await run('check')
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/^[0-9a-f]{16} {2}app 1$/),
      `  ${sha256(search)}  Products: Cannot query field "products" on type "Query".`,
    ])
    expect((await run('check', 'old.json')).code).toBe(1)
  })

  it('says which publications are broken, and lists the others', async () => {
    files.set('a.json', manifest(viewer))
    await run('publish', 'a.json')
    await objects.write(`operations/${'a'.repeat(16)}.json`, Buffer.from('{'))
    const { lines, code } = await run('list')
    expect([code, lines.length, lines[1]]).toEqual([1, 2, expect.stringContaining('is no publication')])
    expect((await run('check')).code).toBe(1)
    expect((await run('show', 'a'.repeat(16))).code).toBe(1)
    expect((await run('remove', 'a'.repeat(16))).code).toBe(0)
    expect((await run('check')).code).toBe(0)
  })

  it.each([
    [['publish']],
    [['publish', '--name']],
    [['publish', '--name', 'web']],
    [['publish', '--name', ' ', 'a.json']],
    [['publish', '--force', 'a.json']],
    [['list', 'all']],
    [['show']],
    [['remove']],
    [['remove', 'a', 'b']],
    [['purge']],
  ])('explains itself for %j', async (words) => {
    expect(await run(...words)).toMatchObject({ code: 2, lines: [expect.stringContaining('npm run operations -- publish')] })
  })

  it('knows no publication by another name', async () => {
    for (const command of ['show', 'remove']) expect((await run(command, '../identity-secret')).code).toBe(1)
  })

  it('tells an outage of the store from an empty one', async () => {
    files.set('a.json', manifest(viewer))
    const away = async () => {
      throw new Error('connect ECONNREFUSED')
    }
    desk = { ...desk, objects: { ...objects, head: away, write: away, list: away } }
    for (const words of [['list'], ['check'], ['publish', 'a.json']]) await expect(run(...words)).rejects.toThrow('ECONNREFUSED')
  })
})
