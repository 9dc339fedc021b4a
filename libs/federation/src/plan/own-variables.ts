import { Kind, type NameNode, type OperationDefinitionNode, visit } from 'graphql'
import type { Fragments } from '../fragments.ts'

/** The variable that each fetch of entities has. */
const RESERVED = 'representations'

/** An operation in which no variable has a name that plans use, and a function that gives the values of a client's variables the names there. */
export interface OwnVariables {
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
  readonly renamed: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

/** Gives a client's variable another name where a plan has one with its name. */
export const withOwnVariables = (operation: OperationDefinitionNode, fragments: Fragments): OwnVariables => {
  const taken = new Set((operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value))
  if (!taken.has(RESERVED)) return { operation, fragments, renamed: (values) => values }
  let free = RESERVED
  while (taken.has(free)) free += '_'
  const name: NameNode = { kind: Kind.NAME, value: free }
  const visitor = {
    Variable: (node: { readonly kind: Kind.VARIABLE; readonly name: NameNode }) =>
      node.name.value === RESERVED ? { ...node, name } : undefined,
  }
  return {
    operation: visit(operation, visitor),
    fragments: new Map([...fragments].map(([key, fragment]) => [key, visit(fragment, visitor)])),
    renamed: (values) => {
      const { [RESERVED]: value, ...others } = values
      return value === undefined ? others : { ...others, [free]: value }
    },
  }
}
