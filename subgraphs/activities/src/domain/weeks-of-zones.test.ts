import type { ZoneSeconds } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { weeksOfZones, wholeWeeks } from './weeks-of-zones.ts'

const zone = (number: number, name: string, lower: number, seconds: number): ZoneSeconds => ({
  zone: { number, name, lower, upper: null },
  seconds,
})

describe('weeksOfZones', () => {
  const range = { since: '2026-11-18', until: '2026-12-01' }
  it('has each week of the range, from Monday, without a gap', () => {
    expect(wholeWeeks(range)).toEqual({ since: '2026-11-16', until: '2026-12-06' })
    const days = ['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23', '2026-12-06', '2026-12-07']
    const weeks = weeksOfZones(
      range,
      days.map((day, i) => ({ day, zones: [zone(1, 'Easy', 100, 10 ** i)] })),
    )
    expect(weeks.map(({ weekStart, zones }) => [weekStart, zones[0]?.seconds])).toEqual([
      ['2026-11-16', 110],
      ['2026-11-23', 1000],
      ['2026-11-30', 10_000],
    ])
  })
  it('adds up zones of the same name whatever their bounds, and keeps others apart', () => {
    const [week] = weeksOfZones({ since: '2026-11-16', until: '2026-11-16' }, [
      { day: '2026-11-16', zones: [zone(1, 'Recovery', 0, 5), zone(2, 'Aerobic', 130, 60)] },
      { day: '2026-11-17', zones: [zone(2, 'Aerobic', 140, 30), zone(1, 'Very light', 90, 7)] },
    ])
    expect(week?.zones).toEqual([zone(1, 'Recovery', 0, 5), zone(1, 'Very light', 90, 7), zone(2, 'Aerobic', 140, 90)])
  })
  it('has an empty week where nothing was recorded', () => {
    expect(weeksOfZones({ since: '2026-11-16', until: '2026-11-16' }, [])).toEqual([{ weekStart: '2026-11-16', zones: [] }])
  })
})
