import { useSyncExternalStore } from 'react'

const onVisibility = (hear: () => void): (() => void) => {
  document.addEventListener('visibilitychange', hear)
  return () => document.removeEventListener('visibilitychange', hear)
}

/** Whether somebody may see the page. What only somebody who looks needs, such as notifications as they come, ends while nobody does. */
export const useVisible = (): boolean => useSyncExternalStore(onVisibility, () => document.visibilityState !== 'hidden')
