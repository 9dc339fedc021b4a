import type { QueryPlan } from '@graphql-hive/router-query-planner'
import { GraphQLError, type OperationDefinitionNode, print } from 'graphql'
import { withUsedVariables } from './normal-form.ts'
import { openPlanningProcess } from './planning-process.ts'

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

export const openPlanner = (supergraphSdl: string, timeoutMs: number): Planner => {
  const planner = openPlanningProcess(supergraphSdl, timeoutMs)
  return {
    plan: async (operation, { labels, percentage }) => {
      if (operation.selectionSet.selections.length === 0) return { kind: 'QueryPlan' }
      const query = print(withUsedVariables(operation))
      const operationName = operation.name?.value ?? null
      const plan = await planner.plan({ query, operationName, labels: [...labels], percentage }).catch((error: unknown) => {
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
    close: () => planner.close(),
  }
}
