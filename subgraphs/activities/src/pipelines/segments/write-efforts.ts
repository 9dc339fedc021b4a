import type { Tx } from '@gruppetto/runtime'
import { type BestsRow, bestsId, bestsOf, type CountingEffort, countsChange } from '../../domain/segments/bests.ts'
import { type EffortChange, effortEvents } from '../../domain/segments/changes.ts'
import { isForEveryone } from '../../domain/segments/effort.ts'
import type { Services } from '../../services.ts'
import { emitRecord, readStandings } from './segment-records.ts'

export interface WriteOptions {
  readonly athleteId: string
  readonly open: boolean
  readonly segmentNames: ReadonlyMap<string, string>
  /** What caused the change. Efforts of the past, which a new segment finds or an archive brings, notify nobody, and are no records. */
  readonly cause: 'ACTIVITY' | 'ATHLETE' | 'SEGMENT' | 'IMPORT'
  readonly nowMs: number
}

/** The bests of an athlete on one segment before and after a change. */
interface BestsChange {
  readonly segmentId: string
  readonly before: BestsRow | null
  readonly after: BestsRow | null
}

/**
 * Saves changes of one athlete's efforts with all that follows from them: personal bests, the counts of segments, ranks at the time, and
 * records. The caller holds the athlete's lock in this transaction, so the efforts read here are complete.
 */
export const writeEfforts = async (
  services: Services,
  changes: readonly EffortChange[],
  options: WriteOptions,
  tx: Tx,
): Promise<void> => {
  if (changes.length === 0) return
  const { stores, runtime } = services
  const { athleteId, open, segmentNames, cause, nowMs } = options
  const segmentIds = [...new Set(changes.flatMap(({ before, after }) => (after ?? before)?.segmentId ?? []))]
  const counting = await stores.efforts.counting(athleteId, segmentIds, tx)
  const bests = await stores.bests.many(
    segmentIds.map((id) => bestsId(id, athleteId)),
    tx,
  )
  const efforts = applyChanges(counting, changes)
  const bestsChanges = segmentIds.map((segmentId): BestsChange => {
    const own = efforts.filter((effort) => effort.segmentId === segmentId)
    const before = bests.find((row) => row.segmentId === segmentId) ?? null
    return { segmentId, before, after: bestsOf(segmentId, athleteId, own, open) }
  })
  const published = new Set(changes.filter(becomesPublic).flatMap(({ after }) => after?._id ?? []))
  const fresh = bestsChanges.flatMap(({ segmentId, before, after }) => {
    const best = after?.best.EVERYONE[0]
    if (best === undefined || !published.has(best.effortId)) return []
    return [{ segmentId, effortId: best.effortId, seconds: best.seconds, beforeSeconds: before?.seconds ?? null }]
  })
  const standings = await readStandings(services, athleteId, cause === 'SEGMENT' || cause === 'IMPORT' ? [] : fresh, tx)
  const ranked = changes.map(({ before, after }): EffortChange => {
    const rank = after === null ? undefined : standings.get(after._id)?.rank
    return { before, after: after === null || rank === undefined ? after : { ...after, overallRankThen: rank } }
  })
  await stores.efforts.update(ranked, tx)
  stores.efforts.insertAtCommit(
    ranked.flatMap(({ before, after }) => (before === null && after !== null ? [after] : [])),
    tx,
  )
  stores.bests.putAtCommit(
    bestsChanges.flatMap(({ after }) => after ?? []),
    tx,
  )
  await stores.bests.remove(
    bestsChanges.flatMap(({ before, after }) => (after === null && before !== null ? [before._id] : [])),
    tx,
  )
  stores.segmentCounts.insertAtCommit(
    bestsChanges.map(({ segmentId, before, after }) => ({ segmentId, ...countsChange(before, after) })),
    tx,
  )
  for (const event of effortEvents(ranked, cause !== 'ACTIVITY', nowMs)) tx.emit('effort.recorded', event)
  for (const { after } of ranked) {
    const standing = after === null ? undefined : standings.get(after._id)
    const segmentName = after === null ? '' : (segmentNames.get(after.segmentId) ?? '')
    if (after !== null && standing?.wonRecord) emitRecord({ effort: after, standing, segmentName, nowMs }, tx)
  }
  // A change that only the athlete may see changes no board of others, and a notification would reveal it.
  const visibleChanges = bestsChanges.filter(({ before, after }) => visibleBests(before) !== visibleBests(after))
  tx.afterCommit(() => {
    for (const { segmentId } of visibleChanges) runtime.live.publish('segment', segmentId)
  })
}

/** Returns whether everyone may see the effort from now on. One that has a rank was public before, and is not announced twice. */
const becomesPublic = ({ before, after }: EffortChange): boolean =>
  after !== null && after.overallRankThen === null && isForEveryone(after) && (before === null || !isForEveryone(before))

const visibleBests = (row: BestsRow | null): string => JSON.stringify([row?.best.EVERYONE[0], row?.best.FOLLOWERS[0]])

const applyChanges = (counting: readonly CountingEffort[], changes: readonly EffortChange[]): readonly CountingEffort[] => {
  const gone = new Set(changes.flatMap(({ before }) => before?._id ?? []))
  const there = changes.flatMap(({ after }) => (after?.counts ? [after] : []))
  return [...counting.filter(({ _id }) => !gone.has(_id)), ...there]
}
