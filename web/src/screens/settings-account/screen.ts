import request from '#request/settingsAccountQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/account',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-account.tsx'),
})
