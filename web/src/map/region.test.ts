import { expect, it } from 'vitest'
import { regionOf } from './region.ts'

it('is where the time zone is, and the world where it says nothing', () => {
  const places = {
    'Europe/Zurich': [47.4, 8.5],
    'America/Los_Angeles': [34, -118],
    'America/Argentina/Buenos_Aires': [-34.6, -58.4],
    'Asia/Tokyo': [35.7, 139.7],
    'Africa/Nairobi': [-1.3, 36.8],
    'Australia/Hobart': [-42.9, 147.3],
    'Pacific/Auckland': [-36.8, 174.8],
    UTC: [0, 0],
    'Atlantic/Canary': [28.1, -15.4],
  }
  for (const [timeZone, [latitude = Number.NaN, longitude = Number.NaN]] of Object.entries(places)) {
    const { south, west, north, east } = regionOf(timeZone)
    expect(latitude > south && latitude < north && longitude > west && longitude < east, timeZone).toBe(true)
  }
  expect(regionOf('America/Lima')).not.toEqual(regionOf('Europe/Lisbon'))
})
