import { useEffect, useState } from 'react'
import { graphql, useRefetchableFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { push_viewer$key } from '#relay/push_viewer'
import now, { type pushDevicesQuery } from '#relay/pushDevicesQuery'
import type { pushOffMutation } from '#relay/pushOffMutation'
import type { pushOnMutation } from '#relay/pushOnMutation'
import { Section } from '../../account/settings.tsx'
import { type PushState, pushState, rememberPush, subscribe, unsubscribe } from '../../api/web-push.ts'
import { readWhole } from '../../app/read-whole.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { WrongAll } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bone, Button } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Pushes on this device, and which others get some. */
export const Push = ({ viewer: key }: { readonly viewer: push_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const remember = (wants: boolean) => {
    if (athleteId !== null) rememberPush(athleteId, wants)
  }
  const [state, setState] = useState<PushState | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const environment = useRelayEnvironment()
  const [{ webPushPublicKey, pushDevices }] = useRefetchableFragment<pushDevicesQuery, push_viewer$key>(
    graphql`
      fragment push_viewer on Viewer @refetchable(queryName: "pushDevicesQuery") {
        webPushPublicKey
        pushDevices {
          id
          endpointHost
          registeredAt
          lastDeliveredAt
        }
      }
    `,
    key,
  )
  const { renew } = useRenewal(() => readWhole<pushDevicesQuery>(environment, now, {}))
  const register = useSend<pushOnMutation>(graphql`
    mutation pushOnMutation($input: WebPushInput!) {
      registerWebPush(input: $input)
    }
  `)
  const forget = useSend<pushOffMutation>(graphql`
    mutation pushOffMutation($endpoint: URL!) {
      unregisterWebPush(endpoint: $endpoint)
    }
  `)
  const look = () => void pushState().then(setState)
  useEffect(look, [])
  const changed = () => {
    look()
    renew()
  }
  const turnOn = async () => {
    if (webPushPublicKey == null) return
    setAsking(true)
    setFailed(null)
    try {
      const input = await subscribe(webPushPublicKey)
      // What the platform refuses is not left on in the browser either.
      if (input === null) return
      const done = () => {
        remember(true)
        changed()
      }
      register.send({ input }, { done, failed: () => void unsubscribe().then(look) })
    } catch {
      setFailed(t('pushFailed'))
    } finally {
      setAsking(false)
      look()
    }
  }
  const turnOff = async () => {
    remember(false)
    const endpoint = await unsubscribe()
    look()
    if (endpoint !== null) forget.send({ endpoint }, { done: changed })
  }
  const isOff = webPushPublicKey == null
  return (
    <Section title={t('pushHere')} more={t('pushMore')}>
      {isOff && <p className="soft">{t('pushNotHere')}</p>}
      {!isOff && state === null && <Bone height="2.75rem" width="14rem" />}
      {!isOff && state === 'unsupported' && <p className="soft">{t('pushUnsupported')}</p>}
      {!isOff && state === 'denied' && <p className="soft">{t('pushDenied')}</p>}
      {!isOff && (state === 'off' || state === 'on') && (
        <div className="settings-acts">
          {state === 'off' ? (
            <Button look="main" icon="bell" busy={isAsking || register.isBusy} onClick={turnOn}>
              {t('pushTurnOn')}
            </Button>
          ) : (
            <>
              <span className="settings-done">{t('pushOn')}</span>
              <Button look="outline" busy={forget.isBusy} onClick={turnOff}>
                {t('pushTurnOff')}
              </Button>
            </>
          )}
        </div>
      )}
      <WrongAll text={failed ?? register.wrong.all ?? register.wrong.fields.endpoint ?? forget.wrong.all} />
      {pushDevices != null && pushDevices.length > 0 && (
        <ul className="settings-list">
          {pushDevices.map(({ id, endpointHost, registeredAt, lastDeliveredAt }) => (
            <li key={id}>
              <span className="settings-mark">
                <Icon name="device" />
              </span>
              <div>
                <strong>{endpointHost}</strong>
                <p className="soft">
                  {lastDeliveredAt == null
                    ? t('pushSince', { since: measures.dateTime(registeredAt) })
                    : t('pushLast', { ago: measures.ago(lastDeliveredAt) })}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
