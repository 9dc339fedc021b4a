import request from '#request/segmentQuery'
import { screen } from '../../app/screen.ts'
import { filterOf } from './filter.ts'

export default screen({
  path: '/segments/$id',
  access: 'everyone',
  query: {
    request,
    variables: ({ params, search }) => ({ id: params.id, filter: filterOf(search), count: 20 }),
  },
  load: () => import('./segment.tsx'),
})
