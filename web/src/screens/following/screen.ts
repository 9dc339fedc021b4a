import request from '#request/followingQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/athletes/$handle/following',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ handle: params.handle, count: 30 }) },
  load: () => import('./following.tsx'),
})
