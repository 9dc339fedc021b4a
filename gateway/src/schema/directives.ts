import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql'

/** The arguments of directives, by the names of the directives. */
export type Directives = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface DirectivesOfType {
  readonly isInterface: boolean
  readonly own: Directives
  readonly ofFields: ReadonlyMap<string, Directives>
}

const argumentsOf = (nodes: readonly ConstDirectiveNode[] = []): Directives =>
  Object.fromEntries(
    nodes.map((node) => [
      node.name.value,
      Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)])),
    ]),
  )

/** Reads the directives on object types, interfaces and their fields from the supergraph, because the API schema has none. */
export const directivesOf = (supergraphSdl: string): ReadonlyMap<string, DirectivesOfType> => {
  const types = new Map<string, DirectivesOfType>()
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    types.set(type.name.value, {
      isInterface: type.kind === Kind.INTERFACE_TYPE_DEFINITION,
      own: argumentsOf(type.directives),
      ofFields: new Map((type.fields ?? []).map((field) => [field.name.value, argumentsOf(field.directives)])),
    })
  }
  return types
}
