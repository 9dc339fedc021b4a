import request from '#request/eventEditQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/events/$id/edit',
  access: 'athletes',
  query: { request, variables: ({ params, search }) => ({ id: params.id, date: search.get('date') }) },
  load: () => import('./event-edit.tsx'),
})
