import { fragmentsOf } from '@gruppetto/federation'
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { foldFragments, operationSelections } from './fragments.ts'

/** Returns the depth of the deepest field; root fields have depth 1. Skips introspection, which a rule of graphql-js limits. */
export const depthOf = (document: DocumentNode): number => {
  const measure = (set: SelectionSetNode, ofFragment: (name: string) => number): number => {
    let deepest = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, ofFragment(selection.name.value))
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, measure(selection.selectionSet, ofFragment))
      else if (!selection.name.value.startsWith('__')) {
        const below = selection.selectionSet === undefined ? 0 : measure(selection.selectionSet, ofFragment)
        deepest = Math.max(deepest, 1 + below)
      }
    }
    return deepest
  }
  const fold = foldFragments(fragmentsOf(document), measure)
  return Math.max(0, ...operationSelections(document).map(fold))
}
