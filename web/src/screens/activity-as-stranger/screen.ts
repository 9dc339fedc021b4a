import { screen } from '../../app/screen.ts'

export default screen({
  path: '/activities/$id/as-a-stranger',
  access: 'athletes',
  load: () => import('./activity-as-stranger.tsx'),
})
