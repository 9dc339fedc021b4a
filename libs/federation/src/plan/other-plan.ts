import type {
  FetchNode as OtherFetch,
  PlanNode as OtherNode,
  QueryPlan as OtherPlan,
  SubscriptionNode as OtherSubscription,
  QueryPlanSelectionNode,
} from '@apollo/query-planner'
import type {
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner'

const ON = '... on '

const requiresOf = (selections: readonly QueryPlanSelectionNode[]): RequiresSelection[] =>
  selections.flatMap((selection): RequiresSelection[] => {
    const below = requiresOf(selection.selections ?? [])
    if (selection.kind === 'Field') return [{ kind: 'Field', name: selection.name, selections: below }]
    return selection.typeCondition === undefined
      ? below
      : [{ kind: 'InlineFragment', typeCondition: selection.typeCondition, selections: below }]
  })

const rewritePath = (path: readonly string[]): FetchNodePathSegment[] =>
  path.map((part) => (part.startsWith(ON) ? { TypenameEquals: [part.slice(ON.length)] } : { Key: part }))

const rewritesOf = (rewrites: OtherFetch['inputRewrites']): FetchRewrite[] =>
  (rewrites ?? []).map((rewrite) => {
    const path = rewritePath(rewrite.path)
    return rewrite.kind === 'ValueSetter'
      ? { ValueSetter: { path, setValueTo: String(rewrite.setValueTo) } }
      : { KeyRenamer: { path, renameKeyTo: rewrite.renameKeyTo } }
  })

const fetchOf = (node: OtherFetch): FetchNode => ({
  kind: 'Fetch',
  serviceName: node.serviceName,
  operation: node.operation,
  operationKind: node.operationKind,
  ...(node.variableUsages === undefined ? {} : { variableUsages: [...node.variableUsages] }),
  ...(node.operationName === undefined ? {} : { operationName: node.operationName }),
  ...(node.requires === undefined ? {} : { requires: requiresOf(node.requires) }),
  inputRewrites: rewritesOf(node.inputRewrites),
  outputRewrites: rewritesOf(node.outputRewrites),
})

const segmentOf = (part: string | number): FlattenNodePathSegment => {
  const text = String(part)
  if (text === '@') return '@'
  return text.startsWith(ON) ? { TypeCondition: [text.slice(ON.length)] } : { Field: text }
}

const nodeOf = (node: OtherNode | OtherSubscription): PlanNode => {
  switch (node.kind) {
    case 'Fetch':
      return fetchOf(node)
    case 'Flatten':
      return { kind: 'Flatten', path: node.path.map(segmentOf), node: nodeOf(node.node) }
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map(nodeOf) }
    case 'Condition':
      return {
        kind: 'Condition',
        condition: node.condition,
        ...(node.ifClause === undefined ? {} : { ifClause: nodeOf(node.ifClause) }),
        ...(node.elseClause === undefined ? {} : { elseClause: nodeOf(node.elseClause) }),
      }
    case 'Subscription': {
      const primary: PlanNode = { kind: 'Subscription', primary: fetchOf(node.primary) }
      return node.rest === undefined ? primary : { kind: 'Sequence', nodes: [primary, nodeOf(node.rest)] }
    }
    case 'Defer':
      throw new Error('a plan with @defer is not supported')
  }
}

/** Writes a plan of Apollo's planner as the Rust planner would have written it. */
export const planOfOther = ({ node }: OtherPlan): QueryPlan =>
  node === undefined ? { kind: 'QueryPlan' } : { kind: 'QueryPlan', node: nodeOf(node) }
