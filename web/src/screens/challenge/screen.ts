import request from '#request/challengeQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/challenges/$id',
  access: 'everyone',
  query: { request, variables: ({ params }) => ({ id: params.id }) },
  load: () => import('./challenge.tsx'),
})
