import { useEffect } from 'react'
import { graphql, useRelayEnvironment } from 'react-relay/hooks'
import { commitMutation } from 'relay-runtime'
import type { usePushMutation } from '#relay/usePushMutation'

const MUTATION = graphql`
  mutation usePushMutation($input: WebPushInput!) {
    registerWebPush(input: $input)
  }
`

/** How long after the start: nothing of the screen waits for it. */
const AFTER_MS = 5_000

/** Confirms this device for pushes at each start, where it gets some: an endpoint belongs to the athlete who has registered it last. */
export const usePush = (): void => {
  const environment = useRelayEnvironment()
  useEffect(() => {
    const timer = setTimeout(async () => {
      const { subscribed } = await import('../api/web-push.ts')
      const input = await subscribed()
      if (input !== null) commitMutation<usePushMutation>(environment, { mutation: MUTATION, variables: { input } })
    }, AFTER_MS)
    return () => clearTimeout(timer)
  }, [environment])
}
