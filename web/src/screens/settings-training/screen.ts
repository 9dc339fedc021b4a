import request from '#request/settingsTrainingQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/training',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-training.tsx'),
})
