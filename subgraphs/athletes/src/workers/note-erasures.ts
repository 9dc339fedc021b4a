import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { withReport } from '../domain/erasure.ts'
import type { Services } from '../services.ts'

/** Notes which subgraphs have erased an athlete. */
export const noteErasures = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-note-erasures',
    on: ['athlete.data-erased'],
    load: ({ data }, tx) => stores.erasures.get(data.athleteId, tx),
    decide: ({ data }, row) => (row === null ? null : withReport(row, data)),
    save: async (row, tx) => {
      if (row !== null) await stores.erasures.put(row, tx)
    },
  })
