import request from '#request/settingsPrivacyQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/privacy',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-privacy.tsx'),
})
