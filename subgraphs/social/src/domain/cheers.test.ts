import { expect, it } from 'vitest'
import { reasonNotToCheer } from './cheers.ts'

const hour = 3_600_000
const event = { cancelled: false, startsAt: new Date(100 * hour), overAt: new Date(102 * hour) }

it.each([
  ['two days before', event, 52, /too far ahead/],
  ['the evening before', event, 77, null],
  ['while it goes on', event, 101, null],
  ['when it is over', event, 102, /over/],
  ['when it is cancelled', { ...event, cancelled: true }, 101, /cancelled/],
] as const)('%s', (_when, about, atHour, expected) => {
  const reason = reasonNotToCheer(about, null, atHour * hour)
  if (expected === null) expect(reason).toBeNull()
  else expect(reason?.[0]).toMatch(expected)
})

it.each([
  ['a date of which is the day after', 160, 137, null],
  ['the next date of which is far ahead', 160, 101, /too far ahead/],
  ['without a date to come', null, 101, /over/],
] as const)('a series %s', (_what, startsHour, atHour, expected) => {
  const next = startsHour === null ? null : { startsAt: new Date(startsHour * hour), overAt: new Date((startsHour + 2) * hour) }
  const reason = reasonNotToCheer({ ...event, isSeries: true, overAt: new Date(9_999 * hour) }, next, atHour * hour)
  if (expected === null) expect(reason).toBeNull()
  else expect(reason?.[0]).toMatch(expected)
})
