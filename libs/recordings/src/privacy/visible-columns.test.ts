import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SampleColumns } from '../store/chunks.ts'
import { visibleColumns } from './visible-columns.ts'
import { isInZone } from './visible-ranges.ts'

const DEGREE = 111_195.08
/** One sample every ten metres and two seconds to the north. The counter begins at `carried`. */
const ride = (count: number, carried = 0): SampleColumns & { readonly latitude: Float64Array } => ({
  timeSeconds: Float64Array.from({ length: count }, (_, i) => i * 2),
  distanceMeters: Float64Array.from({ length: count }, (_, i) => carried + i * 10),
  latitude: Float64Array.from({ length: count }, (_, i) => 47 + (i * 10) / DEGREE),
  longitude: new Float64Array(count).fill(8),
  powerWatts: Float64Array.from({ length: count }, (_, i) => (i % 3 === 0 ? Number.NaN : i)),
})
const zoneAt = (meters: number, radiusMeters: number) => ({ latitude: 47 + meters / DEGREE, longitude: 8, radiusMeters })
const list = (column: Float64Array | undefined) => [...(column ?? [])]

describe('visibleColumns', () => {
  it('is the very columns where nothing is hidden, and where there is no place', () => {
    const columns = ride(11, 3)
    expect(visibleColumns(columns, { hideStartEndMeters: 0, zones: [] })).toEqual({
      columns,
      gaps: [],
      sinceSeconds: 0,
      isCut: false,
      isCutBesideRoute: false,
    })
    expect(visibleColumns(columns, { hideStartEndMeters: 0, zones: [zoneAt(5000, 50)] }).columns).toBe(columns)
    const { latitude: _latitude, longitude: _longitude, ...indoors } = columns
    expect(visibleColumns(indoors, { hideStartEndMeters: 500, zones: [] }).columns).toBe(indoors)
  })

  it('counts seconds and metres from the first sample that shows', () => {
    const { columns, gaps, sinceSeconds } = visibleColumns(ride(11), { hideStartEndMeters: 25, zones: [] })
    expect(sinceSeconds).toBe(6)
    expect(list(columns.timeSeconds)).toEqual([0, 2, 4])
    expect(list(columns.distanceMeters)).toEqual([0, 10, 20])
    expect(list(columns.powerWatts)).toEqual([Number.NaN, 4, 5])
    expect(gaps).toEqual([])
  })

  it('leaves a gap in the middle, whose seconds pass and whose metres count for nothing', () => {
    const { columns, gaps } = visibleColumns(ride(11, 3), { hideStartEndMeters: 0, zones: [zoneAt(50, 12)] })
    expect(list(columns.timeSeconds)).toEqual([0, 2, 4, 6, 14, 16, 18, 20])
    expect(list(columns.distanceMeters)).toEqual([3, 13, 23, 33, 33, 43, 53, 63])
    expect(gaps).toEqual([4])
  })

  it('counts from the first position that shows where that came late, and tells of it', () => {
    const { latitude, longitude, ...others } = ride(11)
    const late = {
      ...others,
      latitude: latitude.fill(Number.NaN, 0, 4),
      longitude: longitude?.fill(Number.NaN, 0, 4) ?? latitude,
    }
    const rules = { hideStartEndMeters: 0, zones: [zoneAt(-500, 400)] }
    const { columns, sinceSeconds, isCut, isCutBesideRoute } = visibleColumns(late, rules)
    expect({ sinceSeconds, isCut, isCutBesideRoute }).toEqual({ sinceSeconds: 8, isCut: true, isCutBesideRoute: true })
    expect(list(columns.distanceMeters)).toEqual([0, 10, 20, 30, 40, 50, 60])
    expect(visibleColumns(late, { hideStartEndMeters: 0, zones: [] }).columns).toBe(late)
    expect(visibleColumns(ride(11), { hideStartEndMeters: 0, zones: [zoneAt(50, 12)] }).isCutBesideRoute).toBe(false)
  })

  it('counts nothing of a way through a zone that has no sample', () => {
    const apart = ride(11)
    const some = Object.fromEntries(
      Object.entries(apart).map(([name, column]) => [name, column.filter((_, i) => i < 4 || i > 6)]),
    )
    const { columns, gaps, isCut } = visibleColumns(some, { hideStartEndMeters: 0, zones: [zoneAt(50, 12)] })
    expect(isCut).toBe(true)
    expect(gaps).toEqual([4])
    expect(list(columns.distanceMeters)).toEqual([0, 10, 20, 30, 30, 40, 50, 60])
  })

  it('is nothing where all is hidden', () => {
    const { columns } = visibleColumns(ride(11), { hideStartEndMeters: 0, zones: [zoneAt(50, 500)] })
    for (const column of Object.values(columns)) expect(column).toHaveLength(0)
  })

  it('says the same whatever happened where nobody may see it', () => {
    const hidden = fc.record({ seconds: fc.integer({ min: 1, max: 900 }), meters: fc.integer({ min: 1, max: 3000 }) })
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), hidden, (count, { seconds, meters }) => {
        const zones = [zoneAt(0, 75)]
        const other = ride(count)
        // The same track outside the zone, after another time and distance inside it.
        const changed: SampleColumns = {
          ...other,
          timeSeconds: other.timeSeconds?.map((value, i) => (i > 5 ? value + seconds : value)) ?? new Float64Array(0),
          distanceMeters: other.distanceMeters?.map((value, i) => (i > 5 ? value + meters : value)) ?? new Float64Array(0),
        }
        const { sinceSeconds: _hidden, ...shown } = visibleColumns(changed, { hideStartEndMeters: 0, zones })
        expect(visibleColumns(other, { hideStartEndMeters: 0, zones })).toMatchObject(shown)
        for (const [i, latitude] of (shown.columns.latitude ?? new Float64Array(0)).entries())
          expect(isInZone({ latitude, longitude: shown.columns.longitude?.[i] ?? 0 }, zones)).toBe(false)
      }),
    )
  })
})
