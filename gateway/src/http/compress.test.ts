import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compress } from './compress.ts'

it.each(['once', 'often'] as const)('an answer that is sent %s can be decompressed to the same text', async (sent) => {
  const text = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => 100 + (index % 7)))
  const [br, gz] = [await compress(Buffer.from(text), 'br', sent), await compress(Buffer.from(text), 'gzip', sent)]
  expect(brotliDecompressSync(br).toString()).toBe(text)
  expect(gunzipSync(gz).toString()).toBe(text)
  expect(Math.max(br.length, gz.length)).toBeLessThan(text.length / 20)
})
