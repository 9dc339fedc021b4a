import { screen } from '../../app/screen.ts'

export default screen({
  path: '/upload',
  access: 'athletes',
  load: () => import('./upload.tsx'),
})
