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

const take = async (answer: Response): Promise<void> => {
  if (answer.status === 200) {
    const { accessToken, accessTokenExpiresAt } = (await answer.json()) as { accessToken: string; accessTokenExpiresAt: string }
    access = { token: accessToken, expiresAtMs: Date.parse(accessTokenExpiresAt) }
    if (session.is !== 'in') become({ is: 'in', number: ++sessions })
    return
  }
  if (answer.status === 204 || answer.status === 401) {
    access = null
    if (session.is !== 'out') become({ is: 'out' })
    return
  }
  throw new OfflineError(`The session was answered with ${answer.status}`)
}

const renew = (): Promise<void> => {
  renewing ??= ask('POST')
    .then(take)
    .finally(() => {
      renewing = null
    })
  return renewing
}

/** Finds out whether somebody is signed in. Throws an OfflineError when the platform does not answer; then it may be called again. */
export const openSession = (): Promise<void> => renew()

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
  await take(await ask('PUT', { refreshToken }))
  tabs?.postMessage('changed')
}

export const endSession = async (): Promise<void> => {
  await ask('DELETE')
  access = null
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
