import type { Tx } from '@gruppetto/runtime'
import { OVERALL_RANKED, type Standing, standingOf } from '../../domain/segments/bests.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'

/** A best effort that everyone may see now and could not see before. */
export interface NewBest {
  readonly segmentId: string
  readonly effortId: string
  readonly seconds: number
  /** The time of the athlete's former best; null for none. */
  readonly beforeSeconds: number | null
}

/** Reads the standings of an athlete's new bests among everyone, by effort. */
export const readStandings = async (
  { stores }: Services,
  athleteId: string,
  fresh: readonly NewBest[],
  tx: Tx,
): Promise<ReadonlyMap<string, Standing>> => {
  const standings = new Map<string, Standing>()
  for (const { segmentId, effortId, seconds, beforeSeconds } of fresh) {
    const others = await stores.bests.leaders(segmentId, athleteId, OVERALL_RANKED, tx)
    standings.set(effortId, standingOf(seconds, beforeSeconds, others))
  }
  return standings
}

interface SegmentRecord {
  readonly effort: EffortRow
  readonly standing: Standing
  readonly segmentName: string
  readonly nowMs: number
}

/** Emits that the athlete of an effort won a record, and who lost it. */
export const emitRecord = ({ effort, standing: { lostBy }, segmentName, nowMs }: SegmentRecord, tx: Tx): void => {
  const { _id: effortId, segmentId, activityId, athleteId, elapsedSeconds } = effort
  const record = { segmentId, segmentName, effortId, activityId, elapsedSeconds, at: nowMs }
  tx.emit('segment.record-won', { ...record, athleteId, previousSeconds: lostBy[0]?.seconds ?? null })
  for (const { athleteId: loserId, seconds } of lostBy)
    tx.emit('segment.record-lost', { ...record, athleteId: loserId, byAthleteId: athleteId, previousSeconds: seconds })
}
