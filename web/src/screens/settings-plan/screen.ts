import request from '#request/settingsPlanQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/plan',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-plan.tsx'),
})
