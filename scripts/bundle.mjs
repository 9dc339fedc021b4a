// Bundles the platform's own code into a few files for each program, in dist/: tsx would read and strip hundreds. A program is bundled each
// time before it starts, so a bundle is never older than its sources. npm packages are not bundled; Node finds them from dist/.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Returns the path of a source's bundle: dist/scripts/src/main.js for scripts/src/main.ts. */
export const bundleOf = (source) => resolve(root, 'dist', relative(root, resolve(root, source))).replace(/\.ts$/, '.js')

const THREAD = /new URL\('(\.\/[\w-]+)\.mjs', import\.meta\.url\)/g

/**
 * Makes code find the files beside its source, not beside the bundle. A thread in TypeScript is a separate program: `found` gets
 * its path.
 */
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

/** Returns true when npm installed the package inside a workspace: from dist/, Node would find another version of it, or none. */
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

/** Replaces the file in one step, because another process may be reading it. */
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
    // A module that is imported later gets its own file, which Node reads only when it is needed.
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
