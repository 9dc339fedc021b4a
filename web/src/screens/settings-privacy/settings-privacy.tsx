import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsPrivacyQuery } from '#relay/settingsPrivacyQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Blocked } from './blocked.tsx'
import { Hidden } from './hidden.tsx'
import { Muted } from './muted.tsx'
import { Seen } from './seen.tsx'
import { Zones } from './zones.tsx'

export default function SettingsPrivacy({ query }: ScreenProps<settingsPrivacyQuery>) {
  const { viewer } = usePreloadedQuery<settingsPrivacyQuery>(
    graphql`
      query settingsPrivacyQuery @preloadable {
        viewer {
          withNudges: hasFeature(key: "nudges")
          privacy {
            ...seen_privacy
            ...hidden_privacy
            ...zones_privacy
          }
          ...blocked_viewer
          ...muted_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="privacy">
      {viewer != null && (
        <>
          <Seen privacy={viewer.privacy} withNudges={viewer.withNudges} />
          <Hidden privacy={viewer.privacy} />
          <Zones privacy={viewer.privacy} />
          <Blocked viewer={viewer} />
          <Muted viewer={viewer} />
        </>
      )}
    </Settings>
  )
}
