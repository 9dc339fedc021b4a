import { useSyncExternalStore } from 'react'

let isAnswered = true
const hearers = new Set<() => void>()
const tell = () => {
  for (const hear of hearers) hear()
}
addEventListener('online', () => {
  tell()
  if (!isAnswered) void look()
})
addEventListener('offline', tell)

const LOOK_EVERY_MS = 10_000

const look = async (): Promise<void> => {
  try {
    answered((await fetch('/app.json')).ok)
  } catch {
    // It is away still.
  }
  if (!isAnswered) setTimeout(look, LOOK_EVERY_MS)
}

/** Says whether the platform has answered what it was just asked. While it has not, it is looked for now and then. */
export const answered = (is: boolean): void => {
  if (is === isAnswered) return
  isAnswered = is
  if (!is) setTimeout(look, LOOK_EVERY_MS)
  tell()
}

const isConnected = (): boolean => navigator.onLine && isAnswered

/** Hears that the platform can or can't be reached. Returns what ends it. */
const onConnection = (hear: () => void): (() => void) => {
  hearers.add(hear)
  return () => hearers.delete(hear)
}

/** Whether the platform can be reached, as far as is known. */
export const useConnected = (): boolean => useSyncExternalStore(onConnection, isConnected)
