import type { BatchFetchNode, FetchNode, QueryPlan } from '@graphql-hive/router-query-planner'
import { Kind, parse, print, type SelectionNode, type SelectionSetNode } from 'graphql'
import type { SubgraphParts, TypePart } from '../schema/subgraph-parts.ts'
import { withFetches } from './fetches.ts'
import { setOf, TYPENAME } from './nodes.ts'

/** Whether a type is an object, an interface or a union. */
const isComposite = (part: TypePart | undefined): boolean =>
  part !== undefined && (part.fields.size > 0 || part.possible.size > 0)

/**
 * Returns a function that completes a plan in which a field of objects stands without a selection. The first planner leaves one where all that it asked
 * below a shared field went into a later request, since it requires what another subgraph knows; the subgraph would refuse the request as a whole.
 */
export const selectionAdder = (parts: SubgraphParts, rootNames: Readonly<Record<string, string>>) => {
  const complete = <Node extends FetchNode | BatchFetchNode>(node: Node): Node => {
    const types = parts.get(node.serviceName)
    let isChanged = false
    const completeSet = ({ selections }: SelectionSetNode, type: string): SelectionSetNode =>
      setOf(
        selections.map((selection): SelectionNode => {
          if (selection.kind === Kind.FRAGMENT_SPREAD) return selection
          if (selection.kind === Kind.INLINE_FRAGMENT) {
            const inner = selection.typeCondition?.name.value ?? type
            return { ...selection, selectionSet: completeSet(selection.selectionSet, inner) }
          }
          // `_entities` is no field of a type: each of its fragments says of which type it is.
          const inner = types?.get(type)?.fields.get(selection.name.value)?.type ?? ''
          if (selection.selectionSet !== undefined)
            return { ...selection, selectionSet: completeSet(selection.selectionSet, inner) }
          if (!isComposite(types?.get(inner))) return selection
          isChanged = true
          return { ...selection, selectionSet: setOf([TYPENAME]) }
        }),
      )
    const document = parse(node.operation, { noLocation: true })
    const definitions = document.definitions.map((definition) => {
      if (definition.kind === Kind.OPERATION_DEFINITION)
        return { ...definition, selectionSet: completeSet(definition.selectionSet, rootNames[definition.operation] ?? '') }
      return definition.kind === Kind.FRAGMENT_DEFINITION
        ? { ...definition, selectionSet: completeSet(definition.selectionSet, definition.typeCondition.name.value) }
        : definition
    })
    return isChanged ? { ...node, operation: print({ ...document, definitions }) } : node
  }
  return (plan: QueryPlan): QueryPlan => withFetches(plan, complete)
}
