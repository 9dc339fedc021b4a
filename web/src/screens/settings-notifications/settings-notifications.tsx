import './settings-notifications.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsNotificationsQuery } from '#relay/settingsNotificationsQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Kinds } from './kinds.tsx'
import { Push } from './push.tsx'
import { QuietHours } from './quiet-hours.tsx'

export default function SettingsNotifications({ query }: ScreenProps<settingsNotificationsQuery>) {
  const { viewer } = usePreloadedQuery<settingsNotificationsQuery>(
    graphql`
      query settingsNotificationsQuery @preloadable {
        viewer {
          ...push_viewer
          ...quietHours_viewer
          ...kinds_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="notifications">
      {viewer != null && (
        <>
          <Push viewer={viewer} />
          <QuietHours viewer={viewer} />
          <Kinds viewer={viewer} />
        </>
      )}
    </Settings>
  )
}
