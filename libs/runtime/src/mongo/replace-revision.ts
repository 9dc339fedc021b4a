import type { Tx } from '../types.ts'
import type { Collection } from './collection.ts'
import type { Where } from './reads.ts'

/**
 * Replaces the previous revision of a row, which the same transaction has read. Throws when the row has another revision, which
 * is a bug then.
 */
export const replaceRevision = async <Row extends { readonly _id: string; readonly revision: number }>(
  rows: Collection<Row>,
  row: Row,
  tx: Tx,
): Promise<void> => {
  const revision = row.revision - 1
  const isReplaced = await rows.replace(row, { revision } as Where<Row>, tx)
  if (!isReplaced) throw new Error(`the row ${row._id} of ${rows.name} has no revision ${revision}`)
}
