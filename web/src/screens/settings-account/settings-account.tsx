import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsAccountQuery } from '#relay/settingsAccountQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { EmailForm } from './email-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'

export default function SettingsAccount({ query }: ScreenProps<settingsAccountQuery>) {
  const { viewer } = usePreloadedQuery<settingsAccountQuery>(
    graphql`
      query settingsAccountQuery @preloadable {
        viewer {
          ...emailForm_viewer
          ...sessions_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="account">
      {viewer != null && (
        <>
          <EmailForm viewer={viewer} />
          <PasswordForm />
          <Sessions viewer={viewer} />
        </>
      )}
    </Settings>
  )
}
