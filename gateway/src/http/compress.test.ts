import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compress } from './compress.ts'

it.each([
  ['once', 2_000],
  ['once', 50_000],
  ['often', 2_000],
  ['often', 50_000],
] as const)('an answer that is sent %s, of %i numbers, can be decompressed to the same text', async (sent, length) => {
  const text = JSON.stringify(Array.from({ length }, (_, index) => 100 + (index % 7)))
  const [br, gz] = [await compress(Buffer.from(text), 'br', sent), await compress(Buffer.from(text), 'gzip', sent)]
  expect(brotliDecompressSync(br).toString()).toBe(text)
  expect(gunzipSync(gz).toString()).toBe(text)
  expect(Math.max(br.length, gz.length)).toBeLessThan(text.length / 20)
})
