import { fragmentsOf } from '@gruppetto/federation'
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { foldFragments, operationSelections } from './fragments.ts'

/**
 * Counts the selections of a document with its fragments expanded. Forty short fragments that each spread the next one twice expand to
 * a million million fields, and the planner would try to expand them.
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
  const fold = foldFragments(fragmentsOf(document), measure)
  return operationSelections(document).reduce((sum, set) => sum + fold(set), 0)
}
