import { useCallback, useState } from 'react'
import { useLazyLoadQuery } from 'react-relay/hooks'
import type { GraphQLTaggedNode, OperationType } from 'relay-runtime'
import { useDesk } from './desk.ts'

/** Asks for what a view shows, each time that it is opened. `again` asks anew; what is there stays until the answer comes. */
export const useAsked = <Query extends OperationType>(query: GraphQLTaggedNode, variables: Query['variables']) => {
  const { tries } = useDesk()
  const [times, setTimes] = useState(0)
  const answer = useLazyLoadQuery<Query>(query, variables, {
    fetchKey: `${tries} ${times}`,
    fetchPolicy: 'store-and-network',
  })
  const again = useCallback(() => setTimes((count) => count + 1), [])
  return { answer, again }
}
