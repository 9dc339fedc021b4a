import './settings-training.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsTrainingQuery } from '#relay/settingsTrainingQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Since } from './since.tsx'
import { ThresholdForm } from './threshold-form.tsx'
import { ZoneBounds } from './zone-bounds.tsx'

export default function SettingsTraining({ query }: ScreenProps<settingsTrainingQuery>) {
  const { viewer } = usePreloadedQuery<settingsTrainingQuery>(
    graphql`
      query settingsTrainingQuery @preloadable {
        viewer {
          ...thresholdForm_viewer
          trainingProfile {
            ...zoneBounds_profile
          }
          ...since_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="training">
      {viewer != null && (
        <>
          <ThresholdForm viewer={viewer} />
          <ZoneBounds profile={viewer.trainingProfile} />
          <Since viewer={viewer} />
        </>
      )}
    </Settings>
  )
}
