import { expect, it } from 'vitest'
import { unrolled } from '../../build/rings.mjs'

it('a ring on one side of the map stays as it is', () => {
  const ring = [
    [6, 45],
    [11, 45],
    [11, 48],
    [6, 45],
  ] as const
  expect(unrolled(ring)).toEqual(ring)
})

it('a ring across the date line is one piece, and not all that lies between', () => {
  expect(
    unrolled([
      [170, 60],
      [179, 69],
      [-179, 69],
      [-170, 66],
      [-179, 65],
      [179, 65],
      [170, 60],
    ]),
  ).toEqual([
    [170, 60],
    [179, 69],
    [181, 69],
    [190, 66],
    [181, 65],
    [179, 65],
    [170, 60],
  ])
})

it('a ring around the south pole ends at the edge of the map', () => {
  expect(
    unrolled([
      [-180, -84],
      [-60, -64],
      [60, -67],
      [179, -84],
      [-180, -84],
    ]),
  ).toEqual([
    [-180, -84],
    [-60, -64],
    [60, -67],
    [179, -84],
    [180, -84],
    [180, -90],
    [-180, -90],
    [-180, -84],
  ])
})
