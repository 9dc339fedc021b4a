import request from '#request/settingsProfileQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-profile.tsx'),
})
