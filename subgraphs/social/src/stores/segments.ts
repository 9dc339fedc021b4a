import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

/** The projection of a segment: what notifications say about it. */
export interface SegmentRow {
  readonly _id: string
  readonly name: string
  readonly revision: number
}

export const openSegments = (database: Database) => {
  const schema = rowSchema<SegmentRow>(
    { _id: String, name: { type: String, default: '' }, revision: { type: Number, required: true } },
    { collection: 'segments', versionKey: false },
  )
  return openProjection(database.connection.model<SegmentRow>('SegmentProjection', schema))
}

export type Segments = ReturnType<typeof openSegments>
