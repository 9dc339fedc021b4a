import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reading } from './event-query.ts'
import { openSharedReads, type SharedReads } from './shared-reads.ts'

let number: number
let reads: SharedReads
let finish: ((value: number) => void)[]
beforeEach(() => {
  vi.useFakeTimers()
  number = 1
  finish = []
  reads = openSharedReads(() => number)
})
afterEach(() => {
  vi.useRealTimers()
})

const slow = (): Promise<Reading> =>
  new Promise((resolve) => finish.push((value) => resolve({ kind: 'result', result: { data: { value } } })))
const answered = async (reading: ReturnType<SharedReads['read']>) => {
  const read = await reading
  return read.kind === 'answer' ? read.answer.result.data?.value : null
}

describe('openSharedReads', () => {
  it('reads once for all that ask the same, during the read and shortly after it', async () => {
    const early = [reads.read('board', 1, slow), reads.read('board', 1, slow)]
    finish[0]?.(7)
    expect(await Promise.all(early.map(answered))).toEqual([7, 7])
    expect(await answered(reads.read('board', 1, slow))).toBe(7)
    expect(reads.made()).toBe(1)
  })

  it('writes the text of an answer once', async () => {
    const both = [reads.read('board', 1, slow), reads.read('board', 1, slow)]
    finish[0]?.(7)
    const [one, two] = await Promise.all(both)
    if (one?.kind !== 'answer' || two?.kind !== 'answer') throw new Error('no answer')
    const written = vi.spyOn(JSON, 'stringify')
    expect([one.answer.text(), two.answer.text()]).toEqual(['{"data":{"value":7}}', '{"data":{"value":7}}'])
    expect(written).toHaveBeenCalledTimes(1)
    written.mockRestore()
  })

  it('does not answer a hint with what was read before it', async () => {
    const before = reads.read('board', 1, slow)
    number = 2
    const after = reads.read('board', 2, slow)
    const old = reads.read('board', 1, slow)
    finish[0]?.(1)
    finish[1]?.(2)
    expect([await answered(before), await answered(after), await answered(old)]).toEqual([1, 2, 2])
    expect(reads.made()).toBe(2)
  })

  it('shares nothing between keys, and keeps nothing for long', async () => {
    const one = reads.read('ana', 1, slow)
    const two = reads.read('ben', 1, slow)
    finish[0]?.(1)
    finish[1]?.(2)
    expect([await answered(one), await answered(two)]).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(1_000)
    const later = reads.read('ana', 1, slow)
    finish[2]?.(3)
    expect(await answered(later)).toBe(3)
  })

  it('fails for all who share a read, and reads again for the next', async () => {
    const fail = () => Promise.reject(new Error('down'))
    const both = [reads.read('board', 1, fail), reads.read('board', 1, fail)]
    await expect(Promise.all(both)).rejects.toThrow('down')
    await vi.advanceTimersByTimeAsync(0)
    const next = reads.read('board', 1, slow)
    finish[0]?.(1)
    expect(await answered(next)).toBe(1)
    expect(reads.made()).toBe(2)
  })

  it('keeps that there is nothing', async () => {
    const nothing = async (): Promise<Reading> => ({ kind: 'nothing' })
    expect(await Promise.all([reads.read('gone', 1, nothing), reads.read('gone', 1, nothing)])).toEqual([
      { kind: 'nothing' },
      { kind: 'nothing' },
    ])
    expect(reads.made()).toBe(1)
  })
})
