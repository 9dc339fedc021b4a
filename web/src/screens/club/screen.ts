import request from '#request/clubQuery'
import { screen } from '../../app/screen.ts'
import { namedBy } from '../../clubs/club-address.ts'
import { viewOf } from './views.ts'

export default screen({
  path: '/clubs/$slug',
  access: 'everyone',
  query: {
    request,
    variables: ({ params, search }) => {
      const view = viewOf(search.get('view'))
      return {
        ...namedBy(params.slug),
        posts: view === 'posts',
        events: view === 'events',
        challenges: view === 'challenges',
        board: view === 'board',
        members: view === 'members',
      }
    },
  },
  load: () => import('./club.tsx'),
})
