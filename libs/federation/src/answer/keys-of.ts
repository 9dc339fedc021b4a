import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import type { Fragments } from '../fragments.ts'
import type { Path } from '../json.ts'

/** Returns a function that says whether an operation asks for something at a path of its answer, of whatever type the objects on it are. */
export const keysOf = (operation: OperationDefinitionNode, fragments: Fragments) => {
  const below = (set: SelectionSetNode, key: string): readonly SelectionSetNode[] =>
    set.selections.flatMap((selection): readonly SelectionSetNode[] => {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value !== key) return []
        return [selection.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }]
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      return fragment === undefined ? [] : below(fragment.selectionSet, key)
    })
  return (path: Path): boolean => {
    let sets: readonly SelectionSetNode[] = [operation.selectionSet]
    for (const key of path) if (typeof key === 'string') sets = sets.flatMap((set) => below(set, key))
    return sets.length > 0
  }
}
