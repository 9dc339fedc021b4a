import { wallClockMs } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOfWallClock } from './wall-clock.ts'

const ZONES = ['UTC', 'Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu']

describe('instantOfWallClock', () => {
  it.each([
    ['a common time', '2026-06-01T07:00:00Z', 'Europe/Zurich', '2026-06-01T05:00:00Z'],
    ['a time that does not exist', '2026-03-29T02:30:00Z', 'Europe/Zurich', '2026-03-29T01:30:00Z'],
    ['a time that comes twice', '2026-10-25T02:30:00Z', 'Europe/Zurich', '2026-10-25T00:30:00Z'],
    ['half an hour left out', '2026-10-04T02:15:00Z', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['a midnight that does not exist', '2026-09-06T00:00:00Z', 'America/Santiago', '2026-09-06T04:00:00Z'],
  ])('finds %s', (_what, wall, zone, instant) => {
    expect(new Date(instantOfWallClock(Date.parse(wall), zone)).toISOString()).toBe(new Date(instant).toISOString())
  })

  it('gives an instant at which the clocks show the time, or one that they have just passed over', () => {
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
        const wall = wallClockMs(Math.floor(at.getTime() / 1000) * 1000, zone)
        expect(wallClockMs(instantOfWallClock(wall, zone), zone)).toBe(wall)
      }),
    )
  })
})
