import { expect, it } from 'vitest'
import { widestOf } from './audiences.ts'

it('finds the widest audience', () => {
  expect(widestOf(['ONLY_ME', 'FOLLOWERS'])).toBe('FOLLOWERS')
  expect(widestOf(['EVERYONE', 'ONLY_ME'])).toBe('EVERYONE')
  expect(widestOf([])).toBeNull()
})
