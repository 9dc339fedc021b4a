import { screen } from '../../app/screen.ts'

export default screen({
  path: '/sign-up',
  access: 'everyone',
  load: () => import('./sign-up.tsx'),
})
