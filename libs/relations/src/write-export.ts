import { Readable } from 'node:stream'
import { type AnyWorker, type Database, defineWorker, type ExportedTable, exportedTables, type Runtime } from '@gruppetto/runtime'

/** A file of a data export: the object that holds it, and where it stands in the archive. */
export interface ExportedFile {
  readonly key: string
  readonly path: string
  readonly sizeBytes: number
  /** How many rows are in it; absent for what is no table. */
  readonly rows?: number
}

/** The objects of an export lie in this folder until the archives are made of them. */
export const exportFolder = (athleteId: string, exportId: string): string => `exports/${athleteId}/${exportId}`
export const exportPartsFolder = (athleteId: string, exportId: string): string => `${exportFolder(athleteId, exportId)}/parts`

/** Files that exist already, such as recordings and photos. */
export type FilesOf = (athleteId: string) => AsyncIterable<ExportedFile>

/** Bytes become text, and everything else stays as it is. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

interface Count {
  rows: number
}

async function* jsonOf(rows: AsyncIterable<unknown>, count: Count): AsyncGenerator<string> {
  for await (const row of rows) {
    yield `${count.rows === 0 ? '[\n' : ',\n'}${JSON.stringify(plain(row))}`
    count.rows += 1
  }
  yield count.rows === 0 ? '[]\n' : '\n]\n'
}

interface Part {
  readonly runtime: Pick<Runtime, 'objects'>
  readonly subgraph: string
  readonly folder: string
}

const writeTable = async ({ runtime, subgraph, folder }: Part, table: ExportedTable): Promise<readonly ExportedFile[]> => {
  const { name } = table
  const key = `${folder}/${name}.json`
  const count = { rows: 0 }
  const sizeBytes = await runtime.objects.writeStream(key, Readable.from(jsonOf(table.rows(), count), { objectMode: false }))
  if (count.rows === 0) return []
  const schema = Buffer.from(`${JSON.stringify(table.schema, null, 2)}\n`)
  const schemaKey = `${folder}/${name}.schema.json`
  await runtime.objects.write(schemaKey, schema)
  return [
    { key, path: `${subgraph}/${name}.json`, sizeBytes, rows: count.rows },
    { key: schemaKey, path: `${subgraph}/${name}.schema.json`, sizeBytes: schema.byteLength },
  ]
}

/**
 * Writes the part of a subgraph when an export is requested: one file for each collection, as the collections' `athletes` say, and
 * the files that exist already. Rows go to the object store as they are read. A repetition writes the same objects again.
 */
export const writeExports = (subgraph: string, database: Database, filesOf?: FilesOf): AnyWorker =>
  defineWorker<'export.requested', string, string>({
    name: `${subgraph}-write-exports`,
    on: ['export.requested'],
    // An export reads a lot; one at a time leaves room for others.
    concurrency: 1,
    prepare: async ({ data: { exportId, athleteId } }, { runtime, working }) => {
      const folder = `${exportPartsFolder(athleteId, exportId)}/${subgraph}`
      const files: ExportedFile[] = []
      for (const table of exportedTables(database, athleteId)) {
        files.push(...(await writeTable({ runtime, subgraph, folder }, table)))
        working()
      }
      for await (const file of filesOf?.(athleteId) ?? []) files.push(file)
      const manifestKey = `${folder}/files.json`
      await runtime.objects.write(manifestKey, Buffer.from(JSON.stringify(files)))
      return manifestKey
    },
    load: async (_event, _tx, manifestKey) => manifestKey,
    save: async (manifestKey, tx, { data: { exportId, athleteId } }, { now }) => {
      tx.emit('export.part-written', { exportId, athleteId, subgraph, manifestKey, at: now() })
    },
    onDeadLetter: async ({ data: { exportId, athleteId } }, _reason, tx, { now }) => {
      tx.emit('export.part-written', { exportId, athleteId, subgraph, manifestKey: null, at: now() })
    },
  })
