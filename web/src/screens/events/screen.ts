import request from '#request/eventsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/events',
  access: 'athletes',
  query: { request, variables: () => ({ count: 20 }) },
  load: () => import('./events.tsx'),
})
