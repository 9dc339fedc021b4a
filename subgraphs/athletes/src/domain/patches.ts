import { isDeepStrictEqual } from 'node:util'
import type { Account } from './account.ts'
import { definedFields } from './defined-fields.ts'
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
  const { profile, defaultActivityVisibility, approveFollowers, suggestMe } = patch
  const changes = definedFields({ profileVisibility: profile, defaultActivityVisibility, approveFollowers, suggestMe })
  return { ...account, ...changes } as Account
}

/** Returns the next revision of an account; null when the change leaves it as it is. */
export const nextAccount = (account: Account, change: AccountChange): Account | null => {
  const changed = change(account)
  return isDeepStrictEqual(changed, account) ? null : { ...changed, revision: account.revision + 1 }
}
