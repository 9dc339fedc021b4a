import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import type { GraphQLTaggedNode, OperationType } from 'relay-runtime'
import { errorsOf, wrongOf } from '../api/wrong.ts'
import { useToast } from '../design/toasts.tsx'
import { readWhole } from './read-whole.ts'
import { useErrorWords } from './use-send.ts'

type Variables<Query extends OperationType> = Query['variables']

interface Asked<Query extends OperationType, Choice> {
  /** What the fragment shows at first. */
  readonly first: Choice
  /** All variables of the query. */
  readonly variablesOf: (choice: Choice) => Variables<Query>
  readonly refetch: (variables: Variables<Query>, options: { readonly fetchPolicy: 'store-only' }) => unknown
}

interface Another<Choice> {
  readonly isAsking: boolean
  /** What was chosen last, as a control shows it. */
  readonly chosen: Choice
  /** What the rows that stand there are of. */
  readonly shown: Choice
  readonly choose: (next: Choice) => void
}

/**
 * Lets the reader choose what a fragment shows: other rows of a list, another span of time. `query` is the one that the fragment is refetched by.
 * What is shown stays until the other is there as a whole; where it does not come, since a part of the platform is away, a message says so and the
 * choice goes back to what is shown. Of two choices, the later counts.
 */
export const useAnother = <Query extends OperationType, Choice>(
  query: GraphQLTaggedNode,
  asked: Asked<Query, Choice>,
): Another<Choice> => {
  const environment = useRelayEnvironment()
  const say = useToast()
  const words = useErrorWords()
  const [isAsking, setAsking] = useState(false)
  const [chosen, setChosen] = useState(asked.first)
  const [shown, setShown] = useState(asked.first)
  const newest = useRef(0)
  const latest = useRef({ asked, say, shown, words })
  useEffect(() => {
    latest.current = { asked, say, shown, words }
  })
  const choose = useCallback(
    (next: Choice): void => {
      newest.current += 1
      const own = newest.current
      const variables = latest.current.asked.variablesOf(next)
      const show = () => {
        latest.current.asked.refetch(variables, { fetchPolicy: 'store-only' })
        setShown(next)
      }
      const goBack = (error: unknown) => {
        setChosen(latest.current.shown)
        latest.current.say(wrongOf(errorsOf(error as Error), latest.current.words).all ?? '')
      }
      const ask = async () => {
        try {
          await readWhole<Query>(environment, query, variables, { mayBeKept: true })
          if (own === newest.current) startTransition(show)
        } catch (error) {
          if (own === newest.current) goBack(error)
        } finally {
          if (own === newest.current) setAsking(false)
        }
      }
      setChosen(next)
      setAsking(true)
      void ask()
    },
    [environment, query],
  )
  return { isAsking, chosen, shown, choose }
}
