import { forbidden, unauthenticated } from './errors.ts'
import type { Caller } from './identity.ts'

export type AthleteCaller = Extract<Caller, { kind: 'athlete' }>
export type PartnerCaller = Extract<Caller, { kind: 'partner' }>

/** The signed-in athlete's id, or null for anyone else. */
export const viewerIdOf = (caller: Caller): string | null => (caller.kind === 'athlete' ? caller.athleteId : null)

/** The client's address as the gateway saw it, never one that a client claims; null where there is none. */
export const addressOf = (caller: Caller): string | null => (caller.kind === 'service' ? null : caller.address)

/** The signed-in athlete; throws UNAUTHENTICATED for anyone else. */
export const requireAthlete = (caller: Caller): AthleteCaller => {
  if (caller.kind === 'athlete') return caller
  if (caller.kind === 'partner') throw forbidden('An API key may not do this.')
  throw unauthenticated(caller.kind === 'anonymous' ? caller.refused : undefined)
}

/** Platform staff; throws UNAUTHENTICATED or FORBIDDEN. */
export const requireStaff = (caller: Caller): AthleteCaller => {
  const athlete = requireAthlete(caller)
  if (!athlete.roles.includes('STAFF')) throw forbidden('This is for platform staff.')
  return athlete
}

/** What a change is recorded as caused by. */
export const actorOf = (caller: Caller): string | null => {
  if (caller.kind === 'athlete') return caller.athleteId
  return caller.kind === 'partner' ? `partner:${caller.keyId}` : null
}
