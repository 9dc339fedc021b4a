import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
} from '@graphql-hive/router-query-planner'
import { type DocumentNode, parse } from 'graphql'
import { type Fragments, fragmentsOf } from '../fragments.ts'

/** A type condition that only its own types satisfy: its interface is a type whose things are not told apart yet. */
export interface ExactTypes {
  readonly TypeCondition: string[]
  readonly isExact: true
}

export type FlattenPath = readonly (FlattenNodePathSegment | ExactTypes)[]

/** An `_entities` field of a fetch: which objects it is about, and what they are told by. */
export interface EntityPart extends Omit<EntityBatchAlias, 'paths'> {
  readonly paths: readonly FlattenPath[]
}

/** Returns the `_entities` fields of a fetch at a path, or null for one that asks a root. */
export const entityPartsOf = (node: FetchNode | BatchFetchNode, path: FlattenPath): readonly EntityPart[] | null => {
  if (node.kind === 'BatchFetch') return node.entityBatch.aliases
  const { requires, inputRewrites = [], outputRewrites = [] } = node
  if (requires === undefined) return null
  const representationsVariableName = 'representations'
  return [{ alias: '_entities', representationsVariableName, paths: [path], requires, inputRewrites, outputRewrites }]
}

/** A fetch of a plan, read. */
export interface PlannedFetch {
  readonly subgraph: string
  readonly document: DocumentNode
  readonly fragments: Fragments
  /** Where it asks a root. */
  readonly path: FlattenPath
  readonly rootRewrites: readonly FetchRewrite[]
  readonly entities: readonly EntityPart[] | null
}

const read = (node: FetchNode | BatchFetchNode, path: FlattenPath): PlannedFetch => {
  const document = parse(node.operation, { noLocation: true })
  return {
    subgraph: node.serviceName,
    document,
    fragments: fragmentsOf(document),
    path,
    rootRewrites: node.kind === 'Fetch' ? (node.outputRewrites ?? []) : [],
    entities: entityPartsOf(node, path),
  }
}

/** Returns all fetches of a plan, in an order in which they may run. */
export const fetchesOf = ({ node: root }: QueryPlan): readonly PlannedFetch[] => {
  const below = (node: PlanNode | null | undefined, path: FlattenPath): readonly PlannedFetch[] => {
    switch (node?.kind) {
      case 'Fetch':
      case 'BatchFetch':
        return [read(node, path)]
      case 'Sequence':
      case 'Parallel':
        return node.nodes.flatMap((child) => below(child, path))
      case 'Flatten':
        return below(node.node, [...path, ...node.path])
      case 'Condition':
        return [...below(node.ifClause, path), ...below(node.elseClause, path)]
      case 'Subscription':
        return below(node.primary, path)
      default:
        return []
    }
  }
  return below(root, [])
}

/** Returns the plan with each fetch that asks for something replaced by what `change` makes of it. */
export const withFetches = (
  plan: QueryPlan,
  change: (node: FetchNode | BatchFetchNode, path: FlattenPath) => FetchNode | BatchFetchNode,
): QueryPlan => {
  const changed = (node: PlanNode, path: FlattenPath): PlanNode => {
    switch (node.kind) {
      case 'Fetch':
      case 'BatchFetch':
        return change(node, path)
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map((child) => changed(child, path)) }
      case 'Flatten':
        return { ...node, node: changed(node.node, [...path, ...node.path]) }
      case 'Condition': {
        const clause = (child: PlanNode | null | undefined) =>
          child === null || child === undefined ? undefined : changed(child, path)
        const [ifClause, elseClause] = [clause(node.ifClause), clause(node.elseClause)]
        return {
          ...node,
          ...(ifClause === undefined ? {} : { ifClause }),
          ...(elseClause === undefined ? {} : { elseClause }),
        }
      }
      default:
        return node
    }
  }
  return plan.node === undefined ? plan : { ...plan, node: changed(plan.node, []) }
}
