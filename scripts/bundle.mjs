// The platform's own code as one file for each program, in dist/: Node reads one file where tsx would read and strip hundreds. Whoever starts a
// program bundles it first, so that no bundle is ever older than its sources. Packages stay packages, where Node finds the right ones from there.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Where the bundle of a source is: scripts/src/main.ts is dist/scripts/src/main.js. */
export const bundleOf = (source) => resolve(root, 'dist', relative(root, resolve(root, source))).replace(/\.ts$/, '.js')

const THREAD = /new URL\('(\.\/[\w-]+)\.mjs', import\.meta\.url\)/g

/** Code finds what lies beside its source, not beside the bundle. A thread of TypeScript is a program of its own; `found` hears of it. */
const sourceUrls = (found) => ({
  name: 'source-urls',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return { contents: text, loader: 'ts' }
      const withThreads = text.replaceAll(THREAD, (url, name) => {
        const thread = resolve(dirname(path), `${name}.ts`)
        if (!existsSync(thread)) return url
        found(thread)
        return `new URL('${pathToFileURL(bundleOf(thread))}')`
      })
      return { contents: withThreads.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' }
    }),
})

/** True where npm has put the package beside the workspace that needs it: Node would find another version of it from dist/, or none. */
const isNested = (path, from) => {
  const name = path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    if (existsSync(resolve(folder, 'node_modules', name))) return true
  }
  return false
}

const ownPackages = {
  name: 'own-packages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, kind, resolveDir }) =>
      kind === 'entry-point' || path.startsWith('@gruppetto/') || isNested(path, resolveDir)
        ? undefined
        : { path, external: true },
    ),
}

/** Another process may be reading the same bundle. */
const writeWhole = ({ path, contents }) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, contents)
  renameSync(`${path}.${process.pid}`, path)
}

/** Bundles programs, given by their sources from the root, and the threads they start. */
export const bundle = async (programs) => {
  const threads = new Set()
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: programs,
    outbase: root,
    outdir: 'dist',
    bundle: true,
    // What a program imports later is a file of its own, read when it is needed.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    write: false,
    plugins: [sourceUrls((thread) => threads.add(thread)), ownPackages],
  })
  outputFiles.forEach(writeWhole)
  if (threads.size > 0) await bundle([...threads])
  await stop()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(process.argv.slice(2))
