import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { fragmentsOf, operationSelections, perFragment } from './fragments.ts'

/**
 * How many selections a document stands for once its fragments are written out. Forty short fragments that spread each other twice stand
 * for a million million fields: planning would try to write them out.
 */
export const expansionOf = (document: DocumentNode): number => {
  const measure = (set: SelectionSetNode, ofFragment: (name: string) => number): number => {
    let count = 0
    for (const selection of set.selections) {
      count += 1
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection.name.value)
      else if (selection.selectionSet !== undefined) count += measure(selection.selectionSet, ofFragment)
    }
    return count
  }
  const fold = perFragment(fragmentsOf(document), measure)
  return operationSelections(document).reduce((sum, set) => sum + fold(set), 0)
}
