import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { RecalculationRow } from '../domain/recalculation.ts'

/** How far the metrics of each athlete have been derived again, one row an athlete. Shard key: _id, hashed. */
export const openRecalculations = (database: Database) => {
  const schema = rowSchema<RecalculationRow>(
    {
      _id: String,
      run: { type: Number, required: true },
      step: { type: Number, required: true },
      status: { type: String, required: true },
      startedAt: { type: Date, required: true },
      finishedAt: { type: Date, default: null },
      sinceDay: { type: String, required: true },
      place: { type: Schema.Types.Mixed, required: true },
      total: { type: Number, default: null },
      done: { type: Number, required: true },
    },
    { collection: 'recalculations', versionKey: false },
  )
  return openProjection(database.connection.model<RecalculationRow>('Recalculation', schema))
}

export type Recalculations = ReturnType<typeof openRecalculations>
