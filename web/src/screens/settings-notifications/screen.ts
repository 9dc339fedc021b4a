import request from '#request/settingsNotificationsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/notifications',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-notifications.tsx'),
})
