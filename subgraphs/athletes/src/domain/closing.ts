import type { Account } from './account.ts'

/** How long a closed account can be brought back. */
const RESTORED_WITHIN_DAYS = 14
const DAY_MS = 24 * 3600 * 1000

/** Returns when a closed account is erased; null for an open one. */
export const erasesAtMs = ({ closedAt }: Pick<Account, 'closedAt'>): number | null =>
  closedAt ? closedAt.getTime() + RESTORED_WITHIN_DAYS * DAY_MS : null

/** Returns the latest instant at which an account was closed that is erased by now. */
export const closedBefore = (nowMs: number): Date => new Date(nowMs - RESTORED_WITHIN_DAYS * DAY_MS)

export const closeAccount = (account: Account, nowMs: number): Account => ({ ...account, closedAt: new Date(nowMs) })
export const reopenAccount = (account: Account): Account => ({ ...account, closedAt: null })
