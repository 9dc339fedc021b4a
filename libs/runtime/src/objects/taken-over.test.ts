import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { takenOver } from './taken-over.ts'

it('ends a stream that nobody could read, whose file is gone before it was opened', async () => {
  const body = createReadStream(join(tmpdir(), 'gruppetto-no-such-file'))
  const isClosed = new Promise<void>((resolve) => body.on('close', resolve))
  await expect(takenOver(body, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full')
  await isClosed
  expect(body.destroyed).toBe(true)
})

it('gives what was made of a stream, and the error of who reads it', async () => {
  const body = Readable.from([Buffer.from('whole')])
  expect(String(await takenOver(body, () => buffer(body)))).toBe('whole')
  const broken = createReadStream(join(tmpdir(), 'gruppetto-no-such-file'))
  await expect(takenOver(broken, () => buffer(broken))).rejects.toThrow('ENOENT')
})
