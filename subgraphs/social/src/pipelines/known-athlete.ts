import { requireAthlete } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'

/**
 * The signed-in athlete's id; throws UNAUTHENTICATED. Waits a moment for the account of one who has just signed up, so that whoever is
 * told of what the athlete does now sees a name.
 */
export const knownAthlete = async (context: Context): Promise<string> => {
  const { athleteId } = requireAthlete(context.caller)
  await awaitProjection(athleteId, context.runtime.now(), () => context.loaders.account.clear(athleteId).load(athleteId))
  return athleteId
}
