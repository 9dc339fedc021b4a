import type { AccountRow } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../../services.ts'
import type { BoardChange } from '../../stores/segment-bests.ts'
import { isOpen } from './effort-athlete.ts'
import { standingsOf, tellOfRecord } from './tell-of-records.ts'

/** Of more bests that come back at once the others have no rank. */
const MOST_RANKED = 1000

/** Bests that nobody but followers saw until now have a rank from now on, as what is shown later has. */
const rankComeBack = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  athleteId: string,
  turning: readonly BoardChange[],
  tx: Tx,
): Promise<void> => {
  const firsts = turning.flatMap(({ best }) => best.EVERYONE[0]?.effortId ?? [])
  const efforts = await stores.efforts.many(firsts, tx)
  const fresh = efforts.filter(({ overallRankThen }) => overallRankThen === null).slice(0, MOST_RANKED)
  const standings = await standingsOf(
    stores,
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
    if (standing) tellOfRecord(effort, standing, names.get(effort.segmentId) ?? '', runtime.now(), tx)
  }
}

/**
 * After a change of an account: one that closes takes its efforts off everyone's boards in the same commit, one that opens brings them
 * back. The athlete's lock stands between this and whoever matches meanwhile.
 */
export const showOrHideEfforts = async (
  services: Pick<Services, 'stores' | 'runtime'>,
  { row, before }: { readonly row: AccountRow; readonly before: AccountRow | null },
  tx: Tx,
): Promise<void> => {
  const { stores } = services
  const open = isOpen(row)
  if (before === null || isOpen(before) === open) return
  await stores.athleteLocks.take(row._id, tx)
  const turning = await stores.bests.withOtherOpen(row._id, open, tx)
  await stores.efforts.setOpen(row._id, open, tx)
  await stores.bests.setOpen(row._id, open, tx)
  const sign = open ? 1 : -1
  const changes = turning.map(({ segmentId, count }) => {
    return { segmentId, efforts: sign * count, athletes: sign * Math.sign(count) }
  })
  await stores.segmentCounts.add(changes, tx)
  if (open) await rankComeBack(services, row._id, turning, tx)
}
