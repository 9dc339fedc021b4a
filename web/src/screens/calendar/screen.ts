import request from '#request/calendarQuery'
import { screen } from '../../app/screen.ts'
import { monthOf, rangeOfMonth, yearOf } from './month.ts'

export default screen({
  path: '/calendar',
  access: 'athletes',
  query: {
    request,
    variables: ({ search }) => {
      const month = monthOf(search.get('month'), Date.now())
      return { ...rangeOfMonth(month), year: yearOf(month) }
    },
  },
  load: () => import('./calendar.tsx'),
})
