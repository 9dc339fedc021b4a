import { expect, test } from 'vitest'
import { birthOf, isMarkOfGone, processMark } from './process-birth.ts'

test('the mark of a process tells whether it still runs, and one of a later process with its pid is another', () => {
  expect(processMark()).toMatch(/^\d+-[\w-]+$/)
  expect(isMarkOfGone(processMark())).toBe(false)
  expect(isMarkOfGone(`${process.pid}-1`)).toBe(true)
  expect(isMarkOfGone('999999999-Sun-Nov-29-21-57-30-2026')).toBe(true)
  expect(birthOf(999_999_999)).toBeNull()
})

test('other names are of no process that is gone', () => {
  for (const name of ['', 'README', '12', '12-', '-7', '12-a.b']) expect(isMarkOfGone(name)).toBe(false)
})
