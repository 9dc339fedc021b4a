import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { isCollected, withPart } from '../domain/data-export.ts'
import { deleteParts } from '../pipelines/exports/assemble-export.ts'
import type { Services } from '../services.ts'

/** Notes which subgraphs have written their part of an export. After the last one the archives can be made. */
export const collectExports = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-collect-exports',
    on: ['export.part-written'],
    load: ({ data }, tx) => services.stores.dataExports.get(data.exportId, tx),
    decide: ({ data }, row) => (row === null ? null : withPart(row, data.subgraph, data.manifestKey)),
    save: async (row, tx, { data: { exportId, athleteId } }, { now }) => {
      if (row === null) return
      await services.stores.dataExports.put(row, tx)
      if (isCollected(row)) tx.emit('export.collected', { exportId, athleteId, at: now() })
      if (row.status === 'FAILED') tx.afterCommit(() => deleteParts(services, row))
    },
  })
