import './training.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { trainingQuery } from '#relay/trainingQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { TrainingFrame } from '../../training/training-frame.tsx'
import { Eddington } from './eddington.tsx'
import { FitnessCard } from './fitness-card.tsx'
import { PaceCurve } from './pace-curve.tsx'
import { PowerCard } from './power-card.tsx'
import { Predictions } from './predictions.tsx'
import { Records } from './records.tsx'
import { Teaser } from './teaser.tsx'
import own from './texts.ts'
import { Vo2Card } from './vo2-card.tsx'
import { ZoneWeeks } from './zone-weeks.tsx'

export default function Training({ query }: ScreenProps<trainingQuery>) {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<trainingQuery>(
    graphql`
      query trainingQuery(
        $fitnessSince: Date!
        $fitnessUntil: Date!
        $zonesSince: Date!
        $vo2Since: Date!
        $allSince: Date!
        $until: Date!
      ) @preloadable {
        viewer {
          hasFeature(key: "performance-page")
          athlete {
            isPremium
            performance {
              __typename
            }
            ...paceCurve_athlete
            ...records_athlete
            ...eddington_athlete
            ...teaser_athlete
          }
          ...fitnessCard_viewer @arguments(since: $fitnessSince, until: $fitnessUntil)
          ...powerCard_viewer @arguments(since: $allSince, until: $until)
          ...zoneWeeks_viewer @arguments(since: $zonesSince, until: $until)
          ...vo2Card_viewer @arguments(since: $vo2Since, until: $until)
          ...predictions_viewer
        }
      }
    `,
    query,
  )
  if (viewer == null) return <TrainingFrame place="training">{null}</TrainingFrame>
  const { athlete, hasFeature } = viewer
  return (
    <TrainingFrame place="training">
      {athlete.performance != null && <FitnessCard viewer={viewer} />}
      {athlete.performance == null && hasFeature && !athlete.isPremium && <Teaser athlete={athlete} />}
      {athlete.performance == null && hasFeature && athlete.isPremium && (
        <Notice icon="flag" title={t('away')}>
          {t('awayMore')}
        </Notice>
      )}
      <div className="training-columns">
        {athlete.performance != null && (
          <>
            <PowerCard viewer={viewer} />
            <ZoneWeeks viewer={viewer} />
            <Vo2Card viewer={viewer} />
            <Predictions viewer={viewer} />
          </>
        )}
        <PaceCurve athlete={athlete} />
        <Records athlete={athlete} />
        <Eddington athlete={athlete} />
      </div>
    </TrainingFrame>
  )
}
