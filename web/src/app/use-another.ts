import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import type { GraphQLTaggedNode, OperationType } from 'relay-runtime'
import { errorsOf, wrongOf } from '../api/wrong.ts'
import { useToast } from '../design/toasts.tsx'
import { readWhole } from './read-whole.ts'
import { useErrorWords } from './use-send.ts'

interface Then {
  /** Is called together with the change of what is shown. */
  readonly shown?: () => void
  /** Is called where the other does not come: puts the choice back. */
  readonly back?: () => void
}

type Refetch<Query extends OperationType> = (
  variables: Query['variables'],
  options: { readonly fetchPolicy: 'store-only' },
) => unknown

/**
 * Returns whether something else is being read for a fragment, and what asks for it: other rows of a list, another span of time. What is shown
 * stays until the other is there as a whole; where it does not come, since a part of the platform is away, a message says so. `query` is the one
 * that the fragment is refetched by, and is asked with all of its variables. Of two questions, the later counts.
 */
export const useAnother = <Query extends OperationType>(query: GraphQLTaggedNode, refetch: Refetch<Query>) => {
  const environment = useRelayEnvironment()
  const say = useToast()
  const words = useErrorWords()
  const [isAsking, setAsking] = useState(false)
  const newest = useRef(0)
  const latest = useRef({ refetch, say, words })
  useEffect(() => {
    latest.current = { refetch, say, words }
  })
  const ask = useCallback(
    async (variables: Query['variables'], { shown, back }: Then = {}): Promise<void> => {
      newest.current += 1
      const own = newest.current
      setAsking(true)
      try {
        await readWhole<Query>(environment, query, variables, { mayBeKept: true })
        if (own !== newest.current) return
        startTransition(() => {
          latest.current.refetch(variables, { fetchPolicy: 'store-only' })
          shown?.()
        })
      } catch (error) {
        if (own !== newest.current) return
        back?.()
        latest.current.say(wrongOf(errorsOf(error as Error), latest.current.words).all ?? '')
      } finally {
        if (own === newest.current) setAsking(false)
      }
    },
    [environment, query],
  )
  return [isAsking, ask] as const
}
