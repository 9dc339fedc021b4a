import { describe, expect, it } from 'vitest'
import { cleanTitle, defaultName, MAX_NAME_LENGTH } from './naming.ts'

describe('defaultName', () => {
  it.each([
    ['RUN', '2026-11-22T06:30:00Z', 'Europe/Zurich', 'Morning Run'],
    ['RIDE', '2026-11-22T06:30:00Z', 'America/Los_Angeles', 'Night Ride'],
    ['GRAVEL_RIDE', '2026-11-22T11:15:00Z', 'Europe/Zurich', 'Lunch Gravel Ride'],
    ['SWIM', '2026-11-22T15:00:00Z', 'UTC', 'Afternoon Swim'],
    ['OTHER', '2026-11-22T20:00:00Z', 'UTC', 'Evening Activity'],
  ] as const)('%s at %s in %s', (sport, instant, zone, expected) => {
    expect(defaultName(sport, Date.parse(instant), zone)).toBe(expected)
  })
})

describe('cleanTitle', () => {
  it('cleans the title of a file', () => {
    expect(cleanTitle('  Round\tthe\n\u0007lake ')).toBe('Round the lake')
    expect(cleanTitle(' \n ')).toBeNull()
    expect(cleanTitle(null)).toBeNull()
    // The length is counted in characters: a surrogate pair is never split.
    expect([...(cleanTitle('🚴'.repeat(500)) ?? '')]).toHaveLength(MAX_NAME_LENGTH)
  })
})
