import type { mongo } from 'mongoose'
import type { Database } from '../types.ts'
import type { AnyDefinition } from './definition.ts'
import { databaseOf } from './definition.ts'

const ROWS_AT_ONCE = 500

/** What makes rows forget the athlete in a field: out of the array, null, or '' where the field must have a text. */
const forgetting = ({ fields }: AnyDefinition, field: string, athleteId: string): mongo.UpdateFilter<mongo.Document> => {
  const kind = fields[field] ?? 'object | null'
  if (kind.startsWith('array')) return { $pull: { [field]: athleteId } } as mongo.UpdateFilter<mongo.Document>
  return { $set: { [field]: kind.includes('null') ? null : '' } }
}

interface Step {
  /** Called after each batch, so that a worker can say that it is still at work. */
  readonly working: () => void
}

/** Deletes the parts of rows, and the parts of these parts. Parts are found by the ids of what they belong to. */
const deleteParts = async (database: Database, parent: string, ids: readonly mongo.BSON.Document[]): Promise<void> => {
  for (const { name, athletes, options } of database.collections.values()) {
    if (!('partsOf' in athletes)) continue
    for (const [field, of] of Object.entries(athletes.partsOf)) {
      if (of !== parent) continue
      const rows = databaseOf(database.connection).collection(name)
      const where = { [field]: { $in: [...ids] } }
      // The rows of a time series have no parts, and ids that nothing finds.
      if (options.timeseries === undefined) {
        const found = await rows.find(where, { projection: { _id: 1 } }).toArray()
        if (found.length > 0)
          await deleteParts(
            database,
            name,
            found.map(({ _id }) => _id),
          )
      }
      await rows.deleteMany(where)
    }
  }
}

const deleteRows = async (database: Database, name: string, where: mongo.Filter<mongo.Document>, { working }: Step) => {
  const rows = databaseOf(database.connection).collection(name)
  for (;;) {
    const found = await rows.find(where, { projection: { _id: 1 }, limit: ROWS_AT_ONCE }).toArray()
    if (found.length === 0) return
    const ids = found.map(({ _id }) => _id)
    // The rows go after their parts: a run that is cut short still finds what is left.
    await deleteParts(database, name, ids)
    await rows.deleteMany({ _id: { $in: ids } })
    working()
  }
}

const forgetIn = async (database: Database, definition: AnyDefinition, field: string, athleteId: string, { working }: Step) => {
  const rows = databaseOf(database.connection).collection(definition.name)
  for (;;) {
    const found = await rows.find({ [field]: athleteId }, { projection: { _id: 1 }, limit: ROWS_AT_ONCE }).toArray()
    if (found.length === 0) return
    const ids = found.map(({ _id }) => _id)
    await rows.updateMany({ _id: { $in: ids } }, forgetting(definition, field, athleteId))
    working()
  }
}

/**
 * Erases an athlete from all collections of a database, as their `athletes` say, in batches. It may be cut short and run again at
 * any time: it goes on with what is left.
 */
export const eraseRows = async (database: Database, athleteId: string, step: Step): Promise<void> => {
  for (const definition of database.collections.values()) {
    const { athletes, name } = definition
    if (!('ids' in athletes)) continue
    for (const [field, what] of Object.entries(athletes.ids)) {
      if (what === 'delete') await deleteRows(database, name, { [field]: athleteId }, step)
      else await forgetIn(database, definition, field, athleteId, step)
    }
  }
}
