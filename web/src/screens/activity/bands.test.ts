import { expect, it } from 'vitest'
import { zoomed } from './bands.ts'

const whole = { from: 0, to: 1_000 }

it('looks closer around a moment, and stays within the recording', () => {
  expect(zoomed(null, whole, 600, 0.5)).toEqual({ from: 350, to: 850 })
  expect(zoomed(null, whole, 10, 0.5)).toEqual({ from: 0, to: 500 })
  expect(zoomed(null, whole, 990, 0.5)).toEqual({ from: 500, to: 1_000 })
  // Without a moment, or with one that is out of sight, the middle stays.
  expect(zoomed({ from: 200, to: 400 }, whole, null, 0.5)).toEqual({ from: 250, to: 350 })
  expect(zoomed({ from: 200, to: 400 }, whole, 900, 0.5)).toEqual({ from: 250, to: 350 })
})

it('goes back until the whole is shown', () => {
  expect(zoomed({ from: 250, to: 350 }, whole, 300, 2)).toEqual({ from: 200, to: 400 })
  expect(zoomed({ from: 0, to: 600 }, whole, null, 2)).toBeNull()
})

it('ends where there is nothing more to see', () => {
  expect(zoomed({ from: 100, to: 112 }, whole, null, 0.5)).toEqual({ from: 101, to: 111 })
  expect(zoomed({ from: 100, to: 104 }, whole, null, 0.5)).toEqual({ from: 100, to: 104 })
})
