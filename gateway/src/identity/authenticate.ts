import { type Caller, serviceUnavailable, unauthenticated } from '@gruppetto/graph'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { VerifyAccessToken } from './access-tokens.ts'
import { type ApiKeys, hashOfKey } from './api-keys.ts'
import { deviceName } from './device-name.ts'
import type { Refusals } from './refusals.ts'
import type { IsRevoked } from './revocations.ts'

export interface Credentials {
  readonly authorization: string | undefined
  readonly apiKey: string | undefined
  readonly address: string | null
  readonly userAgent?: string | undefined
}

export interface Identity {
  readonly caller: Caller
  /** When the athlete's access token or the API key expires. Null for other callers. */
  readonly expiresAtMs: number | null
  /** The hash of the API key, by which an open socket asks whether the key still holds. Only partners have it. */
  readonly keyHash?: string
}

/** Finds out who calls. Throws UNAUTHENTICATED for invalid credentials, and SERVICE_UNAVAILABLE when they cannot be checked. */
export type Authenticate = (credentials: Credentials) => Promise<Identity>

/** Nobody signed in. What the User-Agent says of the device is for a sign-in. */
const anonymous = ({ address, userAgent }: Credentials, refused?: string): Identity => {
  const device = deviceName(userAgent)
  const caller = {
    kind: 'anonymous' as const,
    address,
    ...(device !== null && { device }),
    ...(refused !== undefined && { refused }),
  }
  return { caller, expiresAtMs: null }
}

/**
 * Makes a caller with an invalid token anonymous instead of refusing the request; each field that needs the viewer then says why it
 * has no answer. So with an expired token in the header, public data can be read and the session refreshed. Invalid API keys, and
 * credentials that cannot be checked, are still refused.
 */
export const anonymousIfRefused =
  (authenticate: Authenticate): Authenticate =>
  async (credentials) => {
    try {
      return await authenticate(credentials)
    } catch (error) {
      const isStale = error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED'
      if (!isStale || credentials.apiKey !== undefined) throw error
      return anonymous(credentials, error.message)
    }
  }

export interface AuthenticateOptions {
  readonly verify: VerifyAccessToken
  readonly isRevoked: IsRevoked
  readonly apiKeys: ApiKeys
  readonly refusals: Refusals
  readonly log: Logger
}

const SESSION_ENDED = 'The session has ended: sign in again.'
const INVALID_KEY = 'The API key is not valid.'

const bearer = /^Bearer +([\w.~+/=-]+) *$/i

export const authenticator = (options: AuthenticateOptions): Authenticate => {
  const orUnavailable = async <T>(service: string, work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      if (error instanceof GraphQLError) throw error
      options.log.error({ err: error, service }, 'a caller cannot be verified')
      throw serviceUnavailable(service)
    }
  }

  const athlete = async (authorization: string, address: string | null): Promise<Identity> => {
    const token = bearer.exec(authorization)?.[1]
    if (token === undefined) throw unauthenticated('The Authorization header must be: Bearer, then the access token.')
    const access = await orUnavailable(
      'athletes',
      options.verify(token, () => options.refusals.check(address)),
    )
    if (await orUnavailable('athletes', options.isRevoked(access.sessionId))) throw unauthenticated(SESSION_ENDED)
    const { athleteId, sessionId, roles, expiresAtMs } = access
    return { caller: { kind: 'athlete', athleteId, sessionId, roles: [...roles], address }, expiresAtMs }
  }

  const partner = async (secret: string, address: string | null): Promise<Identity> => {
    if (secret.length > 512) throw unauthenticated(INVALID_KEY)
    const keyHash = hashOfKey(secret)
    const found = await orUnavailable(
      'commerce',
      options.apiKeys.find(keyHash, () => options.refusals.check(address)),
    )
    if (found === null) throw unauthenticated(INVALID_KEY)
    const { expiresAtMs = null, ...owner } = found
    return { caller: { kind: 'partner', ...owner, address }, expiresAtMs, keyHash }
  }

  const identify: Authenticate = async (credentials) => {
    const { authorization, apiKey, address } = credentials
    if (authorization !== undefined && apiKey !== undefined) {
      throw unauthenticated('Send an access token or an API key, not both.')
    }
    if (authorization !== undefined) return athlete(authorization, address)
    if (apiKey !== undefined) return partner(apiKey, address)
    return anonymous(credentials)
  }
  return async (credentials) => {
    try {
      return await identify(credentials)
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') {
        options.refusals.count(credentials.address)
      }
      throw error
    }
  }
}
