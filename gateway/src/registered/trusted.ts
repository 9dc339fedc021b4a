import { type Caller, forbidden, isStaff, serviceUnavailable, unauthenticated } from '@gruppetto/graph'
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

const kinds: Readonly<Record<Caller['kind'], string>> = {
  anonymous: 'anonymous',
  athlete: 'athletes',
  partner: 'partners',
  service: 'services',
}

const MESSAGE =
  'Only registered operations run here, and this is none. Whoever builds the client registers them with `npm run operations -- publish`.'

/** Opens the rule of TRUSTED_DOCUMENTS: the callers it names run registered documents only, except those of TRUSTED_DOCUMENTS_EXCEPT. */
export const trustedDocuments = (
  { trustedDocuments: words, trustedDocumentsExcept: except }: Pick<GatewayConfig, 'trustedDocuments' | 'trustedDocumentsExcept'>,
  registered: Pick<Registered, 'textOf' | 'isRead'>,
): TrustedDocuments => {
  const isExcepted = (caller: Caller): boolean => {
    if (caller.kind === 'partner') return except.has(`key:${caller.keyId}`)
    return caller.kind === 'athlete' && ((except.has('staff') && isStaff(caller)) || except.has(`athlete:${caller.athleteId}`))
  }
  const isBound = (caller: Caller): boolean => words.has(kinds[caller.kind]) && !isExcepted(caller)
  return {
    allows: (text, caller) => !isBound(caller) || registered.textOf(hashOf(text)) !== undefined,
    refusal(caller) {
      // Nobody knows yet what is registered.
      if (!registered.isRead()) return serviceUnavailable('gateway')
      // With a fresh token the caller may be one of the exceptions.
      if (caller.kind === 'anonymous' && caller.refused !== undefined) return unauthenticated(caller.refused)
      return forbidden(MESSAGE)
    },
  }
}
