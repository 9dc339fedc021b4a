import { behind, type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import { type BestsRow, bestsId } from '../domain/segments/bests.ts'
import type { Place } from '../domain/segments/places.ts'

/** A place as everyone's board is sorted. */
type Spot = Pick<Place, 'seconds' | 'atMs' | 'athleteId'>
/** What comes onto everyone's board, or leaves it, with an account. */
export type BoardChange = Pick<BestsRow, 'segmentId' | 'count' | 'best'>
type Open = Pick<BestsRow, 'athleteId' | 'seconds' | 'atMs' | 'best'>

const FASTEST_FIRST = { seconds: 1, atMs: 1, athleteId: 1 } as const
const EVERYONES = { athleteId: 1, seconds: 1, atMs: 1, 'best.EVERYONE': 1 }

/** Best efforts, one row for each athlete and segment: what boards are read from. Shard key: segmentId, hashed. */
export const openSegmentBests = (database: Database) => {
  const schema = rowSchema<BestsRow>(
    {
      _id: String,
      segmentId: { type: String, required: true },
      athleteId: { type: String, required: true },
      best: { type: Schema.Types.Mixed, required: true },
      seconds: { type: Number, default: null },
      atMs: { type: Number, default: null },
      count: { type: Number, required: true },
      open: { type: Boolean, required: true },
    },
    { collection: 'segment_bests', versionKey: false, minimize: false },
  )
  // Everyone's board, in order; its ranks and its length are counted along it.
  schema.index({ segmentId: 1, open: 1, seconds: 1, atMs: 1, athleteId: 1 })
  // All of an athlete whose account opens or closes.
  schema.index({ athleteId: 1, open: 1 })
  const model = database.connection.model<BestsRow>('SegmentBests', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  const shown = (segmentId: string) => ({ segmentId, open: true, seconds: { $gt: 0 } })

  return {
    async many(ids: readonly string[], tx?: Tx): Promise<readonly BestsRow[]> {
      if (ids.length === 0) return []
      return read.many({ _id: { $in: ids } }, { tx })
    },
    /** Those of some athletes on one segment. */
    async of(segmentId: string, athleteIds: readonly string[]): Promise<readonly BestsRow[]> {
      if (athleteIds.length === 0) return []
      return read.many({ _id: { $in: athleteIds.map((id) => bestsId(segmentId, id)) } })
    },
    async write(rows: readonly BestsRow[], goneIds: readonly string[], tx: Tx): Promise<void> {
      whole.put(rows, tx)
      if (goneIds.length > 0) await model.deleteMany({ _id: { $in: [...goneIds] } }, { session: tx.session })
    },
    /** The fastest on everyone's board but for one athlete. */
    async leaders(segmentId: string, exceptId: string, limit: number, tx: Tx): Promise<readonly Spot[]> {
      const rows = await read.many<Open>(
        { ...shown(segmentId) },
        { fields: { athleteId: 1, seconds: 1, atMs: 1 }, sort: FASTEST_FIRST, limit: limit + 1, tx },
      )
      return rows
        .filter(({ athleteId }) => athleteId !== exceptId)
        .slice(0, limit)
        .map(({ athleteId, seconds, atMs }) => ({ athleteId, seconds: seconds ?? 0, atMs: atMs ?? 0 }))
    },
    /** Everyone's board behind a place, in order. */
    async board(segmentId: string, after: Spot | null, limit: number): Promise<readonly Place[]> {
      const rows = await read.many<Open>(
        { ...shown(segmentId), ...behind(FASTEST_FIRST, after) },
        { fields: EVERYONES, sort: FASTEST_FIRST, limit },
      )
      return rows.flatMap(({ athleteId, best }) => {
        const [first] = best.EVERYONE
        return first === undefined ? [] : [{ athleteId, effortId: first.effortId, seconds: first.seconds, atMs: first.atMs }]
      })
    },
    async countBoard(segmentId: string): Promise<number> {
      return read.count(shown(segmentId))
    },
    async countFaster(segmentId: string, seconds: number): Promise<number> {
      return read.count({ ...shown(segmentId), seconds: { $gt: 0, $lt: seconds } })
    },
    /** Of an athlete whose account is said to be open or not, those that are not so yet. */
    async withOtherOpen(athleteId: string, open: boolean, tx: Tx): Promise<readonly BoardChange[]> {
      return read.many<BoardChange>({ athleteId, open: !open }, { fields: { segmentId: 1, count: 1, 'best.EVERYONE': 1 }, tx })
    },
    async setOpen(athleteId: string, open: boolean, tx: Tx): Promise<void> {
      await model.updateMany({ athleteId, open: !open }, { $set: { open } }, { session: tx.session })
    },
  }
}

export type SegmentBests = ReturnType<typeof openSegmentBests>
