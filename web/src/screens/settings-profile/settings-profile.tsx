import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsProfileQuery } from '#relay/settingsProfileQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { PersonaForm } from './persona-form.tsx'
import { Picture } from './picture.tsx'
import { ProfileForm } from './profile-form.tsx'
import { WritingForm } from './writing-form.tsx'

export default function SettingsProfile({ query }: ScreenProps<settingsProfileQuery>) {
  const { viewer } = usePreloadedQuery<settingsProfileQuery>(
    graphql`
      query settingsProfileQuery @preloadable {
        viewer {
          athlete {
            ...picture_athlete
            ...profileForm_athlete
          }
          ...writingForm_viewer
          ...personaForm_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="profile">
      {viewer != null && (
        <>
          <Picture athlete={viewer.athlete} />
          <ProfileForm athlete={viewer.athlete} />
          <WritingForm viewer={viewer} />
          <PersonaForm viewer={viewer} />
        </>
      )}
    </Settings>
  )
}
