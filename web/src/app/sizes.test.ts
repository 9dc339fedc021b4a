import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const built = new URL('dist/web/', root)

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

let manifest: Readonly<Record<string, Chunk>> = {}
beforeAll(() => {
  // A build is made only when a source has changed since the last one.
  execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'pipe' })
  manifest = JSON.parse(readFileSync(new URL('manifest.json', built), 'utf8'))
})

/** The files that are loaded for these sources, with all that they import. */
const filesOf = (...sources: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  const files = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined) throw new Error(`${key} is not in the manifest of the build`)
    if (seen.has(key)) return
    seen.add(key)
    files.add(chunk.file)
    for (const each of chunk.imports ?? []) visit(each)
  }
  for (const source of sources) visit(source)
  return [...files]
}

const sizeOf = (file: string): number => {
  try {
    return readFileSync(new URL(`${file}.br`, built)).length
  } catch {
    return readFileSync(new URL(file, built)).length
  }
}
const kilobytesOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + sizeOf(file), 0) / 1_000

const KILOBYTES = 190

it(`the first load of the feed is below ${KILOBYTES} KB of JavaScript, without charts and maps`, () => {
  const files = filesOf('index.html', 'src/screens/home/home.tsx')
  expect(kilobytesOf(files)).toBeLessThan(KILOBYTES)
  const text = files.map((file) => readFileSync(new URL(file, built), 'utf8')).join('\n')
  // What uPlot and MapLibre name in the page stays in their code, however it is minified.
  expect(text).not.toMatch(/u-legend|maplibregl-/)
})

it('charts are in a chunk of their own, which the activity loads later', () => {
  const charts = manifest['src/screens/activity/charts.tsx']
  expect(charts).toBeDefined()
  expect(filesOf('index.html', 'src/screens/activity/activity.tsx')).not.toContain(charts?.file)
  expect(readFileSync(new URL(charts?.file ?? '', built), 'utf8')).toContain('u-legend')
})

it('the page has no inline script and no inline style, and nothing of the demo is in the bundle', () => {
  const html = readFileSync(new URL('index.html', built), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
  const text = Object.values(manifest)
    .map(({ file }) => readFileSync(new URL(file, built), 'utf8'))
    .join('\n')
  expect(text).not.toContain('demo.gruppetto.example')
  expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org|react\.dev|reactjs\.org|fb\.me|localhost|relay\.dev)[a-z]/)
})

it('each screen has an address, and the operations of all are there by their hashes', () => {
  const { paths } = JSON.parse(readFileSync(new URL('app.json', built), 'utf8'))
  expect(paths).toContain('/activities/:id')
  expect(new Set(paths).size).toBe(paths.length)
  const operations: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL('operations.json', built), 'utf8'))
  const texts = Object.values(operations).join('\n')
  for (const name of ['homeQuery', 'activityQuery', 'kudosGiveMutation', 'feedAddedSubscription']) expect(texts).toContain(name)
})
