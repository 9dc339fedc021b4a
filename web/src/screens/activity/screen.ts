import request from '#request/activityQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/activities/$id',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ id: params.id }) },
  load: () => import('./activity.tsx'),
})
