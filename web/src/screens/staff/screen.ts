import request from '#request/staffQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/staff',
  access: 'athletes',
  query: { request, variables: () => ({ count: 20 }) },
  load: () => import('./staff.tsx'),
})
