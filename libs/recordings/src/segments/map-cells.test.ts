import fc from 'fast-check'
import { getResolution, isValidCell, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellAt, packedCell } from './cells.ts'
import { cellsInBox, outlineOf } from './map-cells.ts'

const latitude = fc.double({ min: -85, max: 85, noNaN: true })
const longitude = fc.double({ min: -180, max: 180, noNaN: true })
const at = (north: number, east: number, resolution: number): number =>
  Math.floor(packedCell(latLngToCell(north, east, resolution)) / 8 ** (9 - resolution))

describe('cellsInBox', () => {
  it.each([9, 7, 5, 3])(
    'contains at resolution %i the cell of each place in the box, across the 180th meridian too',
    (resolution) => {
      const degrees = { 9: 0.02, 7: 0.2, 5: 2, 3: 12 }[resolution] ?? 0
      fc.assert(
        fc.property(latitude, longitude, fc.nat(10), fc.nat(10), (north, east, up, right) => {
          const turned = (value: number) => (value > 180 ? value - 360 : value)
          const box = { south: north, west: east, north: north + degrees / 4, east: turned(east + degrees) }
          const place = [north + (degrees * up) / 40, turned(east + (degrees * right) / 10)] as const
          expect(cellsInBox(box, resolution)).toContain(at(...place, resolution))
        }),
        { numRuns: 100 },
      )
    },
  )
  it('is the cell of a place without extent', () => {
    expect(cellsInBox({ south: 47, north: 47, west: 8, east: 8 }, 9)).toEqual([cellAt(47, 8)])
  })
})

describe('outlineOf', () => {
  it.each([9, 7, 5])('lies at resolution %i around the place whose cell it is', (resolution) => {
    fc.assert(
      fc.property(latitude, longitude, (north, east) => {
        const outline = outlineOf(at(north, east, resolution), resolution)
        const index = latLngToCell(north, east, resolution)
        expect([isValidCell(index), getResolution(index)]).toEqual([true, resolution])
        expect(outline.length).toBeGreaterThanOrEqual(5)
        const middle = outline.reduce(
          ([y, x, z], [a, b]) => {
            const [lat, lng] = [(a * Math.PI) / 180, (b * Math.PI) / 180]
            return [y + Math.sin(lat), x + Math.cos(lat) * Math.cos(lng), z + Math.cos(lat) * Math.sin(lng)] as const
          },
          [0, 0, 0] as readonly [number, number, number],
        )
        const centre = [
          (Math.atan2(middle[0], Math.hypot(middle[1], middle[2])) * 180) / Math.PI,
          (Math.atan2(middle[2], middle[1]) * 180) / Math.PI,
        ] as const
        expect(latLngToCell(...centre, resolution)).toBe(index)
      }),
      { numRuns: 50 },
    )
  })
})
