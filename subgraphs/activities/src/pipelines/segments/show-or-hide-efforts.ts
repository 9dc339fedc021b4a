import type { AccountRow } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../../services.ts'
import type { BoardChange } from '../../stores/segment-bests.ts'
import { isOpen } from './read-effort-athlete.ts'
import { emitRecord, readStandings } from './segment-records.ts'

/** The highest number of bests that get a rank when an account opens. */
const MAX_RANKED = 1000

/** Ranks the bests that only followers could see until now, like efforts that are published later. */
const rankReopenedBests = async (
  services: Services,
  athleteId: string,
  changed: readonly BoardChange[],
  tx: Tx,
): Promise<void> => {
  const { stores, runtime } = services
  const firsts = changed.flatMap(({ best }) => best.EVERYONE[0]?.effortId ?? [])
  const efforts = await stores.efforts.many(firsts, tx)
  const fresh = efforts.filter(({ overallRankThen }) => overallRankThen === null).slice(0, MAX_RANKED)
  const standings = await readStandings(
    services,
    athleteId,
    fresh.map(({ _id, segmentId, elapsedSeconds }) => {
      return { segmentId, effortId: _id, seconds: elapsedSeconds, beforeSeconds: null }
    }),
    tx,
  )
  await stores.efforts.setRanks(
    [...standings].flatMap(([id, { rank }]) => (rank === null ? [] : [[id, rank] as const])),
    tx,
  )
  const won = fresh.filter(({ _id }) => standings.get(_id)?.wonRecord)
  const segments = await stores.segments.many(won.map(({ segmentId }) => segmentId))
  const names = new Map(segments.map(({ _id, name }) => [_id, name]))
  for (const effort of won) {
    const standing = standings.get(effort._id)
    const segmentName = names.get(effort.segmentId) ?? ''
    if (standing) emitRecord({ effort, standing, segmentName, nowMs: runtime.now() }, tx)
  }
}

/**
 * Follows a change of an account. When it becomes private or is deleted, its efforts leave everyone's boards in the same commit; when it
 * opens, they return. The athlete's lock makes workers that match segments at the same time wait.
 */
export const showOrHideEfforts = async (
  services: Services,
  { row, before }: { readonly row: AccountRow; readonly before: AccountRow | null },
  tx: Tx,
): Promise<void> => {
  const { stores } = services
  const open = isOpen(row)
  if (before === null || isOpen(before) === open) return
  await stores.athleteLocks.take(row._id, tx)
  const changed = await stores.bests.withOtherOpen(row._id, open, tx)
  await stores.efforts.setOpen(row._id, open, tx)
  await stores.bests.setOpen(row._id, open, tx)
  const sign = open ? 1 : -1
  const changes = changed.map(({ segmentId, count }) => {
    return { segmentId, efforts: sign * count, athletes: sign * Math.sign(count) }
  })
  stores.segmentCounts.insertAtCommit(changes, tx)
  if (open) await rankReopenedBests(services, row._id, changed, tx)
}
