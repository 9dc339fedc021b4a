import { screen } from '../../app/screen.ts'

export default screen({
  path: '/forgot-password',
  access: 'everyone',
  load: () => import('./forgot-password.tsx'),
})
