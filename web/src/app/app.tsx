import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { RelayEnvironmentProvider } from 'react-relay/hooks'
import { type Api, openApi } from '../api/environment.ts'
import { onSession, openSession, type Session, sessionNow } from '../api/session.ts'
import { Toasts } from '../design/toasts.tsx'
import { screens } from '../screens/mod.ts'
import { Failed } from './failed.tsx'
import { Frame } from './frame.tsx'
import { RouterProvider, useRouting } from './router.tsx'
import { Splash } from './splash.tsx'
import { stranger, VisitorContext } from './visitor.tsx'

const useSession = (): Session => useSyncExternalStore(onSession, sessionNow)

const Routed = ({ api, isSignedIn }: { readonly api: Api; readonly isSignedIn: boolean }) => {
  const options = useMemo(() => ({ screens, environment: api.environment, isSignedIn }), [api, isSignedIn])
  const routing = useRouting(options)
  return (
    <RouterProvider of={routing}>
      <Frame isSignedIn={isSignedIn} />
    </RouterProvider>
  )
}

/** What belongs to one session; null is that of nobody. */
const Opened = ({ session }: { readonly session: number | null }) => {
  const [api] = useState(() => openApi(session))
  useEffect(() => () => api.live.close(), [api])
  return (
    <RelayEnvironmentProvider environment={api.environment}>
      <Routed api={api} isSignedIn={session !== null} />
    </RelayEnvironmentProvider>
  )
}

/** The whole app. Nothing of a session outlives it: what belongs to an account is made anew when another one begins. */
export const App = () => {
  const session = useSession()
  const [error, setError] = useState<unknown>(null)
  const [visitor] = useState(stranger)
  const open = () => {
    setError(null)
    openSession().catch(setError)
  }
  useEffect(open, [])
  return (
    <VisitorContext value={visitor}>
      <Toasts>
        {session.is === 'unknown' && (error === null ? <Splash /> : <Failed level={1} error={error} again={open} />)}
        {session.is === 'out' && <Opened key="out" session={null} />}
        {session.is === 'in' && <Opened key={session.number} session={session.number} />}
      </Toasts>
    </VisitorContext>
  )
}
