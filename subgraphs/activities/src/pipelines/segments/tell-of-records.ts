import type { Tx } from '@gruppetto/runtime'
import { OVERALL_RANKED, type Standing, standingOf } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import type { Stores } from '../../stores/mod.ts'

/** A best effort that has come into everyone's view, and the seconds of the athlete's best that was there before; null for none. */
export interface NewBest {
  readonly segmentId: string
  readonly effortId: string
  readonly seconds: number
  readonly beforeSeconds: number | null
}

/** Where an athlete's new bests stand among everyone, by effort. */
export const standingsOf = async (
  { bests }: Pick<Stores, 'bests'>,
  athleteId: string,
  fresh: readonly NewBest[],
  tx: Tx,
): Promise<ReadonlyMap<string, Standing>> => {
  const standings = new Map<string, Standing>()
  for (const { segmentId, effortId, seconds, beforeSeconds } of fresh) {
    const others = await bests.leaders(segmentId, athleteId, OVERALL_RANKED, tx)
    standings.set(effortId, standingOf(seconds, beforeSeconds, others))
  }
  return standings
}

/** Tells who won a record by an effort, and who lost it. */
export const tellOfRecord = (effort: EffortRow, { lostBy }: Standing, segmentName: string, nowMs: number, tx: Tx): void => {
  const { _id: effortId, segmentId, activityId, athleteId, elapsedSeconds } = effort
  const record = { segmentId, segmentName, effortId, activityId, elapsedSeconds, at: nowMs }
  tx.emit('segment.record-won', { ...record, athleteId, previousSeconds: lostBy[0]?.seconds ?? null })
  for (const { athleteId: loserId, seconds } of lostBy)
    tx.emit('segment.record-lost', { ...record, athleteId: loserId, byAthleteId: athleteId, previousSeconds: seconds })
}
