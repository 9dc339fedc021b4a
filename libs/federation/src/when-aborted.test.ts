import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { whenAborted } from './when-aborted.ts'

it('tells all who listen, but for those who have stopped, with one listener of Node', () => {
  const controller = new AbortController()
  const { signal } = controller
  const told: number[] = []
  const stops = Array.from({ length: 20 }, (_, at) => whenAborted(signal, () => void told.push(at)))
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  for (const stop of stops.slice(2)) stop()
  controller.abort()
  expect(told).toEqual([0, 1])
})

it('leaves no listener behind, and may begin again', () => {
  const controller = new AbortController()
  let told = 0
  const stop = whenAborted(controller.signal, () => {
    told += 100
  })
  stop()
  stop()
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  const last = whenAborted(controller.signal, () => {
    told += 1
  })
  stop()
  controller.abort()
  last()
  expect(told).toBe(1)
})
