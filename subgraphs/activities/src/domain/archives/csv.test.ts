import { expect, it } from 'vitest'
import { readCsv } from './csv.ts'

const rows = (text: string) => [...readCsv(text)]

it('reads quotes, doubled quotes, line breaks in quotes and every line ending', () => {
  expect(rows('a,b\r\n"x, y","say ""hi"""\n"two\nlines",\r')).toEqual([
    ['a', 'b'],
    ['x, y', 'say "hi"'],
    ['two\nlines', ''],
  ])
})

it('finds the separator of the first line', () => {
  expect(rows('a;b;c\n1,5;2;3')).toEqual([
    ['a', 'b', 'c'],
    ['1,5', '2', '3'],
  ])
  expect(rows('"a;b"\tc\n1\t2')).toEqual([
    ['a;b', 'c'],
    ['1', '2'],
  ])
})

it('leaves out a byte order mark and blank lines, and ends at a quote that is never closed', () => {
  expect(rows('\ufeffa,b\n\n\n"open,1\n2,3')).toEqual([['a', 'b'], ['open,1\n2,3']])
})

it('keeps a last empty field, and stays small on a hostile line', () => {
  expect(rows('a,b\n1,')).toEqual([
    ['a', 'b'],
    ['1', ''],
  ])
  expect(rows(`x${','.repeat(1_000_000)}`)[0]).toHaveLength(500)
  expect(rows('\n'.repeat(1_000_000))).toEqual([])
})
