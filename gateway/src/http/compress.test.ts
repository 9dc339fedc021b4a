import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compress } from './compress.ts'

it('a compressed answer can be decompressed to the same text', async () => {
  const text = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => 100 + (index % 7)))
  const [br, gz] = [await compress(Buffer.from(text), 'br'), await compress(Buffer.from(text), 'gzip')]
  expect(brotliDecompressSync(br).toString()).toBe(text)
  expect(gunzipSync(gz).toString()).toBe(text)
  expect(Math.max(br.length, gz.length)).toBeLessThan(text.length / 20)
})
