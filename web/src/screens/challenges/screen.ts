import request from '#request/challengesQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/challenges',
  access: 'everyone',
  query: { request, variables: () => ({ count: 12 }) },
  load: () => import('./challenges.tsx'),
})
