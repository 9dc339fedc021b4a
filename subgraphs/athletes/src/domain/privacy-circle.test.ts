import { haversineMeters } from '@gruppetto/recordings'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { circleAround, OFFSET_MAX_METERS, squareOf } from './privacy-circle.ts'

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})

it('the circle contains the requested circle, for any place and any random numbers', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 50, max: 2_000 }), unit, unit, (here, radius, turn, reach) => {
      const circle = circleAround(here, radius, () => [turn, reach])
      const offset = haversineMeters(here.latitude, here.longitude, circle.latitude, circle.longitude)
      expect(offset).toBeCloseTo(OFFSET_MAX_METERS * Math.sqrt(reach), 1)
      expect(circle.radiusMeters - offset).toBeGreaterThanOrEqual(radius - 0.1)
      expect(Math.abs(circle.latitude)).toBeLessThanOrEqual(90)
      expect(Math.abs(circle.longitude)).toBeLessThanOrEqual(180)
    }),
  )
})

it('a square is a hundred metres wide and high, and longitude 180 is longitude -180', () => {
  const zurich = { latitude: 47.3769, longitude: 8.5417 }
  const squares = new Set<string>()
  for (let i = 0; i < 1_000; i += 1) squares.add(squareOf({ ...zurich, latitude: zurich.latitude + i * 1e-5 }))
  expect(squares.size).toBeGreaterThanOrEqual(11)
  expect(squares.size).toBeLessThanOrEqual(13)
  const wide = new Set<string>()
  for (let i = 0; i < 1_000; i += 1) wide.add(squareOf({ ...zurich, longitude: zurich.longitude + i * 1e-5 }))
  // 0.01 degrees east are 754 m there.
  expect(wide.size).toBeGreaterThanOrEqual(8)
  expect(wide.size).toBeLessThanOrEqual(9)
  expect(squareOf({ latitude: 1, longitude: 180 })).toBe(squareOf({ latitude: 1, longitude: -180 }))
})
