import { validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { profilePatch } from '../domain/inputs.ts'
import { patchProfile } from '../domain/patches.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { keepAvatar, readAvatar } from './photos/avatar.ts'
import { accountGone, requireAccount, requireViewer } from './viewer.ts'

/**
 * Changes the viewer's profile. Throws CONFLICT when the handle is taken, and BAD_USER_INPUT when the avatar is no photo of the
 * viewer's.
 */
export const updateProfile = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { handle } = await requireAccount(context, viewer)
  const { avatarPhotoId, ...patch } = validInput(profilePatch(handle), input)
  await commitChange(context, async (tx) => {
    const before = await context.stores.accounts.get(viewer.id, tx)
    if (before === null) throw accountGone()
    const avatar = avatarPhotoId === undefined ? null : await readAvatar(context, viewer.id, avatarPhotoId, tx)
    const after = await changeAccount(context, viewer.id, (account) => patchProfile(account, patch, avatar), tx)
    await keepAvatar(context, before, after, tx)
  })
  return viewer
}
