import request from '#request/liveSessionQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/live/session/$id',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ id: params.id }) },
  load: () => import('./live-session.tsx'),
})
