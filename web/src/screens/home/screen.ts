import homeQuery from '#request/homeQuery'
import { screen } from '../../app/screen.ts'
import { weeksAgo } from './week.ts'

export default screen({
  path: '/',
  access: 'everyone',
  query: {
    request: homeQuery,
    variables: () => ({ count: 10, since: weeksAgo(5, Date.now()) }),
    athletesOnly: true,
  },
  load: () => import('./home.tsx'),
})
