import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { exportReadyMail } from '../domain/account-mails.ts'
import { type DataExportRow, EXPORT_KEPT_MS, type ExportArchive } from '../domain/data-export.ts'
import { assembleExport, deleteParts } from '../pipelines/exports/assemble-export.ts'
import type { Services } from '../services.ts'

interface Assembled {
  readonly row: DataExportRow
  readonly archives: readonly ExportArchive[]
}

/** Makes the archives of an export. A run that is cut short is done again from the parts, which stay until the archives exist. */
export const assembleExports = (services: Services): AnyWorker =>
  defineWorker<'export.collected', Assembled | null, Assembled | null>({
    name: 'athletes-assemble-exports',
    on: ['export.collected'],
    // An export reads and writes a lot; one at a time leaves room for others.
    concurrency: 1,
    prepare: async ({ data: { exportId } }) => {
      const row = await services.stores.dataExports.get(exportId)
      return row?.open === true ? { row, archives: await assembleExport(services, row) } : null
    },
    load: async (_event, _tx, assembled) => assembled,
    save: async (assembled, tx, _event, { now }) => {
      if (assembled === null) return
      const { row, archives } = assembled
      const { _id: exportId, athleteId } = row
      const at = now()
      const expiresAt = new Date(at + EXPORT_KEPT_MS)
      await services.stores.dataExports.put({ ...row, status: 'DONE', open: false, archives, expiresAt }, tx)
      tx.emit('export.ready', { exportId, athleteId, expiresAt: expiresAt.getTime(), at })
      tx.emit('mail.requested', exportReadyMail({ athleteId, atMs: at }, exportId, expiresAt.getTime()))
      tx.afterCommit(() => deleteParts(services, row))
    },
    onDeadLetter: async ({ data: { exportId } }, _reason, tx) => {
      const row = await services.stores.dataExports.get(exportId, tx)
      if (row?.open === true) await services.stores.dataExports.put({ ...row, status: 'FAILED', open: false }, tx)
    },
  })
