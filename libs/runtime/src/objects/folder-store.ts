import type { Dirent } from 'node:fs'
import { open, opendir, readdir, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Config } from '../config.ts'
import type { ObjectStore, SignedUrl } from '../types.ts'
import { replaceByCopy, replaceByStream, replaceFile } from './atomic-file.ts'
import { pictureSignedAtMs } from './cache-control.ts'
import { checkedKey, fileOf } from './keys.ts'
import { type Grant, signedQuery } from './signatures.ts'
import { takenOver } from './taken-over.ts'

export type FolderConfig = Pick<Config, 'dataDir' | 'publicUrl' | 'objectsSecret'>

export const objectFolder = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'objects')
/** On the same disk as the objects, so that a rename is atomic. */
export const temporaryFolder = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'objects', '.incoming')

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Everything below a folder; nothing when there is no such folder. */
const entriesOf = async (folder: string): Promise<readonly Dirent[]> => {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Yields the keys of the files below a folder. Names that begin with a dot are no keys. */
async function* keysBelow(folder: string, prefix: string): AsyncGenerator<string> {
  let entries: AsyncIterable<Dirent>
  try {
    entries = await opendir(join(folder, prefix))
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  for await (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* keysBelow(folder, `${prefix}${entry.name}/`)
    else if (entry.isFile()) yield `${prefix}${entry.name}`
  }
}

/** Stores objects as files. This process signs the URLs and serves them through `objectRoutes`. */
export const folderStore = (config: FolderConfig, nowMs: () => number = Date.now): ObjectStore => {
  const folder = objectFolder(config)
  const temporary = temporaryFolder(config)
  const signed = (grant: Grant, headers: SignedUrl['headers']): SignedUrl => ({
    url: `${config.publicUrl}/objects/${checkedKey(grant.key)}?${signedQuery(config.objectsSecret, grant)}`,
    headers,
    expiresAtMs: grant.expiresAtMs,
  })
  return {
    async signPut(key, { sizeBytes, expiresInSeconds }) {
      const expiresAtMs = nowMs() + expiresInSeconds * 1000
      return signed({ method: 'PUT', key, sizeBytes, fileName: null, contentType: null, expiresAtMs }, [
        { name: 'Content-Type', value: 'application/octet-stream' },
      ])
    },
    async signGet(key, { expiresInSeconds, fileName = null, contentType = null }) {
      const signedAtMs = contentType === null ? nowMs() : pictureSignedAtMs(nowMs())
      const expiresAtMs = signedAtMs + expiresInSeconds * 1000
      return signed({ method: 'GET', key, sizeBytes: null, fileName, contentType, expiresAtMs }, [])
    },
    async head(key) {
      try {
        const found = await stat(fileOf(folder, key))
        return found.isFile() ? { sizeBytes: found.size } : null
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async read(key, range) {
      const handle = await open(fileOf(folder, key), 'r')
      return handle.createReadStream(range && { start: range.from, end: range.to - 1 })
    },
    write: (key, body) => replaceFile(temporary, fileOf(folder, key), body),
    writeStream: (key, body) => takenOver(body, () => replaceByStream(temporary, fileOf(folder, key), body)),
    async list(under) {
      const entries = await entriesOf(fileOf(folder, under))
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      return files.map((file) => relative(folder, file).split(sep).join('/'))
    },
    keys: () => keysBelow(folder, ''),
    copy: (fromKey, toKey) => replaceByCopy(temporary, fileOf(folder, fromKey), fileOf(folder, toKey)),
    delete: (key) => rm(fileOf(folder, key), { force: true }),
  }
}
