import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxWidth, matchKind, tileAt, tilesIn } from './segment.ts'

describe('tiles', () => {
  it('cover every place of a box, across the 180th meridian too, and are few', () => {
    const box = fc.record({
      south: fc.double({ min: -90, max: 88, noNaN: true }),
      west: fc.double({ min: -180, max: 180, noNaN: true }),
      high: fc.double({ min: 0, max: 2, noNaN: true }),
      wide: fc.double({ min: 0, max: 2, noNaN: true }),
    })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(box, share, share, ({ south, west, high, wide }, up, right) => {
        const wrapped = (longitude: number) => (longitude > 180 ? longitude - 360 : longitude)
        const tiles = tilesIn({ south, west, north: south + high, east: wrapped(west + wide) })
        expect(tiles).toContain(tileAt({ latitude: south + up * high, longitude: wrapped(west + right * wide) }))
        expect(tiles.length).toBeLessThanOrEqual(36)
      }),
    )
  })

  it('of a box are found by its width', () => {
    expect(boxWidth({ west: 179, east: -179 })).toBe(2)
    expect(boxWidth({ west: -1, east: 1 })).toBe(2)
    expect(tileAt({ latitude: 90, longitude: 180 })).toBe(tileAt({ latitude: 89.9, longitude: -180 }))
  })
})

it('matches similar sports with the same segments, simulated ones among themselves', () => {
  expect(matchKind('GRAVEL_RIDE')).toBe(matchKind('E_BIKE_RIDE'))
  expect(matchKind('VIRTUAL_RIDE')).not.toBe(matchKind('RIDE'))
  expect(matchKind('VIRTUAL_RIDE')).not.toBe(matchKind('VIRTUAL_RUN'))
})
