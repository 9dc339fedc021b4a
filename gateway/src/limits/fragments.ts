import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** A document's fragments by name. */
export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  )

/** The selection sets a document starts from: its operations'. */
export const operationSelections = (document: DocumentNode): readonly SelectionSetNode[] =>
  document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []))

/**
 * Folds a number up through selection sets, each fragment once. These run before validation, so a fragment may not exist or lead back
 * to itself: both count nothing, and validation refuses them.
 */
export const perFragment = (
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
