import type { Fragments } from '@gruppetto/federation'
import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

/** Returns the names of an operation's root fields, with repetitions. Needs a validated document, so that no fragment spreads itself. */
export const rootFieldNames = (operation: OperationDefinitionNode, fragments: Fragments): readonly string[] => {
  const names: string[] = []
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) names.push(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else {
        const fragment = fragments.get(selection.name.value)
        if (fragment !== undefined) collect(fragment.selectionSet)
      }
    }
  }
  collect(operation.selectionSet)
  return names
}
