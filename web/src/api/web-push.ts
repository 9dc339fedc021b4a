/** Why a device gets no pushes: the browser cannot, the person has said no, it is not on yet; or it is on. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on'

/** How long the service worker is waited for: without one nothing would ever answer. */
const READY_WITHIN_MS = 4_000

const registration = async (): Promise<ServiceWorkerRegistration | null> => {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis)) return null
  const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), READY_WITHIN_MS))
  return Promise.race([navigator.serviceWorker.ready, waited])
}

export const pushState = async (): Promise<PushState> => {
  const worker = await registration()
  if (worker === null) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return (await worker.pushManager.getSubscription()) === null ? 'off' : 'on'
}

/** What registerWebPush takes. */
export interface Subscribed {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

const subscribedOf = (subscription: PushSubscription): Subscribed => {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }
}

const bytesOf = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

/**
 * Asks the person and the push service of the browser, in this order. Returns null when the person says no. Throws when the push service cannot be
 * reached. A subscription with another key is made anew.
 */
export const subscribe = async (publicKey: string): Promise<Subscribed | null> => {
  const worker = await registration()
  if (worker === null || (await Notification.requestPermission()) !== 'granted') return null
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) }
  const subscription = await worker.pushManager.subscribe(options).catch(async (error: unknown) => {
    const old = await worker.pushManager.getSubscription()
    if (old === null) throw error
    await old.unsubscribe()
    return worker.pushManager.subscribe(options)
  })
  return subscribedOf(subscription)
}

/** Returns the subscription that this device has; null without one. */
export const subscribed = async (): Promise<Subscribed | null> => {
  const subscription = await (await registration())?.pushManager.getSubscription()
  return subscription == null ? null : subscribedOf(subscription)
}

/** Ends the subscription of this device. Returns its endpoint, which the platform is told; null where there was none. */
export const unsubscribe = async (): Promise<string | null> => {
  const subscription = await (await registration())?.pushManager.getSubscription()
  if (subscription == null) return null
  await subscription.unsubscribe()
  return subscription.endpoint
}

/** Who has asked for pushes on this device, by their ids: another athlete who signs in here gets none. */
const ASKED_BY = 'push-asked-by'

const askedBy = (): readonly string[] | null => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ASKED_BY) ?? 'null')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : null
  } catch {
    return null
  }
}

/** Remembers whether an athlete wants pushes on this device. */
export const rememberPush = (athleteId: string, wants: boolean): void => {
  const others = (askedBy() ?? []).filter((id) => id !== athleteId)
  localStorage.setItem(ASKED_BY, JSON.stringify(wants ? [...others, athleteId] : others))
}

/**
 * Returns what registerWebPush takes for an athlete who has asked for pushes here, and subscribes again where signing out has ended the subscription.
 * Null for everybody else, whom a subscription that is left must not reach: it is ended. `publicKey` asks for the platform's key.
 */
export const confirmed = async (athleteId: string, publicKey: () => Promise<string | null>): Promise<Subscribed | null> => {
  const now = await subscribed()
  const asked = askedBy()
  // A device from before this was remembered is of who is still signed in: a sign-out ends its subscription.
  if (asked === null && now !== null) rememberPush(athleteId, true)
  if (!(askedBy() ?? []).includes(athleteId)) {
    if (now !== null) await unsubscribe()
    return null
  }
  if (now !== null || !('Notification' in globalThis) || Notification.permission !== 'granted') return now
  const key = await publicKey()
  return key === null ? null : subscribe(key)
}
