import request from '#request/clubAdminQuery'
import { screen } from '../../app/screen.ts'
import { viewOf } from './views.ts'

export default screen({
  path: '/clubs/$slug/admin',
  access: 'athletes',
  query: {
    request,
    variables: ({ params, search }) => {
      const view = viewOf(search.get('view'))
      return {
        slug: params.slug,
        requests: view === 'requests',
        people: view === 'people',
        reports: view === 'reports',
        links: view === 'links',
        goals: view === 'goals',
        settings: view === 'settings',
        log: view === 'log',
      }
    },
  },
  load: () => import('./club-admin.tsx'),
})
