import { expect, it } from 'vitest'
import { knowsTag } from './if-none-match.ts'

it('a client that has one of the tags knows it, strong or weak', () => {
  const headers = ['"a"', 'W/"a"', '"x", W/"b"', ' "b" ,"x"', '*', '"x", *']
  expect(headers.filter((header) => !knowsTag(header, '"a"', 'W/"b"'))).toEqual([])
  const others = [undefined, '', '"c"', 'a', 'w/"a"', '"a', '"A"', '"aW/"']
  expect(others.filter((header) => knowsTag(header, '"a"', 'W/"b"'))).toEqual([])
})
