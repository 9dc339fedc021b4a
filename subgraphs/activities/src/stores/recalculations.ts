import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { RecalculationRow } from '../domain/recalculation.ts'

/** The progress of the recalculation of each athlete's metrics. */
export const openRecalculations = (database: Database) =>
  openProjection(
    collection<RecalculationRow>(database, {
      name: 'recalculations',
      fields: {
        _id: 'string',
        run: 'number',
        step: 'number',
        status: 'string',
        startedAt: 'date',
        finishedAt: 'date | null',
        sinceDay: 'string',
        place: 'object',
        total: 'number | null',
        done: 'number',
      },
      athletes: { ids: { _id: 'delete' }, exported: { not: 'the state of a worker' } },
    }),
  )

export type Recalculations = ReturnType<typeof openRecalculations>
