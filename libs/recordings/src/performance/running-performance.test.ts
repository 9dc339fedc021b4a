import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { racePredictions, riegelSeconds, secondsAtVdot, sustainedShare, vdot } from './running-performance.ts'

describe('vdot', () => {
  it.each([
    [5000, 20 * 60, 49.806],
    [10_000, 40 * 60, 51.944],
    [21_097.5, 90 * 60, 50.977],
    [42_195, 180 * 60, 53.528],
  ])('of %d m in %d s has the worked value', (distanceMeters, seconds, worked) => {
    expect(vdot(distanceMeters, seconds)).toBeCloseTo(worked, 3)
  })
  it('asks for less of the whole the longer a race is', () => {
    for (let minutes = 4; minutes < 240; minutes++)
      expect(sustainedShare(60 * minutes + 60)).toBeLessThan(sustainedShare(60 * minutes))
  })
})

describe('secondsAtVdot', () => {
  const race = fc.constantFrom(1609.344, 5000, 10_000, 21_097.5, 42_195)
  const fit = fc.double({ min: 20, max: 85, noNaN: true })
  it('is the other way round', () => {
    fc.assert(
      fc.property(race, fit, (meters, known) => {
        expect(vdot(meters, secondsAtVdot(meters, known))).toBeCloseTo(known, 6)
      }),
    )
  })
  it('is less with more, and more over more', () => {
    fc.assert(
      fc.property(race, fit, fc.double({ min: 0.1, max: 5, noNaN: true }), (meters, known, more) => {
        expect(secondsAtVdot(meters, known + more)).toBeLessThan(secondsAtVdot(meters, known))
        expect(secondsAtVdot(meters * 1.1, known)).toBeGreaterThan(secondsAtVdot(meters, known))
      }),
    )
  })
})

describe('riegelSeconds', () => {
  it('has the worked value', () => {
    expect(riegelSeconds(40 * 60, 10_000, 21_097.5) / 60).toBeCloseTo(88.256, 3)
  })
})

describe('racePredictions', () => {
  it('have the races by their names, the race that was run among them as it was run', () => {
    const predictions = racePredictions(vdot(10_000, 2400))
    expect(predictions.map(({ name }) => name)).toEqual(['1 mile', '5 km', '10 km', 'Half marathon', 'Marathon'])
    expect(predictions[2]?.seconds).toBeCloseTo(2400, 5)
  })
  it('are near what Riegel says of the same race', () => {
    for (const minutes of [30, 35, 40, 45, 50, 60])
      for (const { distanceMeters, seconds } of racePredictions(vdot(10_000, minutes * 60)))
        expect(Math.abs(seconds / riegelSeconds(minutes * 60, 10_000, distanceMeters) - 1)).toBeLessThan(0.07)
  })
})
