import { expect, it } from 'vitest'
import { creditsOf } from './credits.ts'

it('takes links and texts of a credit, and no other markup', () => {
  expect(creditsOf('Natural Earth · GeoNames')).toEqual([{ text: 'Natural Earth · GeoNames' }])
  expect(
    creditsOf(
      '<a href="https://www.protomaps.com" onclick="x()">Protomaps</a> <a href="https://osm.org/copyright">&copy; <b>OpenStreetMap</b></a><script>x</script>',
    ),
  ).toEqual([
    { text: 'Protomaps', href: 'https://www.protomaps.com' },
    { text: '© OpenStreetMap', href: 'https://osm.org/copyright' },
    { text: 'x' },
  ])
  expect(creditsOf('<a href="javascript:x()">Nobody</a>')).toEqual([{ text: 'Nobody' }])
  expect(creditsOf(undefined)).toEqual([])
})
