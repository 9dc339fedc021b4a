import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** A file of the web app, with its compressed forms where the build has made them. */
export interface AppFile {
  readonly type: string
  readonly body: Buffer
  readonly br: Buffer | null
  readonly gzip: Buffer | null
  /** A strong tag. */
  readonly etag: string
}

/** What a build of the web app has made. */
export interface AppFiles {
  readonly index: AppFile
  /** The addresses of its screens, in Fastify's syntax. */
  readonly paths: readonly string[]
  /** By their paths, without a slash at the beginning. */
  readonly files: ReadonlyMap<string, AppFile>
  /** The operations that it sends, as Relay's compiler writes them. */
  readonly operations: Uint8Array
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
  pmtiles: 'application/vnd.pmtiles',
}

const appSchema = z.object({ paths: z.array(z.string().startsWith('/')) })

const endingOf = (name: string): string => name.split('.').at(-1) ?? ''

/** Reads the web app from the folder of its build. Returns null where it was not built. */
export const readAppFiles = (folder: URL): AppFiles | null => {
  const at = (name: string) => new URL(name, folder)
  if (!existsSync(at('app.json'))) return null
  const readIf = (name: string): Buffer | null => (existsSync(at(name)) ? readFileSync(at(name)) : null)
  const read = (name: string): AppFile => {
    const body = readFileSync(at(name))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    return { type: TYPES[endingOf(name)] ?? '', body, br: readIf(`${name}.br`), gzip: readIf(`${name}.gz`), etag }
  }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => endingOf(name) in TYPES)
  return {
    index: read('index.html'),
    paths: appSchema.parse(JSON.parse(readFileSync(at('app.json'), 'utf8'))).paths,
    files: new Map(names.filter((name) => name !== 'index.html').map((name) => [name, read(name)])),
    operations: readFileSync(at('operations.json')),
  }
}
