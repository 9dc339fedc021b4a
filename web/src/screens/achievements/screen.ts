import request from '#request/achievementsQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/athletes/$handle/achievements',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ handle: params.handle, count: 24 }) },
  load: () => import('./achievements.tsx'),
})
