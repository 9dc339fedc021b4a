import { fragmentsOf } from '@gruppetto/federation'
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { foldFragments, operationSelections } from './fragments.ts'

/** Counts the root fields of the document's largest operation, including those in fragments. */
export const rootFieldsOf = (document: DocumentNode): number => {
  const measure = (set: SelectionSetNode, ofFragment: (name: string) => number): number => {
    let count = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) count += 1
      else if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection.name.value)
      else count += measure(selection.selectionSet, ofFragment)
    }
    return count
  }
  const fold = foldFragments(fragmentsOf(document), measure)
  return Math.max(0, ...operationSelections(document).map(fold))
}
