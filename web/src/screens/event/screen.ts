import request from '#request/eventQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/events/$id',
  access: 'everyone',
  query: { request, variables: ({ params, search }) => ({ id: params.id, date: search.get('date') }) },
  load: () => import('./event.tsx'),
})
