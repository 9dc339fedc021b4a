import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** An activity or post on which its owner alone comments. */
export interface ClosedCommentsRow {
  /** The activity's or the post's id. */
  readonly _id: string
  readonly ownerId: string
  readonly closedAt: Date
}

export const openClosedComments = (database: Database) => {
  const rows = collection<ClosedCommentsRow>(database, {
    name: 'closed_comments',
    fields: { _id: 'string', ownerId: 'string', closedAt: 'date' },
    athletes: { ids: { ownerId: 'delete' }, exported: 'all' },
  })
  return {
    async isClosed(subjectId: string, tx: Tx): Promise<boolean> {
      return rows.exists({ _id: subjectId }, tx)
    },
    /** Returns those that are closed. */
    async among(subjectIds: readonly string[]): Promise<ReadonlySet<string>> {
      return new Set((await rows.byId(subjectIds)).keys())
    },
    async close(row: ClosedCommentsRow): Promise<void> {
      await rows.put([row])
    },
    async open(subjectId: string, tx?: Tx): Promise<void> {
      await rows.deleteOne({ _id: subjectId }, tx)
    },
  }
}

export type ClosedComments = ReturnType<typeof openClosedComments>
