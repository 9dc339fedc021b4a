import type { mongo } from 'mongoose'
import type { Database } from '../types.ts'
import type { AnyAthletesOf } from './athletes-of.ts'
import { type AnyDefinition, databaseOf } from './definition.ts'

const ROWS_AT_ONCE = 200

/** The rows of one collection that are exported to an athlete. */
export interface ExportedTable {
  readonly name: string
  /** The JSON schema of a list of these rows. */
  readonly schema: object
  rows(): AsyncGenerator<Readonly<Record<string, unknown>>>
}

const TYPES: Readonly<Record<string, object>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date-time' },
  binary: { type: 'string', contentEncoding: 'base64' },
  array: { type: 'array' },
  object: { type: 'object' },
}

const propertyOf = (kind: string): object => {
  const type = TYPES[kind.replace('?', '').replace(' | null', '')] ?? {}
  return kind.includes('null') ? { anyOf: [type, { type: 'null' }] } : type
}

interface Rules {
  readonly to: readonly string[]
  readonly without: readonly string[]
}

/** Returns the fields by which rows are found for their athlete, and those that stay out. Null when nothing is exported. */
const rulesOf = (athletes: AnyAthletesOf): Rules | null => {
  if ('none' in athletes) return null
  const { exported } = athletes
  if (exported !== 'all' && 'not' in exported) return null
  const { to, without = [] } = exported === 'all' ? {} : exported
  if ('partsOf' in athletes) return { to: Object.keys(athletes.partsOf), without }
  const deleting = Object.entries(athletes.ids).filter(([, what]) => what === 'delete')
  return { to: to ?? deleting.map(([field]) => field), without }
}

/** Returns the fields by which rows belong to an athlete, whether they are exported or not. */
const ownersOf = (athletes: AnyAthletesOf): readonly string[] => {
  if (!('ids' in athletes)) return []
  const { exported } = athletes
  if (typeof exported === 'object' && 'to' in exported && exported.to !== undefined) return exported.to
  return Object.entries(athletes.ids)
    .filter(([, what]) => what === 'delete')
    .map(([field]) => field)
}

/** Yields the ids of an athlete's rows of a collection, in groups. */
async function* idsOf(database: Database, name: string, athleteId: string): AsyncGenerator<readonly mongo.BSON.Document[]> {
  const definition = database.collections.get(name)
  if (definition === undefined) return
  const { athletes } = definition
  const rows = databaseOf(database.connection).collection(name)
  const groups =
    'partsOf' in athletes
      ? partFilters(database, athletes.partsOf, athleteId)
      : [{ $or: ownersOf(athletes).map((field) => ({ [field]: athleteId })) }]
  for await (const where of groups) {
    let ids: mongo.BSON.Document[] = []
    for await (const { _id } of rows.find(where, { projection: { _id: 1 } })) {
      ids.push(_id)
      if (ids.length < ROWS_AT_ONCE) continue
      yield ids
      ids = []
    }
    if (ids.length > 0) yield ids
  }
}

async function* partFilters(database: Database, partsOf: Readonly<Record<string, string>>, athleteId: string) {
  for (const [field, parent] of Object.entries(partsOf))
    for await (const ids of idsOf(database, parent, athleteId)) yield { [field]: { $in: [...ids] } }
}

const tableOf = (database: Database, { name, athletes, fields }: AnyDefinition, { to, without }: Rules, athleteId: string) => {
  const shown = Object.entries(fields).filter(([field]) => !without.includes(field))
  const projection = Object.fromEntries(without.map((field) => [field, 0]))
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    type: 'array',
    items: { type: 'object', properties: Object.fromEntries(shown.map(([field, kind]) => [field, propertyOf(kind)])) },
  }
  return {
    name,
    schema,
    async *rows() {
      const stored = databaseOf(database.connection).collection(name)
      const filters =
        'partsOf' in athletes
          ? partFilters(database, athletes.partsOf, athleteId)
          : [{ $or: to.map((field) => ({ [field]: athleteId })) }]
      for await (const where of filters)
        for await (const row of stored.find(where, { projection, promoteBuffers: true, batchSize: ROWS_AT_ONCE })) yield row
    },
  } satisfies ExportedTable
}

/** Returns what a database has for the data export of an athlete, as the collections' `athletes` say. */
export const exportedTables = (database: Database, athleteId: string): readonly ExportedTable[] =>
  [...database.collections.values()].flatMap((definition) => {
    const rules = rulesOf(definition.athletes)
    return rules === null ? [] : [tableOf(database, definition, rules, athleteId)]
  })
