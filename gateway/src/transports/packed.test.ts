import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { leavesMachine, pack, UnpacksToTooMuch, unpack } from './packed.ts'

describe('what leaves this machine', () => {
  it.each([
    'http://social:4001',
    'https://10.0.0.7',
    'http://127.example.org',
    'http://[fd00::1]:4001',
    'http://localhost.example',
  ])('is sent to %s', (url) => expect(leavesMachine(new URL(url))).toBe(true))
  it.each([
    'http://localhost:4001',
    'http://social.localhost',
    'http://127.0.0.1:4001',
    'http://127.9.9.9',
    'http://127.1',
    'http://[::1]:4001',
    'http://[::ffff:127.0.0.1]:4001',
  ])('is not what is sent to %s', (url) => expect(leavesMachine(new URL(url))).toBe(false))
})

describe('a packed body', () => {
  const answer = JSON.stringify({ data: { text: 'Über '.repeat(1_000) } })
  const packed = gzipSync(answer)

  it('is unpacked up to its last byte', async () => {
    expect(await unpack(packed, Buffer.byteLength(answer))).toBe(answer)
  })

  it.each([0, 1, 5_000, 300_000, 3_000_000])('of %i characters is what was packed', async (length) => {
    // Its bytes are as good as random, so that the long ones stay long when they are packed.
    let seed = 1
    const text = Array.from({ length }, () => {
      seed = (seed * 48_271) % 2_147_483_647
      return String.fromCharCode(32 + (seed % 95))
    }).join('')
    expect(await unpack(await pack(text), 3_000_000)).toBe(text)
    if (length > 1) await expect(unpack(await pack(text), length - 1)).rejects.toThrow(UnpacksToTooMuch)
  })

  it('is refused for what is in it and not for its own length', async () => {
    await expect(unpack(packed, Buffer.byteLength(answer) - 1)).rejects.toThrow(UnpacksToTooMuch)
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    for (const most of [200_000, 1_000_000]) await expect(unpack(bomb, most)).rejects.toThrow(`more than ${most} bytes`)
    // Bombs one after the other are one body.
    await expect(unpack(Buffer.concat([packed, bomb]), 200_000)).rejects.toThrow(UnpacksToTooMuch)
  })

  it('is refused where it is half, nothing, or not packed', async () => {
    for (const body of [packed.subarray(0, packed.length / 2), Buffer.alloc(0), Buffer.from(answer), packed.subarray(1)]) {
      await expect(unpack(body, 1_000_000)).rejects.toThrow()
    }
  })
})
