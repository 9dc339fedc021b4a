import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { AnswerParser } from './answer-parser.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
const END = '0\r\n\r\n'
/** A text as it comes from a socket: cut out of nothing else. */
const received = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

// V8 keeps a part of a text with all of that text, and a sum as its parts.
it.each([
  ['in a million chunks of a byte', '1\r\nx\r\n'.repeat(10_000), 100, 1_000_000],
  ['in chunks with a page of extensions each', `d;${'e'.repeat(60_000)}\r\n${'x'.repeat(13)}\r\n`, 1_000, 13_000],
])('keeps of a body %s little more than its bytes', (_name, piece, times, bytes) => {
  const parser = new AnswerParser(10_000_000)
  parser.read(CHUNKED)
  collect()
  const before = process.memoryUsage().heapUsed
  for (let count = 0; count < times; count += 1) expect(parser.read(received(piece))).toBeNull()
  collect()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(bytes * 3 + 8_000_000)
  expect(parser.read(END)?.body).toBe('x'.repeat(bytes))
  // The next answer begins anew.
  expect(parser.read(`${CHUNKED}2\r\nab\r\n${END}`)?.body).toBe('ab')
})

it.each([1, 7, 1_023, 1_024, 1_025, 5_000])('reads a body by its length, in pieces of %d bytes', (size) => {
  const body = Array.from({ length: 3_000 }, (_, at) => String.fromCharCode(at % 256)).join('')
  const answer = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const parser = new AnswerParser(3_000)
  for (let at = 0; at + size < answer.length; at += size) expect(parser.read(answer.slice(at, at + size))).toBeNull()
  const last = Math.floor((answer.length - 1) / size) * size
  expect(parser.read(answer.slice(last))).toMatchObject({ body, isKept: true })
})

it('reads to the end of the connection, and no more than it may', () => {
  const head = 'HTTP/1.1 200 OK\r\n\r\n'
  const parser = new AnswerParser(10)
  expect(parser.read(`${head}abcde`)).toBeNull()
  expect(parser.read('fghij')).toBeNull()
  expect(parser.end()).toMatchObject({ body: 'abcdefghij', isKept: false })
  expect(() => parser.read('k')).toThrow('it has more than 10 bytes')
})
