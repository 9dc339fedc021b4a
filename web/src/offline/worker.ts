const WORKER = '/service-worker.js'

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** The page's policy demands Trusted Types: a plain address starts no worker, and this one alone becomes a trusted one. */
const trusted = (): string => {
  const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes
  return policies?.createPolicy('gruppetto', { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER
}

/** Starts the service worker, once the page has what it needs. A browser without one works as before, with a network. */
export const startWorker = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(trusted())
  } catch (error) {
    console.warn('There is no service worker', error)
  }
}

/** Hears where a push that was pressed leads to. Returns what ends it. */
export const onPressed = (go: (address: string) => void): (() => void) => {
  if (!('serviceWorker' in navigator)) return () => undefined
  const hear = ({ data }: MessageEvent<{ readonly go?: unknown }>) => {
    if (typeof data?.go === 'string') go(data.go)
  }
  navigator.serviceWorker.addEventListener('message', hear)
  return () => navigator.serviceWorker.removeEventListener('message', hear)
}

/** Writes at the icon of an installed app how much is unread, as the worker does with each push. Nothing where there is no such icon. */
export const showUnread = (count: number): void => {
  if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
}

/**
 * Takes away what was pushed and still stands on the device, and ends its subscription: both are for who was signed in alone, however the session has
 * ended. The platform forgets the device with the session; where it can't be told, what it still sends has nowhere to go.
 */
export const clearPushes = async (): Promise<void> => {
  showUnread(0)
  try {
    const worker = await navigator.serviceWorker?.getRegistration()
    for (const each of (await worker?.getNotifications()) ?? []) each.close()
    await (await worker?.pushManager?.getSubscription())?.unsubscribe()
  } catch {
    // A browser without notifications has none.
  }
}
