import '../../clubs/clubs.css'
import '../../social/social.css'
import './partner.css'
import { Suspense, useCallback, useState } from 'react'
import { RelayEnvironmentProvider } from 'react-relay/hooks'
import { openPartner, type Partner } from '../../api/environment.ts'
import { Guard } from '../../app/failed.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Bone } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { PartnerConsole } from './partner-console.tsx'
import { PartnerEntry } from './partner-entry.tsx'
import own from './texts.ts'
import { viewOf } from './views.ts'

type State = { readonly is: 'out'; readonly wasRefused: boolean } | { readonly is: 'in'; readonly partner: Partner }

/** Where a partner works with an API key. The key is in the memory of this component, and gone with it. */
export default function PartnerScreen({ search }: ScreenProps) {
  const t = useTexts(own)
  const [state, setState] = useState<State>({ is: 'out', wasRefused: false })
  const [tries, setTries] = useState(0)
  const enter = (secret: string) => {
    const partner = openPartner(secret, () => setState({ is: 'out', wasRefused: true }))
    setState({ is: 'in', partner })
  }
  const leave = useCallback(() => setState({ is: 'out', wasRefused: false }), [])
  const waiting = (
    <div className="section" role="status">
      <span className="unseen">{t('loading')}</span>
      <Bone height="3rem" />
      <Bone height="14rem" />
    </div>
  )
  return (
    <div className="page partner">
      <title>{`${t('title')} · Gruppetto`}</title>
      {state.is === 'out' ? (
        <PartnerEntry wasRefused={state.wasRefused} onEnter={enter} />
      ) : (
        <RelayEnvironmentProvider environment={state.partner.environment}>
          <Guard level={1} of={state} again={() => setTries((count) => count + 1)}>
            <Suspense fallback={waiting}>
              <PartnerConsole
                partner={state.partner}
                view={viewOf(search.get('view'))}
                tries={tries}
                waiting={waiting}
                onLeave={leave}
              />
            </Suspense>
          </Guard>
        </RelayEnvironmentProvider>
      )}
    </div>
  )
}
