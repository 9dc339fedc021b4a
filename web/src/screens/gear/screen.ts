import request from '#request/gearQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/gear',
  access: 'athletes',
  query: { request, variables: () => ({}) },
  load: () => import('./gear.tsx'),
})
