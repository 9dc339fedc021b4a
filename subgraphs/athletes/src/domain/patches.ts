import { isDeepStrictEqual } from 'node:util'
import { badUserInput, broken } from '@gruppetto/graph'
import type { Account } from './account.ts'
import { definedFields } from './defined-fields.ts'
import { addHandleChange, giveUpHandle } from './handles.ts'
import type { PrivacyPatch, ProfilePatch } from './inputs.ts'

/** Returns the changed account. It must be pure, because it runs again after a write conflict. */
export type AccountChange = (account: Account) => Account

export type Avatar = Required<Pick<Account, 'avatarPhotoId' | 'avatarUrl'>>

/** `avatar` is null when the athlete names no photo. An address elsewhere takes the place of a photo. */
export const patchProfile = (account: Account, patch: Omit<ProfilePatch, 'avatarPhotoId'>, avatar: Avatar | null): Account => {
  const elsewhere = patch.avatarUrl !== undefined && account.avatarPhotoId ? { avatarPhotoId: null } : {}
  return { ...account, ...definedFields(patch), ...elsewhere, ...avatar } as Account
}

export const patchPrivacy = (account: Account, patch: PrivacyPatch): Account => {
  const { profile, defaultActivityVisibility, approveFollowers, suggestMe, nudgeMe } = patch
  const changes = definedFields({ profileVisibility: profile, defaultActivityVisibility, approveFollowers, suggestMe, nudgeMe })
  return { ...account, ...changes } as Account
}

/** Returns the account with the change of its handle noted. Throws BAD_USER_INPUT after too many changes; going back counts too. */
export const noteHandleChange = (before: Account, after: Account, nowMs: number): Account => {
  if (after.handle === before.handle) return after
  const noted = addHandleChange(before.handleChangedAt ?? [], nowMs)
  if ('changes' in noted) {
    const formerHandles = giveUpHandle(before.formerHandles ?? [], { from: before.handle, to: after.handle }, nowMs)
    return { ...after, handleChangedAt: noted.changes, formerHandles }
  }
  const from = noted.againAt.toISOString()
  const message = `was changed twice within 30 days: it can be changed again from ${from}`
  throw badUserInput([{ path: 'input.handle', ...broken('TOO_OFTEN', message, { from }) }])
}

/** Returns the next revision of an account; null when the change leaves it as it is. */
export const nextAccount = (account: Account, change: AccountChange): Account | null => {
  const changed = change(account)
  return isDeepStrictEqual(changed, account) ? null : { ...changed, revision: account.revision + 1 }
}
