import { type QueryPlan, QueryPlanner } from '@graphql-hive/router-query-planner'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** Which of the fields with a progressive @override are already taken over. */
export interface Override {
  readonly labels: ReadonlySet<string>
  /** Of 100, for labels such as `percent(20)`: a field whose label has a larger number is taken over. */
  readonly percentage: number
}

export interface Planner {
  /** Plans off the main thread. Rejects with a GraphQLError when there is no plan. */
  plan(
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    override: Override,
  ): Promise<QueryPlan>
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** Whether @skip or @include leave it out whatever the variables are. */
const isNever = ({ directives }: SelectionNode): boolean =>
  (directives ?? []).some(({ name, arguments: given }) => {
    const value = given?.find((argument) => argument.name.value === 'if')?.value
    return value?.kind === Kind.BOOLEAN && ((name.value === 'skip' && value.value) || (name.value === 'include' && !value.value))
  })

const isIntrospection = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && (selection.name.value === '__schema' || selection.name.value === '__type')

/**
 * Leaves out introspection, which no subgraph answers for all, and what is never asked for. A selection that had nothing else asks for the
 * type's name instead.
 */
const plannable = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(node: Node): Node =>
  visit(node, {
    SelectionSet: {
      leave: (set: SelectionSetNode): SelectionSetNode | undefined => {
        const selections = set.selections.filter((selection) => !isIntrospection(selection) && !isNever(selection))
        if (selections.length === set.selections.length) return undefined
        return { ...set, selections: selections.length === 0 ? [typename] : selections }
      },
    },
  })

/** Whether a selection at the root has fields for subgraphs. `__typename` of the root is known without them. */
const hasFields = (set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): boolean =>
  set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename'
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    return inner !== undefined && hasFields(inner.selectionSet, fragments)
  })

const withoutRootTypename = (set: SelectionSetNode): SelectionSetNode => {
  const selections = set.selections.filter((node) => node.kind !== Kind.FIELD || node.name.value !== '__typename')
  return { ...set, selections }
}

export const openPlanner = (supergraphSdl: string): Planner => {
  const planner = new QueryPlanner(supergraphSdl)
  return {
    plan: async (operation, fragments, { labels, percentage }) => {
      const local = new Map([...fragments].map(([name, fragment]) => [name, plannable(fragment)]))
      const stripped = plannable(operation)
      if (!hasFields(stripped.selectionSet, local)) return { kind: 'QueryPlan' }
      const root: OperationDefinitionNode = { ...stripped, selectionSet: withoutRootTypename(stripped.selectionSet) }
      const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [root, ...local.values()] }
      const plan = await planner
        .planAsync(print(document), operation.name?.value ?? null, new Set(labels), percentage)
        .catch((error: unknown) => {
          throw new GraphQLError('There is no plan for this operation.', {
            extensions: { code: 'QUERY_PLANNING_FAILED' },
            originalError: error instanceof Error ? error : new Error(String(error)),
          })
        })
      if (plan.node === undefined || plan.node === null) {
        throw new GraphQLError('The plan for this operation is empty.', { extensions: { code: 'QUERY_PLANNING_FAILED' } })
      }
      return plan
    },
  }
}
