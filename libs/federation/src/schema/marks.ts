import { type ConstDirectiveNode, Kind, parse, type SelectionSetNode, type TypeNode } from 'graphql'
import { argumentOf } from './arguments.ts'

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[]
}

/** Returns the directives of one name. */
export const marksOf = ({ directives = [] }: Marked, name: string): readonly ConstDirectiveNode[] =>
  directives.filter((directive) => directive.name.value === name)

/** Returns what is given for an argument: a graph, or a text. */
export const wordOf = (mark: ConstDirectiveNode, name: string): string | undefined => {
  const value = argumentOf(mark, name)
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : undefined
}

/** Reads the fields that a directive names. */
export const fieldSet = (fields: string): SelectionSetNode | undefined => {
  const [node] = parse(`{ ${fields} }`, { noLocation: true }).definitions
  return node?.kind === Kind.OPERATION_DEFINITION ? node.selectionSet : undefined
}

/** Returns the name of a type, without lists. */
export const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))
