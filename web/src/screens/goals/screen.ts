import request from '#request/goalsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/goals',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./goals.tsx'),
})
