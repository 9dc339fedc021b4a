import { forbidden } from '@gruppetto/graph'
import { awaitProjection } from './await-projection.ts'
import type { AccountRow, Accounts } from './stores/accounts.ts'

/** Accounts from before addresses were verified count as verified; an account that has not arrived here yet does not. */
export const isVerified = (account: Pick<AccountRow, 'emailVerified'> | null): boolean =>
  account !== null && account.emailVerified !== false

/**
 * Throws FORBIDDEN unless the athlete has verified the e-mail address. It guards what reaches strangers, such as clubs and reports.
 * For a very new account it waits a moment, so that "sign up, verify, then found a club at once" works.
 */
export const requireVerified = async (accounts: Pick<Accounts, 'get'>, athleteId: string, nowMs: number): Promise<void> => {
  const verified = await awaitProjection(athleteId, nowMs, async () => {
    const account = await accounts.get(athleteId)
    return isVerified(account) ? account : null
  })
  if (verified === null) throw forbidden('Verify your e-mail address first: resendVerification sends the mail again.')
}
