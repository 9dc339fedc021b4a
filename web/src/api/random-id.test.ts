import { afterEach, expect, it, vi } from 'vitest'
import { randomId } from './random-id.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('names things also where the address is not secure, each time anew', () => {
  const { crypto } = globalThis
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) })
  const names = Array.from({ length: 100 }, randomId)
  expect(new Set(names).size).toBe(100)
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}$/)
})

it('writes each byte with two digits', () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(10) })
  expect(randomId()).toBe('0a'.repeat(16))
})
