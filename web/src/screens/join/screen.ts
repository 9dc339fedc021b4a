import request from '#request/joinQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/invitations/$token',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ token: params.token }) },
  load: () => import('./join.tsx'),
})
