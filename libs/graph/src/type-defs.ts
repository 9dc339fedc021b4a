import { readFileSync } from 'node:fs'
import { type DefinitionNode, Kind, parse, print, visit } from 'graphql'
import type { SubgraphName } from './subgraphs.ts'

const schemaFolder = new URL('../../../schema/', import.meta.url)
const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])

const definitionName = (node: DefinitionNode): string | null =>
  'name' in node && node.name !== undefined ? node.name.value : null

const referencedTypes = (nodes: readonly DefinitionNode[]): Set<string> => {
  const names = new Set<string>()
  for (const node of nodes) visit(node, { NamedType: (type) => void names.add(type.name.value) })
  return names
}

const usedDirectives = (nodes: readonly DefinitionNode[]): Set<string> => {
  const names = new Set<string>()
  for (const node of nodes) visit(node, { Directive: (directive) => void names.add(directive.name.value) })
  return names
}

/**
 * Returns the SDL of a subgraph with the shared definitions of schema/common.graphql that it uses, for `buildSubgraphSchema` and
 * for composition. Throws when a type is defined nowhere.
 */
export const subgraphTypeDefs = (name: SubgraphName): string => {
  const own = parse(readFileSync(new URL(`${name}.graphql`, schemaFolder), 'utf8')).definitions
  const common = parse(readFileSync(new URL('common.graphql', schemaFolder), 'utf8')).definitions
  const ownNames = new Set(own.map(definitionName))
  const commonByName = new Map(common.map((node) => [definitionName(node), node]))
  const chosen: DefinitionNode[] = []
  const seen = new Set<string>()
  const queue = [...referencedTypes(own)]
  for (let type = queue.pop(); type !== undefined; type = queue.pop()) {
    if (seen.has(type) || builtIn.has(type) || ownNames.has(type)) continue
    seen.add(type)
    const definition = commonByName.get(type)
    if (definition === undefined) throw new Error(`schema/${name}.graphql uses ${type}, which is defined nowhere`)
    chosen.push(definition)
    queue.push(...referencedTypes([definition]))
  }
  const used = usedDirectives([...own, ...chosen])
  chosen.push(...common.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION && used.has(node.name.value)))
  const sorted = chosen.sort((a, b) => (definitionName(a) ?? '').localeCompare(definitionName(b) ?? ''))
  return print({ kind: Kind.DOCUMENT, definitions: [...own, ...sorted] })
}
