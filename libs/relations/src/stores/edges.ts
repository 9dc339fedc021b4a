import { collection, type Database } from '@gruppetto/runtime'
import { openProjection } from './projection.ts'

/** A directed edge between two athletes: a follow or a block. */
export interface EdgeRow {
  readonly _id: string
  readonly fromId: string
  readonly toId: string
  readonly revision: number
  readonly present: boolean
}

export const edgeId = (fromId: string, toId: string): string => `${fromId}:${toId}`

/**
 * Opens the projected edges of one kind. Rows with `present: false` are kept, because an older event must be compared with their
 * revision.
 */
export const openEdges = (database: Database, name: 'relations_follows' | 'relations_blocks') => {
  const edges = collection<EdgeRow>(database, {
    name,
    fields: { _id: 'string', fromId: 'string', toId: 'string', revision: 'number', present: 'boolean' },
    athletes: { ids: { fromId: 'delete', toId: 'delete' }, exported: { not: 'a copy of what social exports' } },
    indexes: [
      // For everyone whom an athlete follows or blocks: leaderboards of the followed, and lists without the blocked.
      { keys: { fromId: 1, present: 1, toId: 1 } },
      // For everyone who blocks an athlete: they are left out of lists.
      { keys: { toId: 1, present: 1, fromId: 1 } },
    ],
  })
  return {
    ...openProjection(edges),
    /** Returns those of `ids` (see edgeId) whose edge is present. */
    async presentAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const rows = await edges.many<Pick<EdgeRow, '_id'>>({ _id: { $in: ids }, present: true }, { fields: { _id: 1 } })
      return new Set(rows.map((row) => row._id))
    },
    /** Returns the edges from or to any of these athletes, each perhaps twice. */
    async touching(athleteIds: readonly string[], limit: number): Promise<readonly Pick<EdgeRow, 'fromId' | 'toId'>[]> {
      if (athleteIds.length === 0) return []
      const fields = { fromId: 1, toId: 1 } as const
      const read = (where: object) => edges.many<Pick<EdgeRow, 'fromId' | 'toId'>>({ ...where, present: true }, { fields, limit })
      const found = await Promise.all([read({ fromId: { $in: athleteIds } }), read({ toId: { $in: athleteIds } })])
      return found.flat().slice(0, limit)
    },
    async from(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await edges.many<Pick<EdgeRow, 'toId'>>({ fromId: athleteId, present: true }, { fields: { toId: 1 }, limit })
      return rows.map((row) => row.toId)
    },
    async to(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await edges.many<Pick<EdgeRow, 'fromId'>>({ toId: athleteId, present: true }, { fields: { fromId: 1 }, limit })
      return rows.map((row) => row.fromId)
    },
  }
}

export type Edges = ReturnType<typeof openEdges>
