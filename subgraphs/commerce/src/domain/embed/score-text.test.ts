import { expect, it } from 'vitest'
import { scoreColumn } from './score-text.ts'

it('shows scores with their units', () => {
  expect(scoreColumn('DISTANCE').text(123_456)).toBe('123.5 km')
  expect(scoreColumn('MOVING_TIME').text(3723)).toBe('1:02:03')
  expect(scoreColumn('MOVING_TIME').text(59.6)).toBe('1:00')
  expect(scoreColumn('ELEVATION_GAIN').text(8849.2)).toBe('8,849 m')
  expect(scoreColumn('ACTIVITY_COUNT').text(3)).toBe('3')
  expect(scoreColumn('SEGMENT_TIME').text(0)).toBe('–')
  expect(scoreColumn('SEGMENT_TIME').text(61.25)).toBe('1:01')
  expect(scoreColumn(null).text(2)).toBe('2.0')
})
