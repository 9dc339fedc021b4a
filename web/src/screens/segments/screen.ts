import request from '#request/segmentsQuery'
import { screen } from '../../app/screen.ts'
import { hasHeat, isHeatShown, isSearchable, placeOf, sportOf } from './place.ts'

export default screen({
  path: '/segments',
  access: 'everyone',
  query: {
    request,
    variables: ({ search }) => {
      const box = placeOf(search)
      return {
        within: box ?? { south: 0, west: 0, north: 0, east: 0 },
        sport: sportOf(search),
        hasBox: box !== null && isSearchable(box),
        hasHeat: box !== null && hasHeat(box) && isHeatShown(search),
        starred: search.get('show') === 'starred',
      }
    },
  },
  load: () => import('./segments.tsx'),
})
