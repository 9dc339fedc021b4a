import type { Fragments } from '@gruppetto/federation'
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'

/** Returns the selection sets of a document's operations. */
export const operationSelections = (document: DocumentNode): readonly SelectionSetNode[] =>
  document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []))

/**
 * Computes a number from nested selection sets, once for each fragment. It runs before validation, so a fragment may be missing or
 * spread itself. Both count as 0, and validation refuses them.
 */
export const foldFragments = (
  fragments: Fragments,
  measure: (set: SelectionSetNode, ofFragment: (name: string) => number) => number,
) => {
  const known = new Map<string, number>()
  const open = new Set<string>()
  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name)
    if (fragment === undefined || open.has(name)) return 0
    const before = known.get(name)
    if (before !== undefined) return before
    open.add(name)
    const value = measure(fragment.selectionSet, ofFragment)
    open.delete(name)
    known.set(name, value)
    return value
  }
  return (set: SelectionSetNode): number => measure(set, ofFragment)
}
