import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import type { Fragments } from './fragments.ts'

/** The names of the root fields an operation asks for, one for each time it does. The document has been validated: no fragment leads back to itself. */
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
