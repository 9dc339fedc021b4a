import { describe, expect, it } from 'vitest'
import { canStoreLegs, type MeasuredLeg } from './measured-leg.ts'

const legOf = (kilometers: number, pauses = 0): MeasuredLeg =>
  ({ laps: [], splits: { METRIC: new Array(kilometers), IMPERIAL: [] }, pauses: new Array(pauses) }) as unknown as MeasuredLeg

describe('canStoreLegs', () => {
  it('is true while each leg fits into a document, and all into one commit', () => {
    expect(canStoreLegs([legOf(10_000, 20_000)])).toBe(true)
    expect(canStoreLegs([legOf(10_000, 20_001)])).toBe(false)
    expect(canStoreLegs(new Array(500).fill(legOf(300)))).toBe(true)
    expect(canStoreLegs(new Array(500).fill(legOf(301)))).toBe(false)
  })
})
