import { unauthenticated } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'

export const viewerOf = ({ caller }: Context): ViewerRef | null =>
  caller.kind === 'athlete' ? { id: caller.athleteId, sessionId: caller.sessionId } : null

/** The account behind a viewer, which is there as long as its sessions are. */
export const accountOf = async ({ id }: ViewerRef, { loaders }: Context): Promise<Account> => {
  const account = await loaders.account.load(id)
  if (account === null) throw unauthenticated('This account is gone.')
  return account
}
