import { type Caller, forbidden, isStaff, serviceUnavailable, unauthenticated } from '@gruppetto/graph'
import type { Logger } from 'pino'
import type { GatewayConfig } from '../config.ts'
import { hashOf } from '../operations/operations.ts'
import type { Registered } from './registered.ts'

/** Says which operations a caller may run. */
export interface TrustedDocuments {
  /** Whether the caller may run the operations of this text. */
  allows(text: string, caller: Caller): boolean
  /** Returns the error for a caller who may not run a text. */
  refusal(caller: Caller): Error
}

type TrustedSettings = Pick<GatewayConfig, 'trustedDocuments' | 'trustedDocumentsExcept' | 'trustedDocumentsReport'>
type Known = Pick<Registered, 'textOf' | 'isRead'>

const kinds: Readonly<Record<Caller['kind'], string>> = {
  anonymous: 'anonymous',
  athlete: 'athletes',
  partner: 'partners',
  service: 'services',
}

const MESSAGE =
  'Only registered operations run here, and this is none. Whoever builds the client registers them with `npm run operations -- publish`.'

/** How many unregistered documents a process reports, so that nobody fills the log. */
const MOST_REPORTED = 1_000

const nameIn = (text: string): string | null =>
  /\b(?:query|mutation|subscription)\s+(\w{1,100})/.exec(text.slice(0, 1_000))?.[1] ?? null

/**
 * Opens the rule of TRUSTED_DOCUMENTS: the callers it names run registered documents only, except those of TRUSTED_DOCUMENTS_EXCEPT. With
 * TRUSTED_DOCUMENTS_REPORT all are allowed, and each document that would be refused is logged once, by its hash and its name: its text may
 * hold secrets.
 */
export const trustedDocuments = (limits: TrustedSettings, registered: Known, log: Logger): TrustedDocuments => {
  const { trustedDocuments: bound, trustedDocumentsExcept: except, trustedDocumentsReport: onlyReports } = limits
  const reported = new Set<string>()
  const isExcepted = (caller: Caller): boolean => {
    if (caller.kind === 'partner') return except.has(`key:${caller.keyId}`)
    return caller.kind === 'athlete' && ((except.has('staff') && isStaff(caller)) || except.has(`athlete:${caller.athleteId}`))
  }
  const isBound = (caller: Caller): boolean => bound.has(kinds[caller.kind]) && !isExcepted(caller)
  const report = (hash: string, text: string, caller: Caller): void => {
    if (reported.has(hash) || reported.size >= MOST_REPORTED || !registered.isRead()) return
    reported.add(hash)
    log.warn({ hash, operation: nameIn(text), caller: caller.kind }, 'an operation is not registered')
    if (reported.size === MOST_REPORTED) log.warn({ reported: MOST_REPORTED }, 'no more operations are reported')
  }
  return {
    allows(text, caller) {
      if (!isBound(caller)) return true
      const hash = hashOf(text)
      if (registered.textOf(hash) !== undefined) return true
      if (onlyReports) report(hash, text, caller)
      return onlyReports
    },
    refusal(caller) {
      // Nobody knows yet what is registered.
      if (!registered.isRead()) return serviceUnavailable('gateway')
      // With a fresh token the caller may be one of the exceptions.
      if (caller.kind === 'anonymous' && caller.refused !== undefined) return unauthenticated(caller.refused)
      return forbidden(MESSAGE)
    },
  }
}
