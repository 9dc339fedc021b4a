import request from '#request/challengeNewQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/challenges/new',
  access: 'athletes',
  query: {
    request,
    variables: ({ search }) => ({ slug: search.get('club') ?? '', hasClub: search.has('club') }),
  },
  load: () => import('./challenge-new.tsx'),
})
