import { validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { profilePatch } from '../domain/inputs.ts'
import { patchProfile } from '../domain/patches.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { requireAccount, requireViewer } from './viewer.ts'

/** Changes the viewer's profile. Throws CONFLICT when the handle is taken. */
export const updateProfile = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { handle } = await requireAccount(context, viewer)
  const patch = validInput(profilePatch(handle), input)
  await commitChange(context, (tx) => changeAccount(context, viewer.id, (account) => patchProfile(account, patch), tx))
  return viewer
}
