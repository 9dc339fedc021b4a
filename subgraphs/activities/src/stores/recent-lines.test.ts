import type { Position } from '@gruppetto/recordings'
import { expect, it } from 'vitest'
import { openRecentLines } from './recent-lines.ts'

const line = (length: number): readonly Position[] => Array.from({ length }, (_, index) => [47, index] as const)

it('keeps the lines that were asked for last, as long as they have so many positions together', () => {
  const lines = openRecentLines(10)
  const [a, b, c] = [line(4), line(5), line(3)]
  lines.put('a', a)
  lines.put('b', b)
  expect(lines.get('a')).toBe(a)
  lines.put('c', c)
  expect([lines.get('a'), lines.get('b'), lines.get('c')]).toEqual([a, undefined, c])
  lines.put('a', a)
  lines.put('b', line(3))
  expect([lines.get('a'), lines.get('b'), lines.get('c')]).toEqual([a, line(3), c])
  lines.put('long', line(11))
  expect(['a', 'b', 'c', 'long'].map((id) => lines.get(id))).toEqual([undefined, undefined, undefined, undefined])
  lines.put('a', a)
  expect(lines.get('a')).toBe(a)
})
