import { areaOf, areasOf, cellAt } from '@gruppetto/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AthleteHeatRow,
  athleteHeatId,
  changedRegions,
  changeHeat,
  changeTile,
  type HeatChange,
  type HeatTileRow,
  heatOf,
  heatTileId,
  hottest,
  resolutionFor,
  shownCells,
  sumHeatChanges,
  withMargin,
} from './heat.ts'
import { HIDES_NOTHING } from './viewer-privacy.ts'

/** Places some hundred metres to some hundred kilometres apart. */
const CELLS = [0, 0.003, 0.006, 0.02, 0.05, 0.5, 1.5].flatMap((east) => [cellAt(47, 8 + east), cellAt(47.1, 8 + east)])
const cells = fc.subarray(CELLS).map((some) => [...new Set(some)].sort((a, b) => a - b))
const northward = (meters: number, hidden: readonly [number, number] | null = null) => {
  const count = meters / 10
  const at = Float64Array.from({ length: count }, (_, i) => i)
  const latitude = at.map((i) => 47 + (i * 10) / 111_195)
  const zones =
    hidden === null
      ? []
      : [{ latitude: 47 + (hidden[0] + hidden[1]) / 2 / 111_195, longitude: 8, radiusMeters: (hidden[1] - hidden[0]) / 2 }]
  const columns = { timeSeconds: at, distanceMeters: at.map((i) => i * 10), latitude, longitude: at.map(() => 8) }
  return shownCells(columns, { ...HIDES_NOTHING, zones })
}

describe('what an athlete adds to the heat map', () => {
  it('is that of the activities that are there, whatever came, changed and went before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(4), cells), { maxLength: 25 }), (steps) => {
        const tracks = new Map<string, readonly number[]>()
        const rows = new Map<string, AthleteHeatRow>()
        const changes: HeatChange[] = []
        for (const [who, activity, after] of steps) {
          const id = `${who}:${activity}`
          const before = tracks.get(id) ?? []
          const known = new Map(
            changedRegions(before, after).flatMap((region) => {
              const row = rows.get(athleteHeatId(`${who}`, region))
              return row === undefined ? [] : [[row._id, row] as const]
            }),
          )
          const changed = changeHeat(`${who}`, known, before, after)
          for (const row of changed.rows) {
            if (row.activities === 0) rows.delete(row._id)
            else rows.set(row._id, row)
          }
          tracks.set(id, after)
          changes.push(changed.change)
        }
        const tiles = [...sumHeatChanges(changes)].map(([_id, sums]) => changeTile({ _id, athletes: {} }, sums))
        const passed = new Map<string, Set<string>>()
        for (const [id, track] of tracks) {
          const who = id.split(':')[0] ?? ''
          const areas = areasOf(track)
          const levels = [
            ...track.map((cell) => `${heatTileId(9, areaOf(cell))} ${cell}`),
            ...areas.map((area) => `${heatTileId(7, areaOf(area))} ${area}`),
            ...areasOf(areas).map((region) => `${heatTileId(5, areaOf(region))} ${region}`),
          ]
          for (const key of levels) passed.set(key, (passed.get(key) ?? new Set<string>()).add(who))
        }
        const drawn = tiles.flatMap(({ _id, athletes }) => Object.entries(athletes).map(([cell, n]) => [`${_id} ${cell}`, n]))
        expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries([...passed].map(([key, who]) => [key, who.size])))
      }),
    )
  })
})

describe('the cells that everybody sees', () => {
  it('are none of what is hidden, and no line is drawn over it', () => {
    const [whole, cut] = [northward(8000), northward(8000, [2500, 5500])]
    expect(cut.every((cell) => whole.includes(cell))).toBe(true)
    expect(cut).not.toContain(cellAt(47 + 4000 / 111_195, 8))
    expect(cut).toContain(cellAt(47 + 1000 / 111_195, 8))
    expect(cut).toContain(cellAt(47 + 7000 / 111_195, 8))
    expect(northward(2000, [-1000, 3000])).toEqual([])
  })
  it('are none without places', () => {
    expect(shownCells({ timeSeconds: Float64Array.of(0, 1) }, HIDES_NOTHING)).toEqual([])
  })
})

describe('the heat', () => {
  it('is told from five athletes on, and in steps', () => {
    expect([0, 4, 5, 9, 10, 19, 20, 5 * 2 ** 16].map(heatOf)).toEqual([null, null, 1, 1, 2, 2, 3, 17])
  })
  it('leaves out the coolest where there is too much', () => {
    const tile: HeatTileRow = { _id: '9:1', athletes: { 11: 4, 12: 6, 13: 50, 14: 7 } }
    expect(hottest([tile], 2)).toEqual([
      { cell: 13, heat: 4 },
      { cell: 12, heat: 1 },
    ])
  })
  it('has larger cells in larger boxes, and asks a little beyond the box, across the 180th meridian too', () => {
    expect([resolutionFor(0.6, 0.1), resolutionFor(0.1, 0.7), resolutionFor(4, 4), resolutionFor(30, 1)]).toEqual([9, 7, 7, 5])
    const { west, east, north } = withMargin({ south: 80, west: -180, north: 90, east: 179.9 }, 5)
    expect([west > 178, west < 180, east > -180, east < -179, north]).toEqual([true, true, true, true, 90])
  })
})
