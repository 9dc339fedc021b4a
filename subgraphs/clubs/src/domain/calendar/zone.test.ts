import { wallClockMs } from '@gruppetto/graph'
import { expect, it } from 'vitest'
import { calendarZone, localMs } from './zone.ts'

const shown = (instant: string, timeZone: string): string | null => {
  const ms = localMs(Date.parse(instant), timeZone)
  return ms === null ? null : new Date(ms).toISOString().slice(0, 16)
}

it('says what the clocks show, before and after they change', () => {
  expect(shown('2026-10-24T05:00:00Z', 'Europe/Zurich')).toBe('2026-10-24T07:00')
  expect(shown('2026-10-25T06:00:00Z', 'Europe/Zurich')).toBe('2026-10-25T07:00')
  expect(shown('2027-03-28T05:00:00Z', 'Europe/Zurich')).toBe('2027-03-28T07:00')
  expect(shown('2026-07-01T00:00:00Z', 'Asia/Calcutta')).toBe('2026-07-01T05:30')
  expect(calendarZone('Asia/Calcutta')?.id).toBe('Asia/Kolkata')
})

it('has no local time for the second of an hour that comes twice', () => {
  expect(shown('2026-10-25T00:30:00Z', 'Europe/Zurich')).toBe('2026-10-25T02:30')
  expect(shown('2026-10-25T01:30:00Z', 'Europe/Zurich')).toBeNull()
  expect(shown('2026-10-25T01:59:59Z', 'Europe/Zurich')).toBeNull()
  expect(shown('2026-10-25T02:00:00Z', 'Europe/Zurich')).toBe('2026-10-25T03:00')
})

it('has no local time while Morocco fasts, since no rule of the block knows when', () => {
  const wrong = (instant: string) => wallClockMs(Date.parse(instant), 'Africa/Casablanca') - Date.parse(instant) !== 0
  for (const instant of ['2026-11-01T12:00:00Z', '2027-02-20T12:00:00Z'])
    expect(shown(instant, 'Africa/Casablanca') === null).toBe(wrong(instant))
})

it('agrees with the clock of this process wherever a rule repeats', () => {
  const disputed = new Set<string>()
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    for (let ms = Date.UTC(2026, 0, 1, 12); ms < Date.UTC(2027, 0, 1); ms += 14 * 86_400_000)
      if (localMs(ms, timeZone) === null) disputed.add(timeZone)
  }
  // Rules that follow the moon, and those that were changed since: at most a few, on any machine.
  expect([...disputed].length).toBeLessThan(12)
  expect(disputed.has('America/New_York') || disputed.has('Australia/Lord_Howe') || disputed.has('Europe/Dublin')).toBe(false)
})
