import request from '#request/athleteQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/athletes/$handle',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ handle: params.handle, count: 10 }) },
  load: () => import('./athlete.tsx'),
})
