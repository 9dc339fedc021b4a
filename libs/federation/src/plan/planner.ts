import type { PlanNode, QueryPlan } from '@graphql-hive/router-query-planner'
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, print } from 'graphql'
import type { PossibleTypes } from '../schema/possible-types.ts'
import { rootNamesOf, type SubgraphParts } from '../schema/subgraph-parts.ts'
import { typeSplitter } from './by-type.ts'
import { flowChecker } from './check-flow.ts'
import { planChecker } from './check-plan.ts'
import { fetchesOf } from './fetches.ts'
import { withUsedVariables } from './normal-form.ts'
import { openPlanningProcess, type PlannerName, PlanTooSlow, TooManyWaiting } from './planning-process.ts'
import { requiredLater } from './required-later.ts'
import { selectionAdder } from './with-selections.ts'

/** Which of the fields with a progressive @override are already taken over. */
export interface Override {
  readonly labels: ReadonlySet<string>
  /** Of 100, for labels such as `percent(20)`: a field whose label has a larger number is taken over. */
  readonly percentage: number
}

export interface Planner {
  /** Plans an operation in its normal form, in another process. Rejects with a GraphQLError when there is no plan. */
  plan(operation: OperationDefinitionNode, override: Override): Promise<QueryPlan>
  close(): void
}

export interface PlannerOptions {
  readonly supergraph: DocumentNode
  readonly supergraphSdl: string
  /** The schema for clients. */
  readonly schema: GraphQLSchema
  readonly possibleTypes: PossibleTypes
  readonly parts: SubgraphParts
  readonly timeoutMs: number
}

const PLANNERS: readonly PlannerName[] = ['FIRST', 'OTHER']

const noPlan = (reasons: readonly Error[]): GraphQLError =>
  new GraphQLError('There is no plan for this operation.', {
    extensions: { code: 'QUERY_PLANNING_FAILED' },
    originalError:
      reasons.find((reason) => reason instanceof PlanTooSlow) ?? new Error(reasons.map(({ message }) => message).join('; ')),
  })

/** So often what fields require is asked for first, and what that requires before it. */
const MOST_ROUNDS = 5

/**
 * Opens the planner of a supergraph. An operation is planned by Apollo's planner where the first one has no plan, dies over it, or makes one that asks
 * a subgraph for what it cannot answer, and without its fields with @requires where that one fails too. An operation that wants data never has an empty plan.
 */
export const openPlanner = ({ supergraph, supergraphSdl, schema, possibleTypes, parts, timeoutMs }: PlannerOptions): Planner => {
  const process = openPlanningProcess(supergraphSdl, timeoutMs)
  const flowFlawOf = flowChecker(possibleTypes)
  const byType = typeSplitter(parts, possibleTypes)
  const rootNames = rootNamesOf(supergraph)
  const selected = selectionAdder(parts, rootNames)
  const partFlawOf = planChecker(parts, rootNames)
  const flawOf = (plan: QueryPlan, override: Override, after: readonly PlanNode[] = []): string | null => {
    const fetches = fetchesOf(plan)
    const later = after.flatMap((node) => fetchesOf({ kind: 'QueryPlan', node }))
    return partFlawOf([...fetches, ...later], override) ?? flowFlawOf(fetches, later)
  }
  return {
    plan: async (operation, override) => {
      if (operation.selectionSet.selections.length === 0) return { kind: 'QueryPlan' }
      const { labels, percentage } = override
      const reasons: Error[] = []
      const planned = async (asked: OperationDefinitionNode): Promise<QueryPlan | null> => {
        const query = print(withUsedVariables(asked))
        const question = { query, operationName: asked.name?.value ?? null, labels: [...labels], percentage }
        for (const planner of PLANNERS) {
          try {
            const plan = byType(selected(await process.plan(question, planner)), asked)
            const flaw = flawOf(plan, override)
            if (flaw === null) return plan
            reasons.push(new Error(flaw))
          } catch (error) {
            // The other planner would be no faster.
            if (error instanceof PlanTooSlow || error instanceof TooManyWaiting) throw noPlan([error])
            reasons.push(error instanceof Error ? error : new Error(String(error)))
          }
        }
        return null
      }
      let asked = operation
      const after: PlanNode[] = []
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const plan = await planned(asked)
        if (plan?.node !== undefined && after.length === 0) return plan
        if (plan?.node !== undefined) {
          const flaw = flawOf(plan, override, after)
          if (flaw === null) return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [plan.node, ...after] } }
          reasons.push(new Error(flaw))
          break
        }
        const later = requiredLater(schema, parts, asked, override)
        if (later === null) break
        asked = later.operation
        after.unshift(later.after)
      }
      throw noPlan(reasons)
    },
    close: () => process.close(),
  }
}
