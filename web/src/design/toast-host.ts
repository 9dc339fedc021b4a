import { createContext } from 'react'

/**
 * Takes a dialog that is open, and returns what lets it go. Nothing outside an open dialog can be pressed or is read aloud, so what is said in passing
 * stands in it as long.
 */
export const ToastHostContext = createContext<(dialog: HTMLElement) => () => void>(() => () => undefined)
