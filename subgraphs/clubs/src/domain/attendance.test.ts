import { areasOf, cellsAround } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { betterRecording, overlaps, passes } from './attendance.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 5, 7, hour))
const date = { startsAt: at(9), overAt: at(12), slotAt: at(9), cancelledAt: null }

describe('overlaps', () => {
  it.each([
    ['a ride within it', 9, 11, true],
    ['one that begins at home and ends there', 8, 13, true],
    ['one that ends when it begins', 7, 9, false],
    ['one that begins when it is over', 12, 14, false],
  ])('%s', (_what, from, until, expected) => {
    expect(overlaps(date, { startedAt: at(from), endedAt: at(until) })).toBe(expected)
  })
  it('is never true of a date that was called off', () => {
    const ride = { startedAt: at(9), endedAt: at(11) }
    expect(overlaps({ ...date, cancelledAt: at(8) }, ride)).toBe(false)
    expect(overlaps({ ...date, slotAt: null }, ride)).toBe(false)
  })
})

describe('passes', () => {
  const meetingPoint = { latitude: 47.37, longitude: 8.54 }
  const areasAt = (latitude: number, longitude: number) => areasOf(cellsAround([latitude, longitude]))
  it('knows a ride that comes by, and no other', () => {
    expect(passes({ meetingPoint }, areasAt(47.3705, 8.5405))).toBe(true)
    expect(passes({ meetingPoint }, areasAt(47.5, 8.54))).toBe(false)
    expect(passes({ meetingPoint: null }, areasAt(47.37, 8.54))).toBe(false)
  })
})

describe('betterRecording', () => {
  const recording = (activityId: string, more: object = {}) => ({
    activityId,
    activityRevision: 1,
    visibility: 'EVERYONE' as const,
    distanceMeters: 1000,
    movingSeconds: 600,
    isResult: false,
    ...more,
  })
  it.each([
    ['the longer one', recording('a'), recording('b', { movingSeconds: 700 }), recording('b', { movingSeconds: 700 })],
    [
      'the one made for the event',
      recording('a', { isResult: true }),
      recording('b', { movingSeconds: 900 }),
      recording('a', { isResult: true }),
    ],
    [
      'the newer state',
      recording('a', { activityRevision: 3 }),
      recording('a', { distanceMeters: 5 }),
      recording('a', { activityRevision: 3 }),
    ],
    [
      'the newer state of one made for the event, with what it came to while that was on',
      recording('a', { isResult: true, distanceMeters: 700, raceRevision: 1 }),
      recording('a', { activityRevision: 2, distanceMeters: 900 }),
      recording('a', { activityRevision: 2, isResult: true, distanceMeters: 700, raceRevision: 1 }),
    ],
    [
      'that with the newer race, of a state that came late too',
      recording('a', { activityRevision: 2, isResult: true, distanceMeters: 600, raceRevision: 2 }),
      recording('a', { activityRevision: 3, isResult: true, distanceMeters: 700, raceRevision: 1 }),
      recording('a', { activityRevision: 3, isResult: true, distanceMeters: 600, raceRevision: 2 }),
    ],
    [
      'that with the race of the newer times, of the same state',
      recording('a', { isResult: true, distanceMeters: 600, raceRevision: 1, raceTimesRevision: 3 }),
      recording('a', { isResult: true, distanceMeters: 700, raceRevision: 1, raceTimesRevision: 2 }),
      recording('a', { isResult: true, distanceMeters: 600, raceRevision: 1, raceTimesRevision: 3 }),
    ],
    [
      'that with the newer race, by whatever times',
      recording('a', { isResult: true, distanceMeters: 600, raceRevision: 2, raceTimesRevision: 1 }),
      recording('a', { isResult: true, distanceMeters: 700, raceRevision: 1, raceTimesRevision: 2 }),
      recording('a', { isResult: true, distanceMeters: 600, raceRevision: 2, raceTimesRevision: 1 }),
    ],
    ['the same one of two alike', recording('a'), recording('b'), recording('a')],
  ])('is %s, in whatever order they come', (_what, first, second, expected) => {
    expect(betterRecording(first, second)).toEqual(expected)
    expect(betterRecording(second, first)).toEqual(expected)
  })
})
