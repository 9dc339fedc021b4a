import type { Tx } from '@gruppetto/runtime'
import {
  type BestsRow,
  bestsId,
  bestsOf,
  type CountingEffort,
  countsChange,
  OVERALL_RANKED,
  type Standing,
  standingOf,
} from '../../domain/segments/bests.ts'
import { type EffortChange, effortEvents } from '../../domain/segments/changes.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'

export interface WriteOptions {
  readonly athleteId: string
  readonly open: boolean
  /** What the segments are called. */
  readonly names: ReadonlyMap<string, string>
  /** False for what was ridden before: then nobody is told, and nothing was a record. */
  readonly isNews: boolean
  readonly nowMs: number
}

/** What an athlete's efforts are on one segment before and after a change. */
interface Turn {
  readonly segmentId: string
  readonly before: BestsRow | null
  readonly after: BestsRow | null
}

/**
 * Commits changes of one athlete's efforts with all that follows from them: personal bests, the segments' counts, ranks at the time and
 * records. The caller has taken the athlete's lock in this transaction, so that the efforts read here are all there are.
 */
export const writeEfforts = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  changes: readonly EffortChange[],
  options: WriteOptions,
  tx: Tx,
): Promise<void> => {
  if (changes.length === 0) return
  const { athleteId, open, isNews, nowMs } = options
  const segmentIds = [...new Set(changes.flatMap(({ before, after }) => (after ?? before)?.segmentId ?? []))]
  const counting = await stores.efforts.counting(athleteId, segmentIds, tx)
  const bests = await stores.bests.many(
    segmentIds.map((id) => bestsId(id, athleteId)),
    tx,
  )
  const efforts = afterChanges(counting, changes)
  const turns = segmentIds.map((segmentId): Turn => {
    const own = efforts.filter((effort) => effort.segmentId === segmentId)
    const before = bests.find((row) => row.segmentId === segmentId) ?? null
    return { segmentId, before, after: bestsOf(segmentId, athleteId, own, open) }
  })
  const added = new Set(changes.flatMap(({ before, after }) => (before === null && after !== null ? [after._id] : [])))
  const standings = new Map<string, Standing>()
  if (isNews && open)
    for (const { segmentId, before, after } of turns) {
      const best = after?.best.EVERYONE[0]
      if (best === undefined || !added.has(best.effortId)) continue
      const others = await stores.bests.leaders(segmentId, athleteId, OVERALL_RANKED, tx)
      standings.set(best.effortId, standingOf(best.seconds, before?.seconds ?? null, others))
    }
  const ranked = changes.map(({ before, after }): EffortChange => {
    const rank = after === null ? undefined : standings.get(after._id)?.rank
    return { before, after: after === null || rank === undefined ? after : { ...after, overallRankThen: rank } }
  })
  await stores.efforts.write(ranked, tx)
  await stores.bests.write(
    turns.flatMap(({ after }) => after ?? []),
    turns.flatMap(({ before, after }) => (after === null && before !== null ? [before._id] : [])),
    tx,
  )
  await stores.segmentCounts.note(
    turns.map(({ segmentId, before, after }) => ({ segmentId, ...countsChange(before, after) })),
    tx,
  )
  for (const event of effortEvents(ranked, !isNews, nowMs)) tx.emit('effort.recorded', event)
  for (const { after } of ranked) {
    const standing = after === null ? undefined : standings.get(after._id)
    if (after !== null && standing?.wonRecord) tellOfRecord(after, standing, options, tx)
  }
  // What is the athlete's alone moves no board of others, and a push would tell of it.
  const moved = turns.filter(({ before, after }) => othersBests(before) !== othersBests(after))
  tx.afterCommit(() => {
    for (const { segmentId } of moved) runtime.live.publish('segment', segmentId)
  })
}

const othersBests = (row: BestsRow | null): string => JSON.stringify([row?.best.EVERYONE[0], row?.best.FOLLOWERS[0]])

const afterChanges = (counting: readonly CountingEffort[], changes: readonly EffortChange[]): readonly CountingEffort[] => {
  const gone = new Set(changes.flatMap(({ before }) => before?._id ?? []))
  const there = changes.flatMap(({ after }) => (after?.counts ? [after] : []))
  return [...counting.filter(({ _id }) => !gone.has(_id)), ...there]
}

const tellOfRecord = (effort: EffortRow, { lostBy }: Standing, { names, nowMs }: WriteOptions, tx: Tx): void => {
  const { _id: effortId, segmentId, activityId, athleteId, elapsedSeconds } = effort
  const record = { segmentId, segmentName: names.get(segmentId) ?? '', effortId, activityId, elapsedSeconds, at: nowMs }
  tx.emit('segment.record-won', { ...record, athleteId, previousSeconds: lostBy[0]?.seconds ?? null })
  for (const { athleteId: loserId, seconds } of lostBy)
    tx.emit('segment.record-lost', { ...record, athleteId: loserId, byAthleteId: athleteId, previousSeconds: seconds })
}
