import { expect, it } from 'vitest'
import { sourcesOf } from './things.ts'

const at = (index: number) => [47, 8 + index / 100] as const

it('cuts a line where its colour changes, and no stretch is left out', () => {
  const heat = [0, 0, 0, 1, 1, null, null, 0.5]
  const { features } = sourcesOf({ lines: [{ id: 'way', of: heat.map((_, index) => at(index)), heat }] }).lines
  const shown = features.map(({ geometry, properties }) => ({
    from: geometry.type === 'LineString' ? geometry.coordinates.map(([longitude = 0]) => Math.round((longitude - 8) * 100)) : [],
    heat: properties?.heat,
  }))
  expect(shown).toEqual([
    { from: [0, 1, 2, 3], heat: 0 },
    { from: [3, 4, 5], heat: 1 },
    { from: [5, 6, 7], heat: undefined },
  ])
})

it('a line without colours is one, and a point is none', () => {
  const { features } = sourcesOf({ lines: [{ id: 'way', of: '_p~iF~ps|U_ulLnnqC_mqNvxq`@', tone: 'ember', width: 6 }] }).lines
  expect(features).toHaveLength(1)
  expect(features[0]?.properties).toEqual({ id: 'way', tone: 'ember', width: 6 })
  expect(sourcesOf({ lines: [{ id: 'way', of: [at(0)] }] }).lines.features).toEqual([])
})

it('a cell is a ring that begins where it ends', () => {
  const [cell] = sourcesOf({ cells: [{ outline: '_p~iF~ps|U_ulLnnqC_mqNvxq`@', heat: 0.5 }] }).cells.features
  const ring = cell?.geometry.type === 'Polygon' ? (cell.geometry.coordinates[0] ?? []) : []
  expect(ring).toHaveLength(4)
  expect(ring.at(-1)).toEqual(ring[0])
  expect(cell?.properties).toEqual({ heat: 0.5 })
})
