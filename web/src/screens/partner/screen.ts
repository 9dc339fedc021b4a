import { screen } from '../../app/screen.ts'

export default screen({
  path: '/partner',
  access: 'everyone',
  load: () => import('./partner.tsx'),
})
