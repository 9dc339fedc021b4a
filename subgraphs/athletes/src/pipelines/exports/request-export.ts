import { newId } from '@gruppetto/graph'
import { isDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../../context.ts'
import { type DataExportRow, newDataExport } from '../../domain/data-export.ts'
import type { ViewerRef } from '../../domain/viewer-ref.ts'
import { requireViewer } from '../viewer.ts'

/** Begins an export of everything that the platform holds on the viewer. While one goes on, this returns it. */
export const requestDataExport = async (context: Context): Promise<DataExportRow> => {
  const { database, origin, runtime, stores } = context
  const { id: athleteId } = requireViewer(context)
  const known = await stores.dataExports.openOf(athleteId)
  if (known !== null) return known
  const row = newDataExport(newId('DataExport'), athleteId, new Date(runtime.now()))
  try {
    await database.transact(async (tx) => {
      await stores.dataExports.insert(row, tx)
      tx.emit('export.requested', { exportId: row._id, athleteId, at: runtime.now() })
    }, origin)
    return row
  } catch (error) {
    // Another request has begun one at the same moment.
    const other = isDuplicateKey(error) ? await stores.dataExports.openOf(athleteId) : null
    if (other === null) throw error
    return other
  }
}

/** Lists the viewer's exports, newest first. */
export const listDataExports = ({ stores }: Context, { id }: ViewerRef): Promise<readonly DataExportRow[]> =>
  stores.dataExports.ofAthlete(id)
