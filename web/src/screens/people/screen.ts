import request from '#request/peopleQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/people',
  access: 'athletes',
  query: {
    request,
    variables: ({ search }) => {
      const text = (search.get('text') ?? '').trim().replace(/^@/, '')
      return { text, isSearch: text !== '', count: 20 }
    },
  },
  load: () => import('./people.tsx'),
})
