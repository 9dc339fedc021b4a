import { requireAthlete } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'

/**
 * Returns the id of the signed-in athlete. Throws UNAUTHENTICATED. Waits a moment for the account of an athlete who has just
 * signed up, so that whoever is notified of what the athlete does now sees a name.
 */
export const requireKnownAthlete = async ({ caller, runtime, stores }: Context): Promise<string> => {
  const { athleteId } = requireAthlete(caller)
  await awaitProjection(athleteId, runtime.now(), () => stores.accounts.get(athleteId))
  return athleteId
}
