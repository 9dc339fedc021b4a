import type { Readable } from 'node:stream'
import { type ExportedFile, exportFolder, exportPartsFolder } from '@gruppetto/relations'
import { crashPoint, type ObjectStore } from '@gruppetto/runtime'
import { ZipFile } from 'yazl'
import { type DataExportRow, type ExportArchive, exportPage, intoArchives } from '../../domain/data-export.ts'
import type { Services } from '../../services.ts'

/** These are compressed already. */
const COMPRESSED = /\.(webp|jpe?g|png|avif|gz|zip)$/i

const readJson = async (objects: ObjectStore, key: string): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of await objects.read(key)) chunks.push(Buffer.from(chunk))
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const filesOf = async (objects: ObjectStore, { manifests }: DataExportRow): Promise<readonly ExportedFile[]> => {
  const lists = await Promise.all(Object.values(manifests).map((key) => readJson(objects, key) as Promise<ExportedFile[]>))
  const listed = lists.flat()
  // What was deleted since its part was written is left out.
  const present: ExportedFile[] = []
  for (const file of listed) if ((await objects.head(file.key)) !== null) present.push(file)
  return present
}

/** Writes one archive as it is made: each file is opened when its turn comes. */
const writeArchive = async (
  objects: ObjectStore,
  key: string,
  files: readonly ExportedFile[],
  page: string | null,
): Promise<number> => {
  const zip = new ZipFile()
  if (page !== null) zip.addBuffer(Buffer.from(page), 'index.html')
  for (const file of files)
    zip.addReadStreamLazy(file.path, { compress: !COMPRESSED.test(file.path) }, (opened) => {
      if (file === files.at(-1)) crashPoint('athletes-assemble-exports:half')
      objects.read(file.key).then(
        (stream) => opened(null, stream),
        (error: unknown) => opened(error, null as never),
      )
    })
  zip.end()
  const output = zip.outputStream as Readable
  // Without this, a file that cannot be read would leave the archive waiting for ever.
  zip.on('error', (error: Error) => output.destroy(error))
  return objects.writeStream(key, output)
}

/** Makes the archives of an export from its parts. It may run again: it writes the same objects. */
export const assembleExport = async ({ runtime }: Services, row: DataExportRow): Promise<readonly ExportArchive[]> => {
  const { objects } = runtime
  const files = await filesOf(objects, row)
  const page = exportPage(files, row.requestedAt)
  const groups = intoArchives(files)
  const archives: ExportArchive[] = []
  for (const [index, group] of (groups.length === 0 ? [[]] : groups).entries()) {
    const key = `${exportFolder(row.athleteId, row._id)}/gruppetto-${index + 1}.zip`
    archives.push({ key, sizeBytes: await writeArchive(objects, key, group, index === 0 ? page : null) })
  }
  return archives
}

/** Deletes the objects of the parts, which the archives hold now. */
export const deleteParts = async ({ runtime }: Services, { _id, athleteId }: DataExportRow): Promise<void> => {
  for (const key of await runtime.objects.list(exportPartsFolder(athleteId, _id))) await runtime.objects.delete(key)
}

/** Deletes all objects of an export. */
export const deleteExport = async ({ runtime }: Services, { _id, athleteId }: DataExportRow): Promise<void> => {
  for (const key of await runtime.objects.list(exportFolder(athleteId, _id))) await runtime.objects.delete(key)
}
