import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compress, encodingFor } from './compress.ts'

describe('the encoding of an answer', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['deflate', null],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *;q=0.1', 'gzip'],
    ['gzip;q=nonsense', null],
    ['gzip , br ; q=0.3', 'gzip'],
  ] as const)('for "%s" is %s', (header, encoding) => expect(encodingFor(header)).toBe(encoding))

  it('can be decompressed to the same text', async () => {
    const text = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => 100 + (index % 7)))
    const [br, gz] = [await compress(text, 'br'), await compress(text, 'gzip')]
    expect(brotliDecompressSync(br).toString()).toBe(text)
    expect(gunzipSync(gz).toString()).toBe(text)
    expect(Math.max(br.length, gz.length)).toBeLessThan(text.length / 20)
  })
})
