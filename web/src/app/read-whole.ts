import { fetchQuery } from 'react-relay/hooks'
import type { GraphQLTaggedNode, IEnvironment, OperationType } from 'relay-runtime'

/**
 * Reads a query into the store, whole or not at all: where a part of the platform is away it rejects, and the screen keeps what it shows. No other
 * question that is the same may be on its way, whose answer would be from before. `mayBeKept`: without a network, what was kept is better than nothing.
 */
export const readWhole = async <Query extends OperationType>(
  environment: IEnvironment,
  query: GraphQLTaggedNode,
  variables: Query['variables'],
  { mayBeKept = false } = {},
): Promise<Query['response']> => {
  const answer = await fetchQuery<Query>(environment, query, variables, {
    networkCacheConfig: { force: true, metadata: { whole: true, mayBeKept } },
  }).toPromise()
  if (answer === undefined) throw new Error('The platform gave no answer')
  return answer
}
