import request from '#request/eventNewQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/events/new',
  access: 'athletes',
  query: { request, variables: ({ search }) => ({ slug: search.get('club') ?? '' }) },
  load: () => import('./event-new.tsx'),
})
