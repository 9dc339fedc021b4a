import { badUserInput, localDayOf, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { trainingProfilePatch } from '../domain/training-input.ts'
import {
  currentProfile,
  historyProblems,
  nextHistory,
  type ProfileView,
  profilesNewestFirst,
  trainingHistoryState,
} from '../domain/training-profile.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { commitChange } from './commit-change.ts'
import { requireAccount, requireViewer } from './viewer.ts'

/**
 * Sets the values that hold from a day on: the day in the input, or today in the athlete's time zone. Throws BAD_USER_INPUT for
 * values that contradict each other.
 */
export const updateTrainingProfile = async (context: Context, input: unknown): Promise<ViewerRef> => {
  const { stores, runtime } = context
  const viewer = requireViewer(context)
  const { timeZone } = await requireAccount(context, viewer)
  const today = localDayOf(runtime.now(), timeZone)
  const patch = validInput(trainingProfilePatch(today), input)
  const day = patch.effectiveFrom ?? today
  await commitChange(context, async (tx) => {
    const before = await stores.trainingHistories.get(viewer.id, tx)
    const history = nextHistory(viewer.id, before, patch, day)
    if (history === null) return
    const problems = historyProblems(history, patch, day)
    if (problems.length > 0) throw badUserInput(problems)
    await stores.trainingHistories.put(history, tx)
    tx.emit('athlete.training-profile-changed', trainingHistoryState(history, runtime.now()))
  })
  return viewer
}

/** Returns what holds today in the athlete's time zone. */
export const readTrainingProfile = async (context: Context, viewer: ViewerRef): Promise<ProfileView> => {
  const { loaders, runtime } = context
  const [account, history] = await Promise.all([requireAccount(context, viewer), loaders.trainingHistory.load(viewer.id)])
  const dayOf = (instantMs: number) => localDayOf(instantMs, account.timeZone)
  return currentProfile(history?.profiles ?? [], dayOf(runtime.now()), dayOf(account.joinedAt.getTime()))
}

/** Returns the viewer's training profiles, newest first. */
export const readTrainingHistory = async ({ loaders }: Context, { id }: ViewerRef): Promise<readonly ProfileView[]> => {
  const history = await loaders.trainingHistory.load(id)
  return profilesNewestFirst(history?.profiles ?? [])
}
