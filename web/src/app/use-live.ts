import { useEffect, useMemo, useRef } from 'react'
import { useSubscription } from 'react-relay/hooks'
import type { GraphQLSubscriptionConfig, OperationType } from 'relay-runtime'

/**
 * Keeps what a screen shows up to date. Pushes are sent once, to who is subscribed at that moment, and the screen was read before that. So what came
 * in between is caught up with as soon as nothing is missed any more, at first and whenever the connection was away: a state (an event, a board,
 * the unread count) is pushed as it is then, and for anything else `catchUp` asks what is new.
 *
 * `config` comes from `useMemo`.
 */
export const useLive = <Operation extends OperationType>(
  config: GraphQLSubscriptionConfig<Operation>,
  catchUp?: () => void,
): void => {
  const latest = useRef(catchUp)
  useEffect(() => {
    latest.current = catchUp
  })
  useSubscription<Operation>(
    useMemo(() => ({ ...config, cacheConfig: { metadata: { opened: () => latest.current?.() } } }), [config]),
  )
}
