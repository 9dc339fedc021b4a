import request from '#request/clubsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/clubs',
  access: 'everyone',
  query: { request, variables: () => ({ count: 12, mine: 24 }) },
  load: () => import('./clubs.tsx'),
})
