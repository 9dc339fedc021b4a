import { beginKeeping, endKeeping, type KeptSession, keptSession } from '../offline/store.ts'
import { clearPushes } from '../offline/worker.ts'
import { forgetPositions } from '../screens/live/waiting-positions.ts'
import { randomId } from './random-id.ts'

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

/** What was asked for was of a session that is over, or of another athlete than who is signed in now. */
export class SessionOverError extends OfflineError {}

const RENEW_BEFORE_MS = 60_000
/** All else waits for the session. */
const PATIENCE_MS = 15_000

let session: Session = { is: 'unknown' }
let access: Access | null = null
/** Whose the session is, as far as is known. */
let athleteId: string | null = null
let renewing: Promise<void> | null = null
let sessions = 0
let keeping: Promise<KeptSession | null> = Promise.resolve(null)
const hearers = new Set<() => void>()
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('session')

const become = (next: Session): void => {
  session = next
  for (const hear of hearers) hear()
}

/** What the attempt to renew the session is called, until its answer has come. */
const ATTEMPT = 'session-attempt'

/**
 * Names the attempt to renew the session, the same in all windows and after a restart as long as there was no answer: under its name the platform
 * gives the same answer again, however late. It is no secret to scripts, who could ask themselves, and worth nothing without the cookie.
 */
const attemptNow = (): string => {
  const name = localStorage.getItem(ATTEMPT) ?? randomId()
  localStorage.setItem(ATTEMPT, name)
  return name
}

const attemptDone = (name: string): void => {
  if (localStorage.getItem(ATTEMPT) === name) localStorage.removeItem(ATTEMPT)
}

let turn: Promise<unknown> = Promise.resolve()
/** One thing at a time happens to the session: an answer that comes late must not undo what came after it was asked for. */
const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
  const result = turn.then(work)
  turn = result.catch(() => undefined)
  return result
}

const ask = async (method: 'PUT' | 'POST' | 'DELETE', body?: object): Promise<Response> => {
  const init =
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  try {
    return await fetch('/session', { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (error) {
    throw new OfflineError('The session cannot be asked for', { cause: error })
  }
}

/** Whose an access token is. The page believes it as it believes the platform that has sent it. */
const athleteOf = (token: string): string => {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  return String((JSON.parse(atob(payload)) as { readonly sub?: unknown }).sub)
}

const forget = (): void => {
  void clearPushes()
  access = null
  athleteId = null
  keeping = Promise.resolve(null)
}

/** Takes what /session has answered. `isNew` where somebody has just signed in. */
const take = async (answer: Response, isNew: boolean): Promise<void> => {
  if (answer.status === 200) {
    const { accessToken, accessTokenExpiresAt } = (await answer.json()) as { accessToken: string; accessTokenExpiresAt: string }
    const [before, now] = [athleteId, athleteOf(accessToken)]
    access = { token: accessToken, expiresAtMs: Date.parse(accessTokenExpiresAt) }
    athleteId = now
    // The cookie is the same in all windows: in another one somebody else may have signed in.
    const isOther = before !== null && before !== now
    if (isNew || isOther) keeping = beginKeeping(now)
    else if (session.is !== 'in') keeping = keptSession().then((kept) => (kept?.athleteId === now ? kept : beginKeeping(now)))
    if (session.is !== 'in' || isOther) become({ is: 'in', number: ++sessions })
    return
  }
  if (answer.status === 204 || answer.status === 401) {
    forget()
    await endKeeping({ givenUp: false })
    if (session.is !== 'out') become({ is: 'out' })
    return
  }
  throw new OfflineError(`The session was answered with ${answer.status}`)
}

const renew = (): Promise<void> => {
  renewing ??= inTurn(async () => {
    // It has ended meanwhile.
    if (session.is === 'out') return
    const attempt = attemptNow()
    const answer = await ask('POST', { attempt })
    await take(answer, false)
    attemptDone(attempt)
  }).finally(() => {
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
    athleteId = kept.athleteId
    become({ is: 'in', number: ++sessions })
  }
}

/** What answers are kept for; null where none are. */
export const keptFor = (): Promise<KeptSession | null> => keeping

const numberNow = (): number | null => (session.is === 'in' ? session.number : null)

const tokenOf = (number: number | null): string | null => {
  if (numberNow() !== number) throw new SessionOverError('Another session is open')
  return access?.token ?? null
}

/**
 * Returns an access token of a session that holds for a while, renewed where needed, or null for that of nobody. Throws a SessionOverError when
 * another session is open by now: nothing is asked for, nor done, in the name of somebody else.
 */
export const accessToken = async (number: number | null): Promise<string | null> => {
  tokenOf(number)
  if (number !== null && (access === null || access.expiresAtMs - Date.now() < RENEW_BEFORE_MS)) await renew()
  return tokenOf(number)
}

/** Asks for another access token after one was refused. */
export const nextAccessToken = async (number: number | null, refused: string): Promise<string | null> => {
  if (access?.token === refused) await renew()
  return tokenOf(number)
}

/** Milliseconds until the access token has to be renewed. */
export const renewInMs = (): number => Math.max(1_000, (access?.expiresAtMs ?? Date.now()) - Date.now() - RENEW_BEFORE_MS)

/** Keeps the session that signIn or signUp has opened. The refresh token is used up by this, so what the page has seen is worth nothing. */
export const keepSession = (refreshToken: string): Promise<void> =>
  inTurn(async () => {
    await take(await ask('PUT', { refreshToken }), true)
    tabs?.postMessage('changed')
  })

/** Ends the session. Throws an OfflineError while the platform does not answer: the cookie can't be taken away without it. */
export const endSession = (): Promise<void> =>
  inTurn(async () => {
    const answer = await ask('DELETE')
    if (!answer.ok) throw new OfflineError(`The end of the session was answered with ${answer.status}`)
    forget()
    await endKeeping({ givenUp: true })
    forgetPositions(localStorage)
    become({ is: 'out' })
    tabs?.postMessage('changed')
  })

// Another window has signed in or out: this one begins anew, since nothing of the one account may be seen in the other.
if (tabs !== null) tabs.onmessage = () => location.reload()

export const sessionNow = (): Session => session

export const onSession = (hear: () => void): (() => void) => {
  hearers.add(hear)
  return () => hearers.delete(hear)
}
