import { expect, it } from 'vitest'
import { seasonAt } from './season.ts'

const NOVEMBER = Date.UTC(2026, 10, 30, 23, 30)

it.each([
  ['CH', 'Europe/Zurich', NOVEMBER, 'WINTER'],
  ['IS', 'Atlantic/Reykjavik', NOVEMBER, 'AUTUMN'],
  ['NZ', 'Pacific/Auckland', NOVEMBER, 'SUMMER'],
  ['AR', 'America/Argentina/Cordoba', NOVEMBER, 'SPRING'],
  // The country counts, wherever the clock is set to.
  ['CH', 'Australia/Sydney', Date.UTC(2026, 6, 1), 'SUMMER'],
  [null, 'Australia/Sydney', Date.UTC(2026, 6, 1), 'WINTER'],
  [null, 'America/Sao_Paulo', Date.UTC(2026, 3, 10), 'AUTUMN'],
  [null, 'UTC', Date.UTC(2026, 3, 10), 'SPRING'],
  ['SG', 'Asia/Singapore', NOVEMBER, null],
  [null, 'Africa/Nairobi', NOVEMBER, null],
])('the season of %s, %s', (country, timeZone, nowMs, season) => {
  expect(seasonAt({ country, timeZone }, nowMs)).toBe(season)
})
