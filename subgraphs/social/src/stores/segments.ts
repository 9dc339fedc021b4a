import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The projection of a segment: what notifications say about it. */
export interface SegmentRow {
  readonly _id: string
  readonly name: string
  readonly revision: number
}

export const openSegments = (database: Database) =>
  openProjection(
    collection<SegmentRow>(database, {
      name: 'segments',
      fields: { _id: 'string', name: 'string', revision: 'number' },
      athletes: { none: 'names of segments' },
    }),
  )

export type Segments = ReturnType<typeof openSegments>
