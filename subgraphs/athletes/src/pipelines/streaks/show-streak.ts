import { audienceOfViewer, localDayOf } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { AthleteView } from '../../domain/athlete-view.ts'
import { endingOn, freezesLeft, newStreak, type Pause, showStreak } from '../../domain/streaks/streak.ts'

/** A streak as its viewer sees it. */
export interface ShownStreak {
  readonly currentDays: number
  readonly longestDays: number
  readonly currentWeeks: number
  readonly longestWeeks: number
  readonly freezesLeft: number
  readonly automaticFreezes: boolean
  readonly atRiskSince: string | null
  readonly pauses: readonly Pause[]
}

const NOTHING: ShownStreak = {
  currentDays: 0,
  longestDays: 0,
  currentWeeks: 0,
  longestWeeks: 0,
  freezesLeft: 0,
  automaticFreezes: false,
  atRiskSince: null,
  pauses: [],
}

/**
 * Shows an athlete's streak: to others as it follows from the activities that they may see, without freezes and plans, which are the
 * athlete's own business.
 */
export const readStreak = async ({ loaders, runtime }: Context, { account, relation }: AthleteView): Promise<ShownStreak> => {
  const audience = audienceOfViewer(relation)
  if (audience === null) return NOTHING
  const streak = (await loaders.streak.load(account._id)) ?? newStreak(account._id, account.timeZone)
  const today = localDayOf(runtime.now(), account.timeZone)
  const lengths = showStreak(streak.views[audience], today)
  if (audience !== 'ONLY_ME') return { ...NOTHING, ...lengths }
  return {
    ...lengths,
    freezesLeft: freezesLeft(streak, today),
    automaticFreezes: streak.automaticFreezes,
    atRiskSince: endingOn(streak, today) === null ? null : today,
    pauses: streak.pauses.filter(({ until }) => until >= today),
  }
}
