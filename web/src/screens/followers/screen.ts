import request from '#request/followersQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/athletes/$handle/followers',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ handle: params.handle, count: 30 }) },
  load: () => import('./followers.tsx'),
})
