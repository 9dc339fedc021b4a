import homeQuery from '#request/homeQuery'
import { screen } from '../../app/screen.ts'
import { homeVariables } from './variables.ts'

export default screen({
  path: '/',
  access: 'everyone',
  query: {
    request: homeQuery,
    variables: homeVariables,
    athletesOnly: true,
  },
  load: () => import('./home.tsx'),
})
