import request from '#request/segmentsQuery'
import { screen } from '../../app/screen.ts'
import { asked, boxAt, hasHeat, isHeatShown, isSearchable, sportOf } from './place.ts'

export default screen({
  path: '/segments',
  access: 'everyone',
  query: {
    request,
    variables: ({ search }) => {
      const box = boxAt(search)
      return {
        within: box === null ? { south: 0, west: 0, north: 0, east: 0 } : asked(box),
        sport: sportOf(search),
        hasBox: box !== null && isSearchable(box),
        hasHeat: box !== null && hasHeat(box) && isHeatShown(search),
        starred: search.get('show') === 'starred',
      }
    },
  },
  load: () => import('./segments.tsx'),
})
