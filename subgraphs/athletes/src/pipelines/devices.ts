import { addressOf, type Caller } from '@gruppetto/graph'
import type { Context } from '../context.ts'

/** Returns the name of the caller's device: the client's own word for it, else what the User-Agent says. */
export const deviceOf = (caller: Caller, given: string | null): string | null =>
  given ?? (caller.kind === 'anonymous' ? (caller.device ?? null) : null)

/**
 * Whether the athlete has signed in with this device, and from this network, before. The name of a device is only its word, so a
 * familiar name in a new network counts as new too.
 */
export const isFamiliar = async (
  { stores, caller }: Context,
  athleteId: string,
  emailKey: string,
  device: string | null,
): Promise<boolean> => {
  const [knowsDevice, knowsNetwork] = await Promise.all([
    stores.sessions.knowsDevice(athleteId, device),
    stores.signInAttempts.knowsNetwork(emailKey, addressOf(caller)),
  ])
  return knowsDevice && knowsNetwork
}
