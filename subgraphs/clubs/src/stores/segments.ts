import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** That there is such a segment. A challenge needs no more of it. */
export interface SegmentRow {
  readonly _id: string
  readonly revision: number
}

export const openSegments = (database: Database) =>
  openProjection(
    collection<SegmentRow>(database, {
      name: 'segments',
      fields: { _id: 'string', revision: 'number' },
      athletes: { none: 'ids of segments' },
    }),
  )
