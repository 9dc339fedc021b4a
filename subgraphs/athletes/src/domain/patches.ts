import { isDeepStrictEqual } from 'node:util'
import type { Account } from './account.ts'
import type { PrivacyPatch, ProfilePatch } from './inputs.ts'
import type { Role } from './vocabulary.ts'

/** A change of an account: gives the account as it should be, from the account as it is. Pure, since it runs again after a conflict. */
export type AccountChange = (account: Account) => Account

/** What is absent stays; null clears. */
const given = <Value extends object>(patch: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<Value>

export const profileChange =
  (patch: ProfilePatch): AccountChange =>
  (account) =>
    ({ ...account, ...given(patch) }) as Account

export const privacyChange =
  ({ profile, defaultActivityVisibility, approveFollowers }: PrivacyPatch): AccountChange =>
  (account) =>
    ({ ...account, ...given({ profileVisibility: profile, defaultActivityVisibility, approveFollowers }) }) as Account

export const rolesChange =
  (roles: readonly Role[]): AccountChange =>
  (account) => ({ ...account, roles })

/** The account after a change, one revision on; null when the change changes nothing. */
export const nextAccount = (account: Account, change: AccountChange): Account | null => {
  const changed = change(account)
  return isDeepStrictEqual(changed, account) ? null : { ...changed, revision: account.revision + 1 }
}
