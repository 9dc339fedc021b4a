import type { Origin } from './types.ts'

let present: Origin | null = null

/** Runs a function without waiting in it: the hints that it publishes say that `origin` has caused them. */
export const telling = <Result>(origin: Origin, tell: () => Result): Result => {
  const before = present
  present = origin
  try {
    return tell()
  } finally {
    present = before
  }
}

/** Returns what is being told of; null outside of `telling`. */
export const told = (): Origin | null => present
