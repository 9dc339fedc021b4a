import request from '#request/activityQuery'
import { screen } from '../../app/screen.ts'
import { allTime } from '../../texts/days.ts'

export default screen({
  path: '/activities/$id',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ id: params.id, ...allTime(Date.now()) }) },
  load: () => import('./activity.tsx'),
})
