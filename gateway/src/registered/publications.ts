import { createHash } from 'node:crypto'
import { text as textOf } from 'node:stream/consumers'
import type { ObjectStore } from '@gruppetto/runtime'
import { z } from 'zod'
import type { Documents } from './manifest.ts'

/** The documents that one build of a client has published. It never changes. */
export interface Publication {
  readonly id: string
  /** Such as `web 1.4.0`. */
  readonly name: string
  readonly publishedAt: string
  readonly documents: Documents
}

/** What stands under a key is no publication, or has other texts than it says. */
export class BrokenPublicationError extends Error {}

/** The largest document, in characters. */
export const MOST_CHARACTERS = 256 * 1024

const FOLDER = 'operations'
const keyOf = (id: string): string => `${FOLDER}/${id}.json`
const KEY = new RegExp(`^${FOLDER}/([0-9a-f]{16})\\.json$`)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The same documents under the same name are the same publication. */
const idOf = (name: string, documents: Documents): string =>
  sha256([name, ...[...documents.keys()].toSorted()].join('\n')).slice(0, 16)

const stored = z.object({
  version: z.literal(1),
  name: z.string(),
  publishedAt: z.iso.datetime(),
  documents: z.record(z.string(), z.string().max(MOST_CHARACTERS)),
})

/**
 * Registers documents that were checked. One object is written, so readers see all of them or none; publishing the same again changes
 * nothing and returns `isNew: false`.
 */
export const publish = async (
  objects: ObjectStore,
  { name, documents, nowMs }: { readonly name: string; readonly documents: Documents; readonly nowMs: number },
): Promise<{ readonly id: string; readonly isNew: boolean }> => {
  const id = idOf(name, documents)
  if ((await objects.head(keyOf(id))) !== null) return { id, isNew: false }
  const publishedAt = new Date(nowMs).toISOString()
  const body: z.input<typeof stored> = { version: 1, name, publishedAt, documents: Object.fromEntries(documents) }
  await objects.write(keyOf(id), Buffer.from(JSON.stringify(body)))
  return { id, isNew: true }
}

/** Returns the ids of all publications, in no order. */
export const publicationIds = async (objects: ObjectStore): Promise<readonly string[]> =>
  (await objects.list(FOLDER)).flatMap((key) => KEY.exec(key)?.[1] ?? [])

/** Reads a publication. Throws a BrokenPublicationError when there is something else under its key, or what the object store throws. */
export const readPublication = async (objects: ObjectStore, id: string): Promise<Publication> => {
  const body = await textOf(await objects.read(keyOf(id)))
  let read: z.output<typeof stored>
  try {
    read = stored.parse(JSON.parse(body))
  } catch (error) {
    throw new BrokenPublicationError(`${keyOf(id)} is no publication`, { cause: error })
  }
  const { name, publishedAt } = read
  const documents = new Map(Object.entries(read.documents))
  for (const [hash, text] of documents) {
    if (sha256(text) !== hash) throw new BrokenPublicationError(`${keyOf(id)} has another text than that of ${hash}`)
  }
  if (idOf(name, documents) !== id) throw new BrokenPublicationError(`${keyOf(id)} has other documents than its name says`)
  return { id, name, publishedAt, documents }
}

/** Removes a publication. Documents that another one has stay registered. Returns false when there is none. */
export const removePublication = async (objects: ObjectStore, id: string): Promise<boolean> => {
  if (!(await publicationIds(objects)).includes(id)) return false
  await objects.delete(keyOf(id))
  return true
}
