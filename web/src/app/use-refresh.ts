import { useCallback } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import { commitLocalUpdate } from 'relay-runtime'
import { useRouter } from './router.tsx'

/** Returns what asks for the whole screen again, after a change that many parts of it show. What is there stays until the answer comes. */
export const useRefresh = (): (() => void) => {
  const environment = useRelayEnvironment()
  const { again } = useRouter()
  return useCallback(() => {
    commitLocalUpdate(environment, (store) => store.invalidateStore())
    again()
  }, [environment, again])
}
