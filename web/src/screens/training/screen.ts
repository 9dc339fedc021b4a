import request from '#request/trainingQuery'
import { screen } from '../../app/screen.ts'
import { rangesAt } from './ranges.ts'

export default screen({
  path: '/training',
  access: 'athletes',
  query: { request, variables: () => rangesAt(Date.now()) },
  load: () => import('./training.tsx'),
})
