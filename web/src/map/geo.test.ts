import { expect, it } from 'vitest'
import { boxAround, boxOf, lineOf, metersBetween, nearestOf, ringAround } from './geo.ts'

it('the box of points has them all, and may go over the 180th meridian', () => {
  expect(boxOf([])).toBeNull()
  expect(
    boxOf([
      [47, 8],
      [46, 9],
      [46.5, 7],
    ]),
  ).toEqual({ south: 46, west: 7, north: 47, east: 9 })
  const fiji = [
    [-17, 179],
    [-18, -179],
    [-17, 178],
  ] as const
  expect(boxOf(fiji)).toEqual({ south: -18, west: 178, north: -17, east: 181 })
  expect(lineOf(fiji).map(([longitude]) => longitude)).toEqual([179, 181, 178])
})

it('a ring is so many metres away on all sides', () => {
  const ring = ringAround([59, 5.7], 400)
  expect(ring[0]).toEqual(ring.at(-1))
  for (const [longitude, latitude] of ring) expect(metersBetween([59, 5.7], [latitude, longitude])).toBeCloseTo(400, 3)
  // A degree of latitude is about 111.2 km.
  expect(metersBetween([47, 8], [48, 8])).toBeCloseTo(111_195, -1)
  const box = boxAround([59, 5.7], 1_000)
  expect(((box?.north ?? 0) - 59) * 111.195).toBeCloseTo(1, 3)
})

it('finds the nearest place that is known and near enough', () => {
  const places = [[47, 8], null, [47, 8.001], [47.01, 8]] as const
  expect(nearestOf(places, [47, 8.0009], 50)).toBe(2)
  expect(nearestOf(places, [47.005, 8], 50)).toBeNull()
  expect(nearestOf([null], [47, 8], 1e9)).toBeNull()
  expect(nearestOf([], [47, 8], 1e9)).toBeNull()
})
