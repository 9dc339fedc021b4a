import { validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import { profilePatch } from '../domain/inputs.ts'
import { noteHandleChange, patchProfile } from '../domain/patches.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { keepAvatar, readAvatar } from './photos/avatar.ts'
import { accountGone, requireAccount, requireViewer } from './viewer.ts'

/**
 * Changes the viewer's profile. Throws CONFLICT when the handle is taken, and BAD_USER_INPUT when it was changed too often or the
 * avatar is no photo of the viewer's.
 */
export const updateProfile = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { handle } = await requireAccount(context, viewer)
  const { avatarPhotoId, ...patch } = validInput(profilePatch(handle), input)
  const nowMs = context.runtime.now()
  await commitChange(context, async (tx) => {
    const before = await context.stores.accounts.get(viewer.id, tx)
    if (before === null) throw accountGone()
    const avatar = avatarPhotoId === undefined ? null : await readAvatar(context, viewer.id, avatarPhotoId, tx)
    const change = (account: Account) => noteHandleChange(account, patchProfile(account, patch, avatar), nowMs)
    const after = await changeAccount(context, viewer.id, change, tx)
    await keepAvatar(context, before, after, tx)
  })
  return viewer
}
