import { SUBGRAPH_NAMES } from '@gruppetto/graph'

/** The imports that a group of files may not have: packages by name, modules by pattern. */
interface Rule {
  readonly files: readonly string[]
  readonly packages: Readonly<Record<string, string>>
  readonly modules: readonly { readonly group: readonly string[]; readonly message: string }[]
}

const because = (message: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, message]))

const storage = because('Storage lives in stores/.', ['mongoose', 'mongodb', 'ioredis'])
const noMongoose = because('A store reaches MongoDB through `collection` of libs/runtime.', ['mongoose', 'mongodb'])
const impure = because('domain/ is pure.', ['node:fs', 'node:crypto', 'dataloader', '@gruppetto/runtime'])

const above = [...SUBGRAPH_NAMES, 'gateway', 'lake', 'scripts'].map((name) => `@gruppetto/${name}`)
const noSubgraph = { group: above, message: 'A library knows no subgraph.' }
const noOtherSubgraph = { group: above, message: 'Subgraphs meet only in schema/ and libs/events.' }

/** The rooms of a subgraph: their files, and the rooms that each may not import. */
const rooms = [
  { files: ['stores/**'], notFrom: ['resolvers', 'workers', 'pipelines', 'notices', 'loaders', 'live'], packages: noMongoose },
  { files: ['live/**'], notFrom: ['resolvers', 'workers', 'pipelines', 'notices', 'loaders', 'context'], packages: storage },
  {
    files: ['providers/**'],
    notFrom: ['resolvers', 'workers', 'jobs', 'pipelines', 'notices', 'stores', 'loaders', 'live', 'context', 'services'],
    packages: storage,
  },
  { files: ['loaders.ts', 'loaders/**', 'notices/**'], notFrom: ['resolvers', 'workers', 'pipelines'], packages: storage },
  { files: ['pipelines/**'], notFrom: ['resolvers', 'workers', 'jobs'], packages: storage },
  { files: ['resolvers/**'], notFrom: ['workers', 'jobs'], packages: storage },
  { files: ['workers/**', 'jobs/**'], notFrom: ['resolvers'], packages: storage },
  {
    files: ['domain/**'],
    notFrom: ['resolvers', 'workers', 'pipelines', 'notices', 'stores', 'loaders', 'live', 'context'],
    packages: { ...storage, ...impure },
    except: ['!**/*.test.ts'],
  },
] as const

const oneWay = (notFrom: readonly string[]) => ({
  group: [...notFrom.flatMap((room) => [`**/${room}`, `**/${room}/**`, `**/${room}.ts`]), '!**/generated/**'],
  message: 'Imports point one way: resolvers and workers -> pipelines -> stores and loaders -> domain -> libs.',
})

/** The rooms of libs/runtime: which other rooms each may import. */
const runtimeRooms: Readonly<Record<string, readonly string[]>> = {
  bus: [],
  http: [],
  redis: [],
  servers: [],
  mongo: ['bus'],
  objects: ['bus', 'http'],
  workers: ['bus', 'mongo'],
}

/**
 * The files beside the rooms of libs/runtime that put them together; no room may import them. The other files beside the rooms
 * import no room.
 */
const runtimeOpeners = ['mod.ts', 'runtime.ts', 'open-database.ts']

const runtimeLayer = (files: readonly string[], mayImport: readonly string[], message: string): Rule => {
  const others = Object.keys(runtimeRooms).filter((room) => !mayImport.includes(room))
  const group = [...others.map((room) => `**/${room}/**`), ...runtimeOpeners.map((file) => `**/${file}`)]
  return { files, packages: {}, modules: [noSubgraph, { group, message }] }
}

const runtimeLayers = [
  runtimeLayer(
    ['libs/runtime/src/*.ts', ...[...runtimeOpeners, 'types.ts', '*.test.ts'].map((file) => `!**/${file}`)],
    [],
    'What lies beside the rooms serves them all and imports none of them.',
  ),
  ...Object.entries(runtimeRooms).map(([room, mayImport]) =>
    runtimeLayer(
      [`libs/runtime/src/${room}/**`],
      mayImport,
      `${room}/ may import ${mayImport.join(' and ') || 'no other room'}.`,
    ),
  ),
]

const duckdb = because('DuckDB is in parquet/, and in the process that answers questions.', ['@duckdb/node-api'])

/** The rooms of the lake: their files, and what each may not import. */
const lakeLayers: readonly Rule[] = [
  { files: ['lake/src/**', '!**/*.mjs'], packages: { ...storage, ...duckdb }, modules: [noOtherSubgraph] },
  {
    files: ['lake/src/domain/**', '!**/*.test.ts'],
    packages: { ...storage, ...impure, ...duckdb },
    modules: [noOtherSubgraph, oneWay(['workers', 'jobs', 'pipelines', 'queries', 'parquet', 'stores', 'services'])],
  },
  {
    files: ['lake/src/stores/**'],
    packages: { ...noMongoose, ...duckdb },
    modules: [noOtherSubgraph, oneWay(['workers', 'jobs', 'pipelines', 'queries', 'parquet', 'services'])],
  },
  {
    files: ['lake/src/parquet/**'],
    packages: storage,
    modules: [noOtherSubgraph, oneWay(['workers', 'jobs', 'pipelines', 'queries', 'stores', 'services'])],
  },
  {
    files: ['lake/src/pipelines/**', 'lake/src/queries/*.ts'],
    packages: { ...storage, ...duckdb },
    modules: [noOtherSubgraph, oneWay(['workers', 'jobs'])],
  },
]

/** All layers, lowest first. When two rules apply to a file, the later one wins. */
const layers: readonly Rule[] = [
  { files: ['libs/**'], packages: {}, modules: [noSubgraph] },
  { files: ['libs/relations/**'], packages: noMongoose, modules: [noSubgraph] },
  { files: ['libs/features/**'], packages: storage, modules: [noSubgraph] },
  ...runtimeLayers,
  {
    files: ['libs/recordings/src/**', 'libs/events/src/**', 'libs/graph/src/**', '!**/*.test.ts'],
    packages: storage,
    modules: [noSubgraph],
  },
  {
    files: ['libs/federation/**'],
    packages: storage,
    modules: [{ group: ['@gruppetto/*'], message: 'The engine serves any supergraph and knows nothing of the product.' }],
  },
  { files: ['subgraphs/*/src/**'], packages: storage, modules: [noOtherSubgraph] },
  ...lakeLayers,
  ...rooms.map((room) => ({
    files: [...room.files.map((file) => `subgraphs/*/src/${file}`), ...('except' in room ? room.except : [])],
    packages: room.packages,
    modules: [noOtherSubgraph, oneWay(room.notFrom)],
  })),
]

/** Returns the layers as Biome's overrides. */
export const biomeOverrides = () =>
  layers.map(({ files, packages, modules }) => ({
    includes: files,
    linter: {
      rules: { style: { noRestrictedImports: { level: 'error', options: { paths: packages, patterns: modules } } } },
    },
  }))
