import request from '#request/notificationsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/notifications',
  access: 'athletes',
  query: { request, variables: () => ({ count: 20 }) },
  load: () => import('./notifications.tsx'),
})
