import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { type BestsRow, bestsId } from '../domain/segments/bests.ts'
import type { Place } from '../domain/segments/places.ts'

/** A place in the order of everyone's board. */
type Spot = Pick<Place, 'seconds' | 'atMs' | 'athleteId'>
/** What everyone's board of a segment gains or loses when an account opens or closes. */
export type BoardChange = Pick<BestsRow, 'segmentId' | 'count' | 'best'>
type BoardRow = Pick<BestsRow, 'athleteId' | 'seconds' | 'atMs' | 'best'>

const FASTEST_FIRST = { seconds: 1, atMs: 1, athleteId: 1 } as const
const BOARD_FIELDS = { athleteId: 1, seconds: 1, atMs: 1, 'best.EVERYONE': 1 }

const onBoard = (segmentId: string) => ({ segmentId, open: true, seconds: { $gt: 0 } })

/** Best efforts, one row for each athlete and segment. Boards are read from these rows. */
export const openSegmentBests = (database: Database) => {
  const bests = collection<BestsRow>(database, {
    name: 'segment_bests',
    fields: {
      _id: 'string',
      segmentId: 'string',
      athleteId: 'string',
      best: 'object',
      seconds: 'number | null',
      atMs: 'number | null',
      count: 'number',
      open: 'boolean',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { segmentId: 'hashed' },
    indexes: [
      // Everyone's board, in order; its ranks and its length are counted in the index.
      { keys: { segmentId: 1, open: 1, seconds: 1, atMs: 1, athleteId: 1 } },
      // All rows of an athlete whose account opens or closes.
      { keys: { athleteId: 1, open: 1 } },
    ],
  })

  return {
    async many(ids: readonly string[], tx?: Tx): Promise<readonly BestsRow[]> {
      if (ids.length === 0) return []
      return bests.many({ _id: { $in: ids } }, { tx })
    },
    /** Returns the rows of some athletes on one segment. */
    async of(segmentId: string, athleteIds: readonly string[]): Promise<readonly BestsRow[]> {
      if (athleteIds.length === 0) return []
      return bests.many({ _id: { $in: athleteIds.map((id) => bestsId(segmentId, id)) } })
    },
    putAtCommit(rows: readonly BestsRow[], tx: Tx): void {
      bests.putAtCommit(rows, tx)
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> {
      if (ids.length > 0) await bests.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Returns the fastest on everyone's board, without one athlete. */
    async leaders(segmentId: string, exceptId: string, limit: number, tx: Tx): Promise<readonly Spot[]> {
      const rows = await bests.many<BoardRow>(onBoard(segmentId), {
        fields: { athleteId: 1, seconds: 1, atMs: 1 },
        sort: FASTEST_FIRST,
        limit: limit + 1,
        tx,
      })
      return rows
        .filter(({ athleteId }) => athleteId !== exceptId)
        .slice(0, limit)
        .map(({ athleteId, seconds, atMs }) => ({ athleteId, seconds: seconds ?? 0, atMs: atMs ?? 0 }))
    },
    /** Returns everyone's board after a place, in order. */
    async board(segmentId: string, after: Spot | null, limit: number): Promise<readonly Place[]> {
      const rows = await bests.many<BoardRow>(
        { ...onBoard(segmentId), ...behind(FASTEST_FIRST, after) },
        { fields: BOARD_FIELDS, sort: FASTEST_FIRST, limit },
      )
      return rows.flatMap(({ athleteId, best }) => {
        const [first] = best.EVERYONE
        return first === undefined ? [] : [{ athleteId, effortId: first.effortId, seconds: first.seconds, atMs: first.atMs }]
      })
    },
    async countBoard(segmentId: string): Promise<number> {
      return bests.count(onBoard(segmentId))
    },
    async countFaster(segmentId: string, seconds: number): Promise<number> {
      return bests.count({ ...onBoard(segmentId), seconds: { $gt: 0, $lt: seconds } })
    },
    /** Returns what changes on the boards when an athlete's rows become open or not: the rows that are not so yet. */
    async withOtherOpen(athleteId: string, open: boolean, tx: Tx): Promise<readonly BoardChange[]> {
      return bests.many<BoardChange>({ athleteId, open: !open }, { fields: { segmentId: 1, count: 1, 'best.EVERYONE': 1 }, tx })
    },
    async setOpen(athleteId: string, open: boolean, tx: Tx): Promise<void> {
      await bests.updateMany({ athleteId, open: !open }, { $set: { open } }, tx)
    },
  }
}

export type SegmentBests = ReturnType<typeof openSegmentBests>
