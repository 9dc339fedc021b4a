import request from '#request/shopQuery'
import { screen } from '../../app/screen.ts'
import { categoryOf } from './categories.ts'

export default screen({
  path: '/shop',
  access: 'everyone',
  query: {
    request,
    variables: ({ search }) => ({ count: 24, query: search.get('q'), category: categoryOf(search.get('category')) }),
  },
  load: () => import('./shop.tsx'),
})
