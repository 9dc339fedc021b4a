import { useEffect } from 'react'
import { graphql, useRefetchableFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { exports_viewer$key } from '#relay/exports_viewer'
import type { exportsMutation } from '#relay/exportsMutation'
import now, { type exportsQuery } from '#relay/exportsQuery'
import { Section } from '../../account/settings.tsx'
import { readWhole } from '../../app/read-whole.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bar, Button, buttonClass } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const LOOK_EVERY_MS = 2_000

/** Everything the platform holds on the athlete, as archives. */
export const Exports = ({ viewer: key }: { readonly viewer: exports_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const environment = useRelayEnvironment()
  const [{ dataExports }] = useRefetchableFragment<exportsQuery, exports_viewer$key>(
    graphql`
      fragment exports_viewer on Viewer @refetchable(queryName: "exportsQuery") {
        dataExports {
          id
          status
          progress
          requestedAt
          parts
          expiresAt
        }
      }
    `,
    key,
  )
  const { renew } = useRenewal(() => readWhole<exportsQuery>(environment, now, {}))
  const { send, isBusy, wrong } = useSend<exportsMutation>(graphql`
    mutation exportsMutation {
      requestDataExport {
        id
      }
    }
  `)
  const isMaking = dataExports.some(({ status }) => status === 'QUEUED' || status === 'RUNNING')
  useEffect(() => {
    if (!isMaking) return
    const timer = setInterval(renew, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isMaking, renew])
  return (
    <Section title={t('export')} more={t('exportMore')}>
      <div className="settings-acts">
        <Button look="main" icon="download" busy={isBusy} disabled={isMaking} onClick={() => send({}, { done: renew })}>
          {t(isMaking ? 'making' : 'request')}
        </Button>
      </div>
      <WrongAll text={wrong.all} />
      <ul className="settings-list">
        {dataExports.map(({ id, status, progress, requestedAt, parts, expiresAt }) => (
          <li key={id}>
            <span className="settings-mark">
              <Icon name="box" />
            </span>
            <div>
              <strong>{measures.dateTime(requestedAt)}</strong>
              <p className="soft">
                {status === 'DONE' && expiresAt != null ? t('until', { day: measures.dateOf(expiresAt) }) : t(status)}
              </p>
              {(status === 'QUEUED' || status === 'RUNNING') && <Bar part={progress} label={t('making')} />}
            </div>
            {parts.map((url, at) => (
              <a key={url} className={buttonClass('outline', true)} href={url} download>
                {parts.length === 1 ? t('fetch') : t('fetchPart', { part: at + 1, all: parts.length })}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}
