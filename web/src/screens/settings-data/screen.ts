import request from '#request/settingsDataQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/settings/data',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./settings-data.tsx'),
})
