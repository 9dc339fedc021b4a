// Builds the web app into dist/web: compiled operations, bundles, compressed forms of each file. `npm start` does it when something has changed.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = new URL('../../', import.meta.url)
const web = new URL('../', import.meta.url)
const DIST = new URL('dist/web/', root)
const STAMP = new URL('built-from', DIST)

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()

/** The hash of all that the build is made of. */
const sourcesHash = () => {
  const hash = createHash('sha256')
  const folders = ['src', 'worker', 'build', 'public'].flatMap((folder) => filesBelow(fileURLToPath(new URL(folder, web))))
  const single = ['web/index.html', 'web/package.json', 'package-lock.json', 'schema/supergraph.graphql'].map((name) =>
    fileURLToPath(new URL(name, root)),
  )
  for (const file of [...folders, ...single]) hash.update(file.slice(fileURLToPath(root).length)).update(readFileSync(file))
  return hash.digest('hex')
}

const PATH = /^\s*path: '(\/[^']*)'/m

/** The addresses of the screens, which their files say, in Fastify's syntax. */
const screenPaths = () => {
  const screens = new URL('src/screens/', web)
  const found = readdirSync(screens, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return found.map(({ name }) => {
    const path = PATH.exec(readFileSync(new URL(`${name}/screen.ts`, screens), 'utf8'))?.[1]
    if (path === undefined) throw new Error(`web/src/screens/${name}/screen.ts has no line path: '/...'`)
    return path.replaceAll('$', ':')
  })
}

const MOST_TEXT = /\.(m?js|css|html|svg|webmanifest)$/

/** Writes the compressed forms beside each file that becomes smaller by them. */
const compressAll = async (folder) => {
  const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]
  const files = filesBelow(fileURLToPath(folder)).filter((file) => MOST_TEXT.test(file))
  await Promise.all(
    files.map(async (file) => {
      const body = readFileSync(file)
      if (body.length < 1_000) return
      const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_QUALITY]: 11 }
      writeFileSync(`${file}.br`, await brotli(body, { params }))
      writeFileSync(`${file}.gz`, await zip(body, { level: 9 }))
    }),
  )
}

/** Larger files, such as a map's, are kept when they were needed once. */
const KEPT_BYTES = 200_000

/** The files that a build keeps from the first day: what each screen needs, and what is small. */
const keptFiles = (folder) => {
  const { 'index.html': entry, ...chunks } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))
  const ofAll = new Set([entry.file, ...(entry.css ?? []), ...(entry.imports ?? []).map((name) => chunks[name].file)])
  const assets = filesBelow(fileURLToPath(new URL('assets/', folder))).map((file) => `assets/${basename(file)}`)
  const isKept = (file) => ofAll.has(file) || readFileSync(new URL(file, folder)).length < KEPT_BYTES
  return ['/icon.svg', '/app.webmanifest', ...assets.filter(isKept).map((file) => `/${file}`)]
}

/** Builds the service worker into a folder that has the rest of the build. It knows which files are kept from the first day. */
const buildWorker = async (build, viteConfig, folder, paths) => {
  await build(
    viteConfig({
      mode: 'production',
      publicDir: false,
      define: { FILES: JSON.stringify(keptFiles(folder)), PATHS: JSON.stringify(paths) },
      build: {
        outDir: fileURLToPath(folder),
        emptyOutDir: false,
        target: 'es2022',
        reportCompressedSize: false,
        rolldownOptions: {
          input: fileURLToPath(new URL('worker/service-worker.ts', web)),
          output: { format: 'iife', entryFileNames: 'service-worker.js' },
        },
      },
    }),
  )
}

/** Builds the app when it is not built from the present sources. Returns whether it had to. */
const buildWeb = async () => {
  const stamp = sourcesHash()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return false
  // Only a build needs them, and most starts build nothing.
  const [{ build }, { viteConfig }, { compileOperations, OPERATIONS }, { makeWorld }] = await Promise.all([
    import('vite'),
    import('./config.mjs'),
    import('./relay.mjs'),
    import('./world.mjs'),
  ])
  makeWorld()
  await compileOperations()
  const made = new URL(`dist/web.${process.pid}/`, root)
  rmSync(made, { recursive: true, force: true })
  await build(
    viteConfig({
      mode: 'production',
      build: {
        outDir: fileURLToPath(made),
        emptyOutDir: true,
        target: 'es2022',
        manifest: 'manifest.json',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        reportCompressedSize: false,
        chunkSizeWarningLimit: 2_000,
      },
    }),
  )
  const paths = screenPaths()
  await buildWorker(build, viteConfig, made, paths)
  cpSync(OPERATIONS, new URL('operations.json', made))
  writeFileSync(new URL('app.json', made), JSON.stringify({ paths }))
  await compressAll(made)
  writeFileSync(new URL('built-from', made), stamp)
  rmSync(DIST, { recursive: true, force: true })
  renameSync(made, DIST)
  return true
}

const LOCK = new URL('dist/web.lock', root)

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Works when no other process builds: two would write the same files. */
const alone = async (work) => {
  mkdirSync(new URL('dist/', root), { recursive: true })
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0
      // A process that was killed has left it behind.
      if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

// Vite takes NODE_ENV for what it builds, and sets it where it is not set: so this is a process of its own.
process.env.NODE_ENV = 'production'
if (await alone(buildWeb)) console.log('The web app is built.')
