import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { kubernetesFiles } from '../kubernetes/manifests.ts'
import { biomeOverrides } from './layers.ts'

const root = new URL('../../../', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8')

/**
 * Returns a JSON file with some parts replaced. When nothing changes it returns the text as it is, which keeps Biome's
 * formatting.
 */
const withParts = (file: string, parts: (json: Record<string, unknown>) => object): string => {
  const text = textOf(file)
  const json = JSON.parse(text) as Record<string, unknown>
  const made = { ...json, ...parts(json) }
  return isDeepStrictEqual(made, json) ? text : `${JSON.stringify(made, null, 2)}\n`
}

const modules = (): string =>
  [
    '// Generated from libs/graph/src/subgraphs.ts by npm run codegen.',
    "import type { SubgraphModule, SubgraphName } from '@gruppetto/graph'",
    '',
    '/** Loads the code of a subgraph: a process loads no subgraph that it does not need. */',
    'export const loadModule: Readonly<Record<SubgraphName, () => Promise<SubgraphModule>>> = {',
    ...SUBGRAPH_NAMES.map((name) => `  ${name}: async () => (await import('@gruppetto/${name}')).module,`),
    '}',
    '',
  ].join('\n')

const packageOf = (name: string): string => `@gruppetto/${name}`

/** Returns the dependencies of scripts with all subgraphs among them. */
const withSubgraphs = ({ dependencies }: Record<string, unknown>) => {
  const all = { ...(dependencies as object), ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [packageOf(name), '0.1.0'])) }
  return { dependencies: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** Replaces the lines between the comments that begin and end a section. */
const withSection = (text: string, what: string, lines: readonly string[]): string => {
  const begin = `# ${what}: written by npm run codegen.\n`
  const [before, rest = ''] = text.split(begin)
  const end = rest.search(/^ *# End of what is written\.$/m)
  if (end === -1) throw new Error(`docker-compose.yml has no section "${what}"`)
  return `${before}${begin}${lines.join('\n')}\n${rest.slice(end)}`
}

const service = (role: string): string[] => [
  `  ${role.replace(':', '-')}:`,
  '    <<: *role',
  `    environment: { <<: *settings, RUN: "${role}" }`,
]

const compose = (): string => {
  const urls = SUBGRAPH_NAMES.map((name) => `  ${name.toUpperCase()}_URL: http://${name}:4000`)
  const roles = [...SUBGRAPH_NAMES.flatMap((name) => [name, `${name}:workers`]), 'lake']
  const services = roles.flatMap(service)
  const withUrls = withSection(textOf('docker-compose.yml'), 'Where each subgraph answers', ['x-subgraphs: &subgraphs', ...urls])
  return withSection(withUrls, 'Subgraphs and their workers', services)
}

/** Generates every file that names all subgraphs or the layers, by path. */
export const wiredFiles = (): Readonly<Record<string, string>> => ({
  'scripts/src/generated/modules.ts': modules(),
  'scripts/package.json': withParts('scripts/package.json', withSubgraphs),
  'biome.json': withParts('biome.json', () => ({ overrides: biomeOverrides() })),
  'docker-compose.yml': compose(),
  ...kubernetesFiles(),
})
