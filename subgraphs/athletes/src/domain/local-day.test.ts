import { expect, it } from 'vitest'
import { localDay } from './local-day.ts'

it.each([
  ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22'],
  ['2026-11-22T23:30:00Z', 'Europe/Zurich', '2026-11-23'],
  ['2026-11-22T10:30:00Z', 'Pacific/Kiritimati', '2026-11-23'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
])('%s in %s is %s', (instant, zone, day) => expect(localDay(Date.parse(instant), zone)).toBe(day))
