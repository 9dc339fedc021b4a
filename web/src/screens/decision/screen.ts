import request from '#request/decisionQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/decisions/$id',
  access: 'athletes',
  query: { request, variables: ({ params }) => ({ id: params.id }) },
  load: () => import('./decision.tsx'),
})
