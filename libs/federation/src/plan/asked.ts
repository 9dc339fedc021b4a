import { Kind, parse, type SelectionSetNode } from 'graphql'
import { type Fragments, fragmentsOf } from '../fragments.ts'
import type { SubgraphOperation } from '../subgraph.ts'

/** A field that a fetch asks for, by its key in the answer. */
export interface Asked {
  readonly key: string
  /** The type condition of the fragment around it. */
  readonly type: string | null
  readonly below: readonly Asked[]
}

const readAsked = (set: SelectionSetNode | undefined, fragments: Fragments, type: string | null): Asked[] =>
  (set?.selections ?? []).flatMap((selection): Asked[] => {
    if (selection.kind === Kind.FIELD) {
      const below = readAsked(selection.selectionSet, fragments, null)
      return selection.name.value === '__typename' ? [] : [{ key: selection.alias?.value ?? selection.name.value, type, below }]
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    return readAsked(fragment?.selectionSet, fragments, fragment?.typeCondition?.name.value ?? type)
  })

const known = new WeakMap<SubgraphOperation, readonly Asked[]>()

/** Returns what a fetch asks for at its root. Only what goes wrong needs to know it, so it is read then, once. */
export const askedOf = (operation: SubgraphOperation): readonly Asked[] => {
  const before = known.get(operation)
  if (before !== undefined) return before
  const document = parse(operation.document, { noLocation: true })
  const root = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  const asked = readAsked(root?.selectionSet, fragmentsOf(document), null)
  known.set(operation, asked)
  return asked
}
