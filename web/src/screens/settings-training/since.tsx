import { useEffect } from 'react'
import { graphql, useRefetchableFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { since_viewer$key } from '#relay/since_viewer'
import now, { type sinceQuery } from '#relay/sinceQuery'
import { Section } from '../../account/settings.tsx'
import { readWhole } from '../../app/read-whole.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Bar } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { weightOf } from './amounts.ts'
import own from './texts.ts'

const LOOK_EVERY_MS = 3_000

/** What held from when, and how far measuring again has come. */
export const Since = ({ viewer: key }: { readonly viewer: since_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { units } = useVisitor()
  const environment = useRelayEnvironment()
  const [{ trainingProfileHistory, recalculation }] = useRefetchableFragment<sinceQuery, since_viewer$key>(
    graphql`
      fragment since_viewer on Viewer @refetchable(queryName: "sinceQuery") {
        recalculation {
          status
          progress
        }
        trainingProfileHistory {
          effectiveFrom
          weightKg
          maxHeartRateBpm
          lactateThresholdHeartRateBpm
          functionalThresholdPowerWatts
          thresholdSpeedMps
        }
      }
    `,
    key,
  )
  const { renew } = useRenewal(() => readWhole<sinceQuery>(environment, now, {}))
  const isMeasuring = recalculation?.status === 'QUEUED' || recalculation?.status === 'RUNNING'
  useEffect(() => {
    if (!isMeasuring) return
    const timer = setInterval(renew, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isMeasuring, renew])
  return (
    <Section title={t('history')} more={t('historyMore')}>
      {isMeasuring && (
        <div role="status" className="settings-form">
          <p>{t('measuring', { percent: Math.round(100 * recalculation.progress) })}</p>
          <Bar part={recalculation.progress} label={t('measuringLabel')} />
        </div>
      )}
      {trainingProfileHistory.length === 0 && <p className="soft">{t('noHistory')}</p>}
      <ol className="settings-list">
        {trainingProfileHistory.map((each) => {
          const said = [
            each.weightKg == null ? null : t(units === 'METRIC' ? 'kg' : 'lb', { value: weightOf(each.weightKg, units) }),
            each.maxHeartRateBpm == null ? null : t('maxIs', { value: each.maxHeartRateBpm }),
            each.lactateThresholdHeartRateBpm == null ? null : t('thresholdIs', { value: each.lactateThresholdHeartRateBpm }),
            each.functionalThresholdPowerWatts == null ? null : t('ftpIs', { value: each.functionalThresholdPowerWatts }),
            each.thresholdSpeedMps == null ? null : measures.speed(each.thresholdSpeedMps, 'RUN'),
          ].filter((text) => text !== null)
          return (
            <li key={each.effectiveFrom}>
              <strong className="since-day">{measures.date(each.effectiveFrom)}</strong>
              <span className="soft">{said.join(' · ')}</span>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
