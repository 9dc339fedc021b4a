import { screen } from '../../app/screen.ts'

export default screen({
  path: '/parts',
  access: 'everyone',
  load: () => import('./parts.tsx'),
})
