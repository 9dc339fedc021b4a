import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  specifiedDirectives,
} from 'graphql'
import { argumentOf, textArgument } from './arguments.ts'
import { linksOf } from './links.ts'

interface Marked {
  readonly name: { readonly value: string }
  readonly directives?: readonly ConstDirectiveNode[]
}

/** The names that the specifications of a supergraph have in it: `join` has `@join__type`, `join__Graph` and so on. */
interface Specifications {
  readonly prefixes: ReadonlySet<string>
  readonly inaccessible: string
}

/** The name that a directive of a specification has where `import` renames it. */
const importedAs = (link: DirectiveNode, name: string): string | undefined => {
  const imports = argumentOf(link, 'import')
  if (imports?.kind !== Kind.LIST) return undefined
  for (const item of imports.values) {
    if (item.kind === Kind.STRING && item.value === name) return name
    if (item.kind !== Kind.OBJECT) continue
    const field = (key: string) => item.fields.find((one) => one.name.value === key)?.value
    const [given, as] = [field('name'), field('as')]
    if (given?.kind === Kind.STRING && given.value === name) return as?.kind === Kind.STRING ? as.value : name
  }
  return undefined
}

const specificationsOf = (supergraph: DocumentNode): Specifications => {
  const prefixes = new Set(['join', 'link', 'core'])
  let inaccessible = 'inaccessible'
  for (const { name, link } of linksOf(supergraph)) {
    const as = textArgument(link, 'as') ?? name
    prefixes.add(as)
    if (name === 'inaccessible') inaccessible = importedAs(link, '@inaccessible')?.slice(1) ?? as
  }
  return { prefixes, inaccessible }
}

/**
 * Returns the schema for clients: without the machinery of composition and without what is @inaccessible. Directives that only
 * servers understand are left out too.
 */
export const publicSchemaOf = (supergraph: DocumentNode): GraphQLSchema => {
  const { prefixes, inaccessible } = specificationsOf(supergraph)
  const isMachinery = (name: string): boolean => {
    const [prefix, rest] = name.split('__', 2)
    return rest !== undefined && prefixes.has(prefix ?? '')
  }
  const isHidden = ({ name, directives }: Marked): boolean =>
    isMachinery(name.value) || (directives ?? []).some((directive) => directive.name.value === inaccessible)
  const kept = new Set(specifiedDirectives.map(({ name }) => name))
  const shown = <Node extends Marked>(nodes: readonly Node[] | undefined): Node[] =>
    (nodes ?? []).flatMap((node) => (isHidden(node) ? [] : [plain(node)]))
  const plain = <Node extends Marked>(node: Node): Node => ({
    ...node,
    directives: (node.directives ?? []).filter(({ name }) => kept.has(name.value)),
  })

  const hidden = new Set<string>()
  for (const node of supergraph.definitions) {
    if (isTypeDefinitionNode(node) && isHidden(node)) hidden.add(node.name.value)
  }
  const visible = (types: readonly NamedTypeNode[] | undefined) => (types ?? []).filter(({ name }) => !hidden.has(name.value))

  const definitions = supergraph.definitions.flatMap((node): DefinitionNode[] => {
    if (node.kind === Kind.SCHEMA_DEFINITION) return [{ ...node, directives: [] }]
    if (!isTypeDefinitionNode(node) || hidden.has(node.name.value)) return []
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = shown(node.fields).map((field) => ({ ...field, arguments: shown(field.arguments) }))
        return [{ ...plain(node), interfaces: visible(node.interfaces), fields }]
      }
      case Kind.UNION_TYPE_DEFINITION:
        return [{ ...plain(node), types: visible(node.types) }]
      case Kind.ENUM_TYPE_DEFINITION:
        return [{ ...plain(node), values: shown(node.values) }]
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return [{ ...plain(node), fields: shown(node.fields) }]
      default:
        return [plain(node)]
    }
  })
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true })
}
