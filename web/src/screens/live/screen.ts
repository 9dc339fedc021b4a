import request from '#request/liveQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/live',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./live.tsx'),
})
