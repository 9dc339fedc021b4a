import { requireAthlete, unauthenticated } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'

export const viewerOf = ({ caller }: Context): ViewerRef | null =>
  caller.kind === 'athlete' ? { id: caller.athleteId, sessionId: caller.sessionId } : null

/** Throws UNAUTHENTICATED when the caller is not an athlete. */
export const requireViewer = ({ caller }: Context): ViewerRef => {
  const { athleteId, sessionId } = requireAthlete(caller)
  return { id: athleteId, sessionId }
}

export const accountGone = () => unauthenticated('This account is gone.')

/** Loads the account of a viewer. Throws UNAUTHENTICATED when it does not exist. */
export const requireAccount = async ({ loaders }: Context, { id }: ViewerRef): Promise<Account> => {
  const account = await loaders.account.load(id)
  if (account === null) throw accountGone()
  return account
}
