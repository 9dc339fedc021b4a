import { beginKeeping, endKeeping, type KeptSession, keptSession } from '../offline/store.ts'

/**
 * Who is signed in. The access token is in memory alone; the refresh token is in a cookie that no script reads (docs/guides/clients.md,
 * "The session of a browser").
 */
export type Session = { readonly is: 'unknown' } | { readonly is: 'out' } | { readonly is: 'in'; readonly number: number }

interface Access {
  readonly token: string
  readonly expiresAtMs: number
}

/** The platform did not answer: there is no network, or it is down. */
export class OfflineError extends Error {}

const RENEW_BEFORE_MS = 60_000

let session: Session = { is: 'unknown' }
let access: Access | null = null
let renewing: Promise<void> | null = null
let sessions = 0
let keeping: Promise<KeptSession | null> = Promise.resolve(null)
const hearers = new Set<() => void>()
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('session')

const become = (next: Session): void => {
  session = next
  for (const hear of hearers) hear()
}

const ask = async (method: 'PUT' | 'POST' | 'DELETE', body?: object): Promise<Response> => {
  const init =
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  try {
    return await fetch('/session', { ...init, credentials: 'same-origin' })
  } catch (error) {
    throw new OfflineError('The session cannot be asked for', { cause: error })
  }
}

/** Takes what /session has answered. `isNew` where somebody has just signed in. */
const take = async (answer: Response, isNew: boolean): Promise<void> => {
  if (answer.status === 200) {
    const { accessToken, accessTokenExpiresAt } = (await answer.json()) as { accessToken: string; accessTokenExpiresAt: string }
    access = { token: accessToken, expiresAtMs: Date.parse(accessTokenExpiresAt) }
    if (isNew) keeping = beginKeeping()
    else if (session.is !== 'in') keeping = keptSession().then((kept) => kept ?? beginKeeping())
    if (session.is !== 'in') become({ is: 'in', number: ++sessions })
    return
  }
  if (answer.status === 204 || answer.status === 401) {
    access = null
    keeping = Promise.resolve(null)
    await endKeeping({ givenUp: false })
    if (session.is !== 'out') become({ is: 'out' })
    return
  }
  throw new OfflineError(`The session was answered with ${answer.status}`)
}

const renew = (): Promise<void> => {
  renewing ??= ask('POST')
    .then((answer) => take(answer, false))
    .finally(() => {
      renewing = null
    })
  return renewing
}

/**
 * Finds out whether somebody is signed in. When the platform does not answer, who was signed in last still is, to see what was seen; where
 * nobody was, it throws an OfflineError and may be called again.
 */
export const openSession = async (): Promise<void> => {
  try {
    await renew()
  } catch (error) {
    const kept = error instanceof OfflineError ? await keptSession() : null
    if (kept === null) throw error
    keeping = Promise.resolve(kept)
    become({ is: 'in', number: ++sessions })
  }
}

/** What answers are kept for; null where none are. */
export const keptFor = (): Promise<KeptSession | null> => keeping

/** Returns an access token that holds for a while, renewed where needed, or null when nobody is signed in. */
export const accessToken = async (): Promise<string | null> => {
  if (session.is === 'in' && (access === null || access.expiresAtMs - Date.now() < RENEW_BEFORE_MS)) await renew()
  return access?.token ?? null
}

/** Asks for another access token after one was refused. Returns null when the session has ended. */
export const nextAccessToken = async (refused: string): Promise<string | null> => {
  if (access?.token === refused) await renew()
  return access?.token ?? null
}

/** Milliseconds until the access token has to be renewed. */
export const renewInMs = (): number => Math.max(1_000, (access?.expiresAtMs ?? Date.now()) - Date.now() - RENEW_BEFORE_MS)

/** Keeps the session that signIn or signUp has opened. The refresh token is used up by this, so what the page has seen is worth nothing. */
export const keepSession = async (refreshToken: string): Promise<void> => {
  await take(await ask('PUT', { refreshToken }), true)
  tabs?.postMessage('changed')
}

export const endSession = async (): Promise<void> => {
  await ask('DELETE')
  access = null
  keeping = Promise.resolve(null)
  await endKeeping({ givenUp: true })
  become({ is: 'out' })
  tabs?.postMessage('changed')
}

// Another window has signed in or out: this one begins anew, since nothing of the one account may be seen in the other.
if (tabs !== null) tabs.onmessage = () => location.reload()

export const sessionNow = (): Session => session

export const onSession = (hear: () => void): (() => void) => {
  hearers.add(hear)
  return () => hearers.delete(hear)
}
