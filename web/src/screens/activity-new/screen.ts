import { screen } from '../../app/screen.ts'

export default screen({
  path: '/activities/new',
  access: 'athletes',
  load: () => import('./activity-new.tsx'),
})
