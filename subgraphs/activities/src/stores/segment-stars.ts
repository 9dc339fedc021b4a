import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, collection, type Database } from '@gruppetto/runtime'

export interface StarRow {
  /** `<athlete>:<segment>`. */
  readonly _id: string
  readonly athleteId: string
  readonly segmentId: string
  readonly starredAt: Date
}

const starId = (athleteId: string, segmentId: string): string => `${athleteId}:${segmentId}`

const LAST_FIRST = { starredAt: -1, segmentId: -1 } as const

/** The segments that each athlete has starred. */
export const openSegmentStars = (database: Database) => {
  const stars = collection<StarRow>(database, {
    name: 'segment_stars',
    fields: { _id: 'string', athleteId: 'string', segmentId: 'string', starredAt: 'date' },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Viewer.starredSegments: one athlete's, the last starred first.
      { keys: { athleteId: 1, starredAt: -1, segmentId: -1 } },
    ],
  })

  return {
    /** Stars a segment. A segment that is starred already keeps its time. */
    async add(athleteId: string, segmentId: string, starredAt: Date): Promise<void> {
      const _id = starId(athleteId, segmentId)
      await stars.upsertOne({ _id, athleteId }, { $setOnInsert: { segmentId, starredAt } })
    },
    async remove(athleteId: string, segmentId: string): Promise<void> {
      await stars.deleteOne({ _id: starId(athleteId, segmentId) })
    },
    async starredAmong(athleteId: string, segmentIds: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await stars.many<Pick<StarRow, 'segmentId'>>(
        { _id: { $in: segmentIds.map((id) => starId(athleteId, id)) } },
        { fields: { segmentId: 1 } },
      )
      return new Set(rows.map((row) => row.segmentId))
    },
    /** Returns one athlete's stars after the page's cursor, the last starred first, one more than the size of the page. */
    async page(athleteId: string, page: PageRequest): Promise<readonly StarRow[]> {
      return stars.many(
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
