import { expect, it } from 'vitest'
import { csvLine } from './csv.ts'

it('quotes what RFC 4180 says, and nothing else', () => {
  expect(csvLine([1, 'Ana', null, 2.5, true])).toBe('1,Ana,,2.5,true\r\n')
  expect(csvLine(['a,b', 'say "hi"', 'two\r\nlines', 'x\ny'])).toBe('"a,b","say ""hi""","two\r\nlines","x\ny"\r\n')
})

it.each(['=HYPERLINK("http://evil.example")', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1'])(
  'makes no formula of %j',
  (text) => {
    const line = csvLine([text])
    expect(line.replace(/^"/, '')[0]).toBe("'")
  },
)

it('leaves negative numbers that are numbers', () => {
  expect(csvLine([-3, 'Jean-Luc', 'a=b'])).toBe('-3,Jean-Luc,a=b\r\n')
})
