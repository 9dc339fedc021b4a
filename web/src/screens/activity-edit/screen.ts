import request from '#request/activityEditQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/activities/$id/edit',
  access: 'athletes',
  query: { request, variables: ({ params }) => ({ id: params.id }) },
  load: () => import('./activity-edit.tsx'),
})
