import { describe, expect, it } from 'vitest'
import type { MeasuredFile } from '../domain/measured-leg.ts'
import { openMeasuredFiles } from './measured-files.ts'

const file = (bytes: number): MeasuredFile => {
  const chunk = { startSeconds: 0, n: 1, version: 1, summary: {}, columns: { powerWatts: new Uint8Array(bytes) } }
  return { ok: true, format: 'FIT', warnings: [], legs: [{ chunks: [chunk] }] } as unknown as MeasuredFile
}

describe('measured files', () => {
  it('are given once', () => {
    const files = openMeasuredFiles(100)
    const one = file(10)
    files.keep('a', one)
    expect([files.take('a'), files.take('a'), files.take('b')]).toEqual([one, null, null])
  })
  it('give way when they are too much, the oldest first; one that is too large is not kept', () => {
    const files = openMeasuredFiles(100)
    files.keep('a', file(40))
    files.keep('b', file(40))
    files.keep('b', file(50))
    files.keep('c', file(40))
    expect([files.take('a') === null, files.take('b') === null, files.take('c') === null]).toEqual([true, false, false])
    files.keep('d', file(101))
    expect(files.take('d')).toBeNull()
    files.keep('e', file(100))
    expect(files.take('e')).not.toBeNull()
  })
})
