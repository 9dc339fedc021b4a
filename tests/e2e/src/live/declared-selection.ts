import { readFile } from 'node:fs/promises'
import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql'

const SUPERGRAPH = new URL('../../../../schema/supergraph.graphql', import.meta.url)

export const readSupergraph = async (): Promise<DocumentNode> => parse(await readFile(SUPERGRAPH, 'utf8'), { noLocation: true })

const nameIn = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameIn(type.type))

/** Returns a selection of every field below a type that declares itself `@sameForCrowd`, however deep, without going round in circles. */
export const declaredSelection = (supergraph: DocumentNode, typeName: string, above: readonly string[] = []): string => {
  const types = supergraph.definitions.filter(
    (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
  )
  const type = types.find((node) => node.name.value === typeName)
  const fields = (type?.fields ?? []).filter(({ directives }) => directives?.some(({ name }) => name.value === 'sameForCrowd'))
  return fields
    .flatMap((field) => {
      const inner = nameIn(field.type)
      if (!types.some((node) => node.name.value === inner)) return [field.name.value]
      if (above.includes(inner)) return []
      const selection = declaredSelection(supergraph, inner, [...above, typeName])
      return selection === '' ? [] : [`${field.name.value} { ${selection} }`]
    })
    .join(' ')
}
