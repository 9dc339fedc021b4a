import type { BatchFetchNode, FetchNode, PlanNode } from '@graphql-hive/router-query-planner'
import type { SubgraphAnswer } from '../subgraph.ts'
import { copyOf } from './merge.ts'
import type { Ask, Run } from './run.ts'

/** Equal for fetches that ask the same of the same subgraph, wherever they stand in a plan. */
export const textOfFetch = ({ serviceName, operation }: FetchNode | BatchFetchNode): string => `${serviceName}\n${operation}`

/**
 * Returns the texts of the fetches that a plan has more than once: Apollo's planner has one for each place. None for a mutation, since what is
 * read behind each of its fields may be another thing.
 */
export const equalFetches = (root: PlanNode | undefined): ReadonlySet<string> => {
  const seen = new Set<string>()
  const equal = new Set<string>()
  let isMutation = false
  const look = (node: PlanNode | null | undefined): void => {
    switch (node?.kind) {
      case 'Fetch':
      case 'BatchFetch': {
        const text = textOfFetch(node)
        if (node.operationKind === 'mutation') isMutation = true
        if (seen.has(text)) equal.add(text)
        seen.add(text)
        return
      }
      case 'Sequence':
      case 'Parallel':
        for (const child of node.nodes) look(child)
        return
      case 'Flatten':
        look(node.node)
        return
      case 'Condition':
        look(node.ifClause)
        look(node.elseClause)
    }
  }
  look(root)
  return isMutation ? new Set() : equal
}

/** Asks once what several calls of one execution ask, with the same variables and about the same entities. Each takes an answer of its own. */
export const askingOnce = <Context>(ask: Ask<Context>): Ask<Context> => {
  const asked = new WeakMap<Run<Context>, Map<string, Promise<SubgraphAnswer | null>>>()
  return (run, operation, sent, representations, take) => {
    const { subgraph, document } = operation
    const answers = asked.get(run) ?? new Map<string, Promise<SubgraphAnswer | null>>()
    asked.set(run, answers)
    const key = JSON.stringify([subgraph, document, sent, representations])
    let answer = answers.get(key)
    if (answer === undefined) {
      let given: SubgraphAnswer | null = null
      answer = ask(run, operation, sent, representations, (answered) => {
        given = answered
      }).then(() => given)
      answers.set(key, answer)
    }
    return answer.then((given) => take(given === null ? null : (copyOf(given) as SubgraphAnswer)))
  }
}
