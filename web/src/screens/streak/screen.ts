import request from '#request/streakQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/streak',
  access: 'athletes',
  query: { request, variables: () => ({ count: 24 }) },
  load: () => import('./streak.tsx'),
})
