import { forbidden, unauthenticated } from './errors.ts'
import type { Caller } from './identity.ts'

export type AthleteCaller = Extract<Caller, { kind: 'athlete' }>
export type PartnerCaller = Extract<Caller, { kind: 'partner' }>

/** Returns the id of the signed-in athlete; null for any other caller. */
export const viewerIdOf = (caller: Caller): string | null => (caller.kind === 'athlete' ? caller.athleteId : null)

/** Returns the client's address as the gateway saw it, never one that the client claims; null when there is none. */
export const addressOf = (caller: Caller): string | null => (caller.kind === 'service' ? null : caller.address)

/** Returns the signed-in athlete. Throws UNAUTHENTICATED for any other caller. */
export const requireAthlete = (caller: Caller): AthleteCaller => {
  if (caller.kind === 'athlete') return caller
  if (caller.kind === 'partner') throw forbidden('An API key may not do this.')
  throw unauthenticated(caller.kind === 'anonymous' ? caller.refused : undefined)
}

/** Whether the caller is a signed-in member of the platform's staff. */
export const isStaff = (caller: Caller): boolean => caller.kind === 'athlete' && caller.roles.includes('STAFF')

/** Returns the signed-in member of the platform's staff. Throws UNAUTHENTICATED or FORBIDDEN for any other caller. */
export const requireStaff = (caller: Caller): AthleteCaller => {
  const athlete = requireAthlete(caller)
  if (!isStaff(athlete)) throw forbidden('This is for platform staff.')
  return athlete
}

/** Returns the actor that is recorded as the cause of a change. */
export const actorOf = (caller: Caller): string | null => {
  if (caller.kind === 'athlete') return caller.athleteId
  return caller.kind === 'partner' ? `partner:${caller.keyId}` : null
}
