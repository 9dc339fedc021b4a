import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'

/** The folders that a subgraph may have. docs/guides/subgraphs.md describes them. */
const ROOMS = [
  'domain',
  'generated',
  'jobs',
  'live',
  'loaders',
  'notices',
  'pipelines',
  'providers',
  'resolvers',
  'routes',
  'stores',
  'threads',
  'workers',
]
const FILES = ['context.ts', 'loaders.ts', 'module.ts', 'services.ts', 'settings.ts']

/** What each file must export. It exports no other values, except those in MAY_EXPORT. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  'context.ts': ['makeContext', 'type Context'],
  'services.ts': ['openServices', 'type Services'],
  'loaders.ts': ['makeLoaders', 'type Loaders'],
  'loaders/mod.ts': ['makeLoaders', 'type Loaders'],
  'stores/mod.ts': ['openStores', 'type Stores'],
  'resolvers/mod.ts': ['resolvers'],
  'workers/mod.ts': ['makeWorkers'],
  'jobs/mod.ts': ['makeJobs'],
}
const MAY_EXPORT: Readonly<Record<string, readonly string[]>> = { 'services.ts': ['closeServices', 'openStorage'] }
const REQUIRED = ['context.ts', 'module.ts', 'services.ts', 'stores/mod.ts', 'resolvers/mod.ts', 'workers/mod.ts']
interface Source {
  /** Paths below src; folders end with a slash. */
  readonly entries: readonly string[]
  read(path: string): string
}

const exportsOf = (text: string): string[] =>
  [...text.matchAll(/^export (?:async )?(const|let|function|class|type|interface) (\w+)/gm)].map(([, kind, name]) =>
    kind === 'type' || kind === 'interface' ? `type ${name}` : `${name}`,
  )

const filesOf = (room: string, { entries }: Source) =>
  entries.filter((path) => path.startsWith(`${room}/`) && path.endsWith('.ts') && !path.endsWith('.test.ts'))

const wrongExports = ({ entries, read }: Source): string[] =>
  Object.entries(EXPORTS)
    .filter(([path]) => entries.includes(path))
    .flatMap(([path, names]) => {
      const found = exportsOf(read(path))
      const missing = names.filter((name) => !found.includes(name)).map((name) => `${path} does not export ${name}`)
      const allowed = [...names, ...(MAY_EXPORT[path] ?? [])]
      const others = found.filter((name) => !name.startsWith('type ') && !allowed.includes(name))
      return [...missing, ...others.map((name) => `${path} exports ${name} too`)]
    })

const wrongResolvers = (source: Source): string[] =>
  filesOf('resolvers', source)
    .filter((path) => path !== 'resolvers/mod.ts')
    .flatMap((path) => {
      const text = source.read(path)
      return exportsOf(text)
        .filter((name) => !text.includes(`export const ${name}: ${name}Resolvers = {`) || !/^[A-Z]/.test(name))
        .map((name) => `${path} exports ${name}, which is not the resolvers of a type`)
    })

const LISTS = { 'workers/mod.ts': 'makeWorkers', 'jobs/mod.ts': 'makeJobs' }

const wrongLists = ({ entries, read }: Source): string[] =>
  Object.entries(LISTS)
    .filter(
      ([path, name]) => entries.includes(path) && !new RegExp(`export const ${name} = \\([^,)]+: Services\\)`).test(read(path)),
    )
    .map(([path, name]) => `${path}: ${name} does not take services alone`)

/** Returns the first parameter and the others of a list of parameters. The commas inside brackets belong to one parameter. */
const splitFirst = (parameters: string): [string, string] => {
  let depth = 0
  for (const [at, letter] of [...parameters].entries()) {
    if ('({[<'.includes(letter)) depth += 1
    if (')}]>'.includes(letter) && parameters[at - 1] !== '=') depth -= 1
    if (letter === ',' && depth === 0) return [parameters.slice(0, at), parameters.slice(at + 1)]
  }
  return [parameters, '']
}

const wrongUseCases = (source: Source): string[] =>
  filesOf('pipelines', source).flatMap((path) =>
    [...source.read(path).matchAll(/^export const (\w+) = (?:async )?(?:<[^(]*>)?\(([\s\S]*?)\)(?:: [^\n]*)? =>/gm)]
      .filter(([, , parameters = '']) => /: (Context|Services)\b/.test(splitFirst(parameters)[1]))
      .map(([, name]) => `${path}: ${name} does not take the context or the services first`),
  )

const wrongInstants = (source: Source): string[] =>
  filesOf('stores', source).flatMap((path) =>
    [...source.read(path).matchAll(/\b(\w+AtMs): '(?:number|date)/g)].map(([, name]) => `${path}: ${name} is not a date`),
  )

const METHOD = /^ {4}(?:async )?\*?(\w+)(?:<.*>)?\(/

/** Methods of a store that send a write with the commit and do not say so by their name, and the other way round. */
const misnamedMethods = (text: string): string[] => {
  const bodies = new Map<string, string>()
  let method = ''
  for (const line of text.split('\n')) {
    method = METHOD.exec(line)?.[1] ?? method
    if (method !== '') bodies.set(method, `${bodies.get(method) ?? ''}${line}\n`)
    if (line === '    },') method = ''
  }
  return [...bodies].filter(([name, body]) => name.endsWith('AtCommit') !== /\.\w+AtCommit\(/.test(body)).map(([name]) => name)
}

const wrongWrites = (source: Source): string[] =>
  filesOf('stores', source).flatMap((path) =>
    misnamedMethods(source.read(path)).map((name) => `${path}: the name of ${name} does not say when its write is seen`),
  )

/** Says in sentences where a subgraph's files differ from the others. */
const faultsOf = (source: Source): string[] => {
  const { entries } = source
  const top = entries.filter((path) => /^[^/]+\/?$/.test(path))
  return [
    ...top.filter((path) => path.endsWith('/') && !ROOMS.includes(path.slice(0, -1))).map((path) => `${path} is no room`),
    ...top.filter((path) => !path.endsWith('/') && !FILES.includes(path)).map((path) => `${path} lies beside the rooms`),
    ...REQUIRED.filter((path) => !entries.includes(path)).map((path) => `${path} is missing`),
    ...['loaders', 'jobs']
      .filter((room) => entries.includes(`${room}/`) && !entries.includes(`${room}/mod.ts`))
      .map((room) => `${room}/mod.ts is missing`),
    ...(entries.includes('loaders.ts') === entries.includes('loaders/') ? ['loaders.ts or loaders/ is needed, one of them'] : []),
    ...wrongExports(source),
    ...wrongResolvers(source),
    ...wrongLists(source),
    ...wrongInstants(source),
    ...wrongWrites(source),
    ...wrongUseCases(source),
  ]
}

const sourceOf = (path: string): Source => {
  const folder = new URL(`../../../${path}/src/`, import.meta.url)
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const entries = found.map((entry) => {
    const path = `${entry.parentPath}/${entry.name}`.replaceAll('//', '/').slice(folder.pathname.length)
    return entry.isDirectory() ? `${path}/` : path
  })
  return { entries, read: (path) => readFileSync(new URL(path, folder), 'utf8') }
}

it.each(SUBGRAPH_NAMES)('%s follows the layout of a subgraph', (subgraph) => {
  expect(faultsOf(sourceOf(`subgraphs/${subgraph}`))).toEqual([])
})

/** The lake is no subgraph: it has no resolvers, no context and no routes, and a room for Parquet files and one for questions. */
const LAKE_ROOMS = ['domain', 'jobs', 'parquet', 'pipelines', 'queries', 'stores', 'workers']
const LAKE_FILES = ['desk.ts', 'module.ts', 'services.ts', 'settings.ts']

it('the lake has its own rooms, and in them the rules of a subgraph', () => {
  const lake = sourceOf('lake')
  const top = lake.entries.filter((path) => /^[^/]+\/?$/.test(path)).sort()
  expect(top).toEqual([...LAKE_ROOMS.map((room) => `${room}/`), ...LAKE_FILES].sort())
  const rules = [wrongExports, wrongLists, wrongInstants, wrongWrites, wrongUseCases]
  expect(rules.flatMap((rule) => rule(lake))).toEqual([])
})

describe('a subgraph with another layout', () => {
  const clubs = sourceOf('subgraphs/clubs')
  const changed = (without: string, files: Readonly<Record<string, string>>): Source => ({
    entries: [...clubs.entries.filter((path) => path !== without), ...Object.keys(files)],
    read: (path) => files[path] ?? clubs.read(path),
  })
  it.each([
    ['', { 'helpers/': '' }, 'helpers/ is no room'],
    ['', { 'boards.ts': '' }, 'boards.ts lies beside the rooms'],
    ['', { 'loaders/': '' }, 'loaders/mod.ts is missing'],
    ['stores/mod.ts', { 'stores/stores.ts': '' }, 'stores/mod.ts is missing'],
    ['loaders.ts', { 'loaders.ts': 'export const openLoaders = () => ({})' }, 'loaders.ts does not export makeLoaders'],
    ['workers/mod.ts', { 'workers/mod.ts': 'export const LIMIT = 1' }, 'workers/mod.ts exports LIMIT too'],
    [
      '',
      { 'resolvers/post.ts': 'export const post: PostResolvers = {' },
      'resolvers/post.ts exports post, which is not the resolvers of a type',
    ],
  ])('is reported (without %j, with %j)', (without, files, fault) => {
    expect(faultsOf(changed(without, files))).toContain(fault)
  })

  it('is told which instants are not dates', () => {
    const store = "fields: { _id: 'string', joinedAtMs: 'number' }, renamed: { leftAtMs: 'leftAt' }"
    expect(faultsOf(changed('', { 'stores/riders.ts': store }))).toEqual(['stores/riders.ts: joinedAtMs is not a date'])
  })

  it('is told which methods of a store do not say when a write is seen', () => {
    const faults = (name: string, call: string) =>
      faultsOf(
        changed('', {
          'stores/riders.ts': `  return {\n    async ${name}(row: Row, tx: Tx) {\n      rows.${call}([row], tx)\n    },\n  }\n`,
        }),
      )
    expect(faults('put', 'putAtCommit')).toEqual(['stores/riders.ts: the name of put does not say when its write is seen'])
    expect(faults('putAtCommit', 'put')).toEqual([
      'stores/riders.ts: the name of putAtCommit does not say when its write is seen',
    ])
    expect(faults('putAtCommit', 'putAtCommit')).toEqual([])
    expect(faults('put', 'put')).toEqual([])
  })

  it('is told which lists and use cases take something else first', () => {
    const lists = { 'workers/mod.ts': 'export const makeWorkers = (stores: Stores) => []' }
    expect(faultsOf(changed('workers/mod.ts', lists))).toContain('workers/mod.ts: makeWorkers does not take services alone')
    const useCases = [
      'export const join = async (id: string, context: Context): Promise<void> => {',
      'export const leave = async ({ id }: { id: string; at: number }, tx: Tx) => {',
      'export const list = async (\n  { stores }: Context,\n  page: Page,\n) => {',
    ]
    expect(faultsOf(changed('', { 'pipelines/join.ts': useCases.join('\n}\n') }))).toEqual([
      'pipelines/join.ts: join does not take the context or the services first',
    ])
  })
})
