import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renewal } from './renewal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const SECOND = 1_000
const pauseMs = (failures: number) => SECOND * (failures + 1)

/** A reading of half a second that fails so often. */
const reading = (failing: number) => {
  const read = vi.fn(async () => {
    const isRefused = read.mock.calls.length <= failing
    await new Promise((resolve) => setTimeout(resolve, SECOND / 2))
    if (isRefused) throw new Error('away')
  })
  return read
}

it('reads once what is answered', async () => {
  const read = reading(0)
  renewal(read, pauseMs).renew()
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(read).toHaveBeenCalledTimes(1)
})

it('reads again after each failure, after the pause for it, until it is answered', async () => {
  const read = reading(2)
  renewal(read, pauseMs).renew()
  await vi.advanceTimersByTimeAsync(1.4 * SECOND)
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(0.2 * SECOND)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2.3 * SECOND)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(read).toHaveBeenCalledTimes(3)
})

it('does not wait out a pause when it is asked once more', async () => {
  const read = reading(1)
  const { renew } = renewal(read, () => 60 * SECOND)
  renew()
  await vi.advanceTimersByTimeAsync(SECOND)
  renew()
  await vi.advanceTimersByTimeAsync(SECOND)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(120 * SECOND)
  expect(read).toHaveBeenCalledTimes(2)
})

it('reads once more, one after the other, what has changed while it was read', async () => {
  const read = reading(0)
  const { renew, changed } = renewal(read, pauseMs)
  renew()
  await vi.advanceTimersByTimeAsync(SECOND / 4)
  renew()
  renew()
  changed()
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(read).toHaveBeenCalledTimes(2)
  changed()
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(read).toHaveBeenCalledTimes(2)
})

it('reads no more once it has ended, neither after a pause nor when a failure comes after that', async () => {
  const inAPause = reading(9)
  const first = renewal(inAPause, pauseMs)
  first.renew()
  await vi.advanceTimersByTimeAsync(SECOND)
  first.end()
  const onItsWay = reading(9)
  const second = renewal(onItsWay, pauseMs)
  second.renew()
  await vi.advanceTimersByTimeAsync(SECOND / 4)
  second.end()
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(inAPause).toHaveBeenCalledTimes(1)
  expect(onItsWay).toHaveBeenCalledTimes(1)
})
