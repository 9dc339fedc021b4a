import { describe, expect, it } from 'vitest'
import { listedSessions, reasonNotOpen } from './live-event.ts'
import { LONGEST_MS } from './live-session.ts'

const HOUR_MS = 3_600_000
const event = { cancelled: false, startsAt: new Date(10 * HOUR_MS), overAt: new Date(12 * HOUR_MS) }

describe('reasonNotOpen', () => {
  it.each([
    [9 * HOUR_MS - 1, /too far ahead/],
    [9 * HOUR_MS, null],
    [12 * HOUR_MS - 1, null],
    [12 * HOUR_MS, /over/],
  ])('at %d: %s', (nowMs, why) => {
    const said = reasonNotOpen(event, nowMs)
    if (why === null) expect(said).toBeNull()
    else expect(said?.[0]).toMatch(why)
    expect(reasonNotOpen({ ...event, cancelled: true }, nowMs)?.[0]).toMatch(/cancelled/)
  })
})

describe('listedSessions', () => {
  it.each([
    [0, 'ALL', 'GOING_ON'],
    [12 * HOUR_MS - 1, 'ALL', 'GOING_ON'],
    [12 * HOUR_MS, 'GOING_ON', 'GOING_ON'],
    [12 * HOUR_MS + LONGEST_MS, 'NONE', 'NONE'],
  ])('at %d: %s, and %s once cancelled', (nowMs, listed, afterCancelling) => {
    expect(listedSessions(event, nowMs)).toBe(listed)
    expect(listedSessions({ ...event, cancelled: true }, nowMs)).toBe(afterCancelling)
  })
})
