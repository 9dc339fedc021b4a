import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, type Database, readRows, rowSchema } from '@gruppetto/runtime'

export interface StarRow {
  /** `<athlete>:<segment>`. */
  readonly _id: string
  readonly athleteId: string
  readonly segmentId: string
  readonly starredAt: Date
}

const starId = (athleteId: string, segmentId: string): string => `${athleteId}:${segmentId}`

/** Which segments an athlete has starred. Shard key: athleteId, hashed. */
const LAST_FIRST = { starredAt: -1, segmentId: -1 } as const

export const openSegmentStars = (database: Database) => {
  const schema = rowSchema<StarRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      segmentId: { type: String, required: true },
      starredAt: { type: Date, required: true },
    },
    { collection: 'segment_stars', versionKey: false },
  )
  // Viewer.starredSegments: one athlete's, the last starred first.
  schema.index({ athleteId: 1, starredAt: -1, segmentId: -1 })
  const model = database.connection.model<StarRow>('SegmentStar', schema)
  const read = readRows(model)

  return {
    /** Stars a segment; one that is starred keeps its time. */
    async add(athleteId: string, segmentId: string, starredAt: Date): Promise<void> {
      const _id = starId(athleteId, segmentId)
      await model.updateOne({ _id }, { $setOnInsert: { athleteId, segmentId, starredAt } }, { upsert: true })
    },
    async remove(athleteId: string, segmentId: string): Promise<void> {
      await model.deleteOne({ _id: starId(athleteId, segmentId) })
    },
    async starredAmong(athleteId: string, segmentIds: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await read.many<Pick<StarRow, 'segmentId'>>(
        { _id: { $in: segmentIds.map((id) => starId(athleteId, id)) } },
        { fields: { segmentId: 1 } },
      )
      return new Set(rows.map((row) => row.segmentId))
    },
    /** One athlete's from the page's cursor on, the last starred first, one more than its size. */
    async page(athleteId: string, page: PageRequest): Promise<readonly StarRow[]> {
      return read.many(
        { athleteId, ...behind(LAST_FIRST, page.after && placeOf(page.after)) },
        { sort: LAST_FIRST, limit: page.size + 1 },
      )
    },
  }
}

export type SegmentStars = ReturnType<typeof openSegmentStars>

const placeOf = ([starredAtMs, segmentId]: CursorKey) => ({
  starredAt: new Date(Number(starredAtMs)),
  segmentId: String(segmentId),
})
