import { badUserInput, isIdOf, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'

/** Returns the account that a mutation names. Throws NOT_FOUND. Waits a moment for one that has just signed up. */
export const requireAccount = async ({ stores, runtime }: Context, athleteId: string) => {
  if (!isIdOf('Athlete', athleteId)) throw notFound('This athlete')
  const account = await awaitProjection(athleteId, runtime.now(), () => stores.accounts.get(athleteId))
  if (account === null || account.deleted) throw notFound('This athlete')
  return account
}

/** Throws NOT_FOUND when a mutation names an account that does not exist or has blocked the viewer. */
export const requireUnblockedAccount = async (context: Context, athleteId: string): Promise<void> => {
  await requireAccount(context, athleteId)
  if ((await context.loaders.relation.load(athleteId)).ownerBlockedViewer) throw notFound('This athlete')
}

/** Throws BAD_USER_INPUT for an athlete who names the own account. */
export const refuseOneself = (viewerId: string, athleteId: string, verb: string): void => {
  if (viewerId === athleteId) throw badUserInput([{ path: 'athleteId', message: `is yourself, whom you cannot ${verb}` }])
}
