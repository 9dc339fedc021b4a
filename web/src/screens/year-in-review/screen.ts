import request from '#request/yearInReviewQuery'
import { screen } from '../../app/screen.ts'

export default screen({
  path: '/athletes/$handle/years/$year',
  access: 'everyone',
  query: {
    request,
    variables: ({ params }) => ({ handle: params.handle, year: Number.parseInt(params.year, 10) || 0 }),
  },
  load: () => import('./year-in-review.tsx'),
})
