import { useEffect } from 'react'
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay/hooks'
import { commitMutation } from 'relay-runtime'
import type { usePushMutation } from '#relay/usePushMutation'
import type { usePushQuery } from '#relay/usePushQuery'

const MUTATION = graphql`
  mutation usePushMutation($input: WebPushInput!) {
    registerWebPush(input: $input)
  }
`

const QUERY = graphql`
  query usePushQuery {
    viewer {
      webPushPublicKey
    }
  }
`

/** How long after the start: nothing of the screen waits for it. */
const AFTER_MS = 5_000

/**
 * Confirms this device for pushes at each start, for an athlete who has asked for them on it. An endpoint belongs to the athlete who has registered it
 * last, so nobody else is registered here.
 */
export const usePush = (athleteId: string): void => {
  const environment = useRelayEnvironment()
  useEffect(() => {
    let isOver = false
    const publicKey = async () =>
      (await fetchQuery<usePushQuery>(environment, QUERY, {}).toPromise())?.viewer?.webPushPublicKey ?? null
    const timer = setTimeout(async () => {
      const { confirmed } = await import('../api/web-push.ts')
      // Without a network, or without a push service, the next start does it.
      const input = isOver ? null : await confirmed(athleteId, publicKey).catch(() => null)
      if (input !== null && !isOver) commitMutation<usePushMutation>(environment, { mutation: MUTATION, variables: { input } })
    }, AFTER_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [environment, athleteId])
}
