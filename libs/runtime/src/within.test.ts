import { expect, test } from 'vitest'
import { within } from './within.ts'

const never = new Promise<number>(() => undefined)

test('what comes in time is the answer, be it an error', async () => {
  expect(await within(60_000, Promise.resolve(1), () => 2)).toBe(1)
  await expect(within(60_000, Promise.reject(new Error('no')), () => 2)).rejects.toThrow('no')
})

test('what does not come in time is replaced, by an error too', async () => {
  expect(await within(1, never, () => 2)).toBe(2)
  const late = () => {
    throw new Error('too late')
  }
  await expect(within(1, never, late)).rejects.toThrow('too late')
})

test('an error that comes too late disturbs nobody', async () => {
  let fail: (error: Error) => void = () => undefined
  const failing = new Promise<number>((_, reject) => {
    fail = reject
  })
  expect(await within(1, failing, () => 2)).toBe(2)
  fail(new Error('afterwards'))
  // An unhandled rejection would end the process here.
  await new Promise((resolve) => setImmediate(resolve))
})
