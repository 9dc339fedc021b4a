import { describe, expect, it } from 'vitest'
import { endOfQuietHours, isTimeOfDay } from './quiet-hours.ts'

const night = { from: '22:00', until: '07:00' }
const at = (text: string): number => Date.parse(text)
const end = (hours: { from: string; until: string }, now: string, timeZone: string): string | null => {
  const endMs = endOfQuietHours(hours, at(now), timeZone)
  return endMs === null ? null : new Date(endMs).toISOString()
}

describe('endOfQuietHours', () => {
  it.each([
    ['before midnight', night, '2026-01-10T21:30:59Z', '2026-01-11T06:00:00.000Z'],
    ['after midnight', night, '2026-01-11T03:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['in the first minute', night, '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['in the last minute', night, '2026-01-11T05:59:59Z', '2026-01-11T06:00:00.000Z'],
    ['in the minute after', night, '2026-01-11T06:00:00Z', null],
    ['by day', night, '2026-01-11T12:00:00Z', null],
    ['of hours by day', { from: '09:00', until: '17:30' }, '2026-07-01T08:00:00Z', '2026-07-01T15:30:00.000Z'],
    ['outside of hours by day', { from: '09:00', until: '17:30' }, '2026-07-01T15:30:00Z', null],
  ])('%s', (_when, hours, now, expected) => expect(end(hours, now, 'Europe/Zurich')).toBe(expected))

  it('follows the clock on the wall when it changes', () => {
    // In 2026 Zurich goes to summer time on 29 March at 02:00, and back on 25 October at 03:00.
    expect(end(night, '2026-03-28T22:00:00Z', 'Europe/Zurich')).toBe('2026-03-29T05:00:00.000Z')
    expect(end(night, '2026-10-24T21:00:00Z', 'Europe/Zurich')).toBe('2026-10-25T06:00:00.000Z')
    // 02:30 does not exist in March: the quiet hours end when the clock jumps over it.
    expect(end({ from: '22:00', until: '02:30' }, '2026-03-28T22:00:00Z', 'Europe/Zurich')).toBe('2026-03-29T01:00:00.000Z')
    // In October it exists twice: they end at the first, and the second hour is quiet again until it.
    expect(end({ from: '22:00', until: '02:30' }, '2026-10-24T21:00:00Z', 'Europe/Zurich')).toBe('2026-10-25T00:30:00.000Z')
    expect(end({ from: '22:00', until: '02:30' }, '2026-10-25T01:10:00Z', 'Europe/Zurich')).toBe('2026-10-25T01:30:00.000Z')
  })

  it('works in zones with half hours, and where the change is of half an hour', () => {
    expect(end(night, '2026-01-10T17:00:00Z', 'Asia/Kolkata')).toBe('2026-01-11T01:30:00.000Z')
    // Lord Howe Island goes back by half an hour on 5 April 2026 at 02:00.
    expect(end(night, '2026-04-04T12:00:00Z', 'Australia/Lord_Howe')).toBe('2026-04-04T20:30:00.000Z')
  })
})

it('a time of day has two digits each, and exists', () => {
  for (const text of ['00:00', '07:05', '23:59']) expect(isTimeOfDay(text)).toBe(true)
  for (const text of ['', '7:05', '24:00', '12:60', '07:05:00', ' 07:05', '07.05', '-1:00']) expect(isTimeOfDay(text)).toBe(false)
})
