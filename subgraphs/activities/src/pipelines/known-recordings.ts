import { SAME_START_SECONDS } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import type { Known } from '../domain/plan-activities.ts'
import type { Stores } from '../stores/mod.ts'

/** An athlete's recordings that any of `legs` may repeat, in one read. */
export const knownRecordings = async (
  { activities }: Pick<Stores, 'activities'>,
  athleteId: string,
  legs: readonly { readonly startedAtMs: number }[],
  tx?: Tx,
): Promise<readonly Known[]> => {
  if (legs.length === 0) return []
  const starts = legs.map((leg) => leg.startedAtMs)
  const from = new Date(Math.min(...starts) - SAME_START_SECONDS * 1000)
  const to = new Date(Math.max(...starts) + SAME_START_SECONDS * 1000)
  return activities.recordedBetween(athleteId, from, to, tx)
}
