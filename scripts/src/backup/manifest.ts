import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '@gruppetto/runtime'
import { z } from 'zod'

/** The revision of the format. A backup of another one is refused. */
export const FORMAT = 1

const file = z.object({
  path: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const schema = z.object({
  format: z.literal(FORMAT, `this release reads backups of format ${FORMAT} only`),
  /** The instant of which the databases are. */
  takenAt: z.string(),
  namespace: z.string(),
  /** Tells whether a platform has the secret that the backup was taken with. */
  secretMark: z.string(),
  databases: z.array(
    z.object({
      /** Without the namespace. */
      name: z.string(),
      collections: z.array(z.object({ name: z.string(), options: z.record(z.string(), z.unknown()), file: file.nullable() })),
      /** What has changed while the collections were read, in its order. */
      changes: z.array(file),
    }),
  ),
  events: file,
  dead: file,
  consumers: z.array(z.object({ name: z.string(), subjects: z.array(z.string()), doneUntil: z.number().int() })),
  /** One row for each object. */
  objects: file,
})

export type Manifest = z.output<typeof schema>

export class BackupError extends Error {
  override readonly name = 'BackupError'
}

const NAME = 'manifest.json'

export const secretMarkOf = ({ identitySecret }: Pick<Config, 'identitySecret'>): string =>
  createHash('sha256').update(`backup:${identitySecret}`).digest('hex').slice(0, 16)

/** Writes the manifest in one step, as the last file: a backup without it was not finished. */
export const writeManifest = async (folder: string, manifest: Manifest): Promise<void> => {
  const file = join(folder, NAME)
  await writeFile(`${file}.half`, `${JSON.stringify(manifest, null, 1)}\n`, { flag: 'wx', flush: true })
  await rename(`${file}.half`, file)
}

/** Throws BackupError for a folder that is no whole backup. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  let text: string
  try {
    text = await readFile(join(folder, NAME), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new BackupError(`${folder} has no ${NAME}: it is no backup, or one that was not finished`)
  }
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    throw new BackupError(`${NAME} is not one: ${z.prettifyError(parsed.error)}`)
  } catch (error) {
    if (error instanceof SyntaxError) throw new BackupError(`${NAME} is broken: ${error.message}`)
    throw error
  }
}
