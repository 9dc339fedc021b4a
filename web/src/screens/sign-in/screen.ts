import { screen } from '../../app/screen.ts'

export default screen({
  path: '/sign-in',
  access: 'everyone',
  load: () => import('./sign-in.tsx'),
})
