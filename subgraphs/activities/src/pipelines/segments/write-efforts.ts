import type { Tx } from '@gruppetto/runtime'
import { type BestsRow, bestsId, bestsOf, type CountingEffort, countsChange } from '../../domain/segments/bests.ts'
import { type EffortChange, effortEvents } from '../../domain/segments/changes.ts'
import { isForEveryone } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'
import { standingsOf, tellOfRecord } from './tell-of-records.ts'

export interface WriteOptions {
  readonly athleteId: string
  readonly open: boolean
  /** What the segments are called. */
  readonly names: ReadonlyMap<string, string>
  /** What came or changed. What a new segment finds in the past is told nobody, and was no record. */
  readonly cause: 'ACTIVITY' | 'ATHLETE' | 'SEGMENT'
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
  const { athleteId, open, names, cause, nowMs } = options
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
  const risen = new Set(changes.filter(hasRisen).flatMap(({ after }) => after?._id ?? []))
  const fresh = turns.flatMap(({ segmentId, before, after }) => {
    const best = after?.best.EVERYONE[0]
    if (best === undefined || !risen.has(best.effortId)) return []
    return [{ segmentId, effortId: best.effortId, seconds: best.seconds, beforeSeconds: before?.seconds ?? null }]
  })
  const standings = await standingsOf(stores, athleteId, cause === 'SEGMENT' ? [] : fresh, tx)
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
  await stores.segmentCounts.add(
    turns.map(({ segmentId, before, after }) => ({ segmentId, ...countsChange(before, after) })),
    tx,
  )
  for (const event of effortEvents(ranked, cause !== 'ACTIVITY', nowMs)) tx.emit('effort.recorded', event)
  for (const { after } of ranked) {
    const standing = after === null ? undefined : standings.get(after._id)
    if (after !== null && standing?.wonRecord) tellOfRecord(after, standing, names.get(after.segmentId) ?? '', nowMs, tx)
  }
  // What is the athlete's alone moves no board of others, and a push would tell of it.
  const moved = turns.filter(({ before, after }) => othersBests(before) !== othersBests(after))
  tx.afterCommit(() => {
    for (const { segmentId } of moved) runtime.live.publish('segment', segmentId)
  })
}

/** Whether an effort has come into everyone's view. One that had a rank there stood in it before: nobody is told of it twice. */
const hasRisen = ({ before, after }: EffortChange): boolean =>
  after !== null && after.overallRankThen === null && isForEveryone(after) && (before === null || !isForEveryone(before))

const othersBests = (row: BestsRow | null): string => JSON.stringify([row?.best.EVERYONE[0], row?.best.FOLLOWERS[0]])

const afterChanges = (counting: readonly CountingEffort[], changes: readonly EffortChange[]): readonly CountingEffort[] => {
  const gone = new Set(changes.flatMap(({ before }) => before?._id ?? []))
  const there = changes.flatMap(({ after }) => (after?.counts ? [after] : []))
  return [...counting.filter(({ _id }) => !gone.has(_id)), ...there]
}
