import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PMTiles } from 'pmtiles'
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

it('a map is in a chunk of its own, with a worker beside it, which only a screen with a map loads', () => {
  const map = manifest['src/map/canvas.tsx']
  expect(map).toBeDefined()
  for (const screen of ['home/home', 'activity/activity', 'upload/upload'])
    expect(filesOf('index.html', `src/screens/${screen}.tsx`)).not.toContain(map?.file)
  const [own = ''] = filesOf('src/map/canvas.tsx').filter((file) => file === map?.file)
  expect(readFileSync(new URL(own, built), 'utf8')).toContain('maplibregl-')
  expect(kilobytesOf([own])).toBeLessThan(300)
  const worker = Object.values(manifest).find(({ file }) => /worker.*\.mjs$/.test(file))?.file ?? ''
  expect(kilobytesOf([worker])).toBeLessThan(150)
})

it('the world that is shipped has land and places at each zoom, in an archive that others read too', async () => {
  const name = Object.values(manifest).find(({ file }) => file.endsWith('.pmtiles'))?.file ?? ''
  const bytes = readFileSync(new URL(name, built))
  expect(bytes.length).toBeLessThan(8_000_000)
  const archive = new PMTiles({
    getKey: () => name,
    getBytes: async (from, length) => ({ data: new Uint8Array(bytes.subarray(from, from + length)).buffer }),
  })
  expect(await archive.getHeader()).toMatchObject({ minZoom: 0, maxZoom: 6, tileType: 1 })
  expect(await archive.getMetadata()).toMatchObject({ attribution: 'Natural Earth · GeoNames' })
  // Names are read as they stand in the bytes of a tile.
  for (const [z, x, y, names] of [
    [0, 0, 0, ['earth', 'boundaries']],
    [2, 3, 1, ['earth', 'places', 'Russia']],
    [6, 33, 22, ['earth', 'places', 'Zürich', 'Winterthur']],
    [6, 34, 22, ['earth', 'places', 'Maribor']],
  ] as const) {
    const tile = Buffer.from((await archive.getZxy(z, x, y))?.data ?? new ArrayBuffer(0))
    expect(names.filter((name) => !tile.includes(name))).toEqual([])
  }
  expect(await archive.getZxy(7, 0, 0)).toBeUndefined()
})

it('the page has no inline script and no inline style, and nothing of the demo is in the bundle', () => {
  const html = readFileSync(new URL('index.html', built), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
  const texts = Object.values(manifest)
    .filter(({ file }) => /\.(m?js|css)$/.test(file))
    .map(({ file }) => readFileSync(new URL(file, built), 'utf8'))
  expect(texts.filter((text) => text.includes('demo.gruppetto.example'))).toEqual([])
  const named = texts.flatMap((text) => [...text.matchAll(/https?:\/\/([a-z][a-z0-9.-]*)/g)].map(([, host = '']) => host))
  // Namespaces, and what libraries name in errors and in credits.
  const known =
    /^(www\.w3\.org|react\.dev|reactjs\.org|fb\.me|localhost|relay\.dev|maplibre\.org|github\.com|[a-z.]*openstreetmap\.org|maplibre\.invalid)$/
  expect(named.filter((host) => !known.test(host))).toEqual([])
})

it('each screen has an address, and the operations of all are there by their hashes', () => {
  const { paths } = JSON.parse(readFileSync(new URL('app.json', built), 'utf8'))
  expect(paths).toContain('/activities/:id')
  expect(new Set(paths).size).toBe(paths.length)
  const operations: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL('operations.json', built), 'utf8'))
  const texts = Object.values(operations).join('\n')
  for (const name of ['homeQuery', 'activityQuery', 'kudosGiveMutation', 'feedAddedSubscription']) expect(texts).toContain(name)
})
