import { badUserInput, conflict, localDayOf, notFound } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import { addFreezes, addPause, freezeProblem, pauseProblems, removePause } from '../../domain/streaks/choices.ts'
import type { Pause, StreakRow } from '../../domain/streaks/streak.ts'
import type { ViewerRef } from '../../domain/viewer-ref.ts'
import { reviewBadges } from '../badges/review-badges.ts'
import { commitChange } from '../commit-change.ts'
import { requireAccount, requireViewer } from '../viewer.ts'

/** Changes the viewer's streak. `change` gets the day in the viewer's time zone, and may throw. */
const changeStreak = async (context: Context, change: (streak: StreakRow, today: string) => StreakRow): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { timeZone } = await requireAccount(context, viewer)
  const today = localDayOf(context.runtime.now(), timeZone)
  await commitChange(context, (tx) => reviewBadges(context, viewer.id, (streak) => change(streak, today), tx))
  return viewer
}

/** Freezes today. Throws CONFLICT when no streak ends today, or when no freeze is left this month. */
export const useStreakFreeze = (context: Context): Promise<ViewerRef> =>
  changeStreak(context, (streak, today) => {
    const problem = freezeProblem(streak, today)
    if (problem !== null) throw conflict(...problem)
    return addFreezes(streak, [today])
  })

/** Chooses whether a freeze is used overnight without being asked for. */
export const setAutomaticFreezes = (context: Context, automatic: boolean): Promise<ViewerRef> =>
  changeStreak(context, (streak) => ({ ...streak, automaticFreezes: automatic }))

/** Plans a pause. Throws BAD_USER_INPUT for one that lies in the past, is too long, or overlaps another. */
export const setStreakPause = (context: Context, pause: Pause): Promise<ViewerRef> =>
  changeStreak(context, (streak, today) => {
    const problems = pauseProblems(streak, pause, today)
    if (problems.length > 0) throw badUserInput(problems)
    return addPause(streak, pause)
  })

/** Removes a pause, or ends one that has begun. Throws NOT_FOUND when none begins on this day, or when it is over. */
export const removeStreakPause = (context: Context, from: string): Promise<ViewerRef> =>
  changeStreak(context, (streak, today) => {
    const next = removePause(streak, from, today)
    if (next === null) throw notFound('This pause')
    return next
  })
