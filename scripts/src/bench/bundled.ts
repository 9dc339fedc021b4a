import { existsSync, readFileSync } from 'node:fs'
import type { Profiler } from 'node:inspector'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url).href
const bundles = `${root}dist/`

/** The programs that the benchmark starts. They are bundled before it begins, as what `npm start` runs is: tsx costs a program time for each function that it makes. */
export const BENCH_PROGRAMS = [
  'libs/federation/src/main.ts',
  'scripts/src/bench/crowd-process.ts',
  'scripts/src/bench/gateways/apollo-process.ts',
  'scripts/src/bench/gateways/by-hand-process.ts',
  'scripts/src/bench/gateways/load-process.ts',
  'scripts/src/bench/gateways/subgraph-process.ts',
  'scripts/src/bench/platform-process.ts',
] as const

export type BenchProgram = (typeof BENCH_PROGRAMS)[number]

/** Returns the path of a program's bundle. */
export const bundled = (source: BenchProgram): string => fileURLToPath(`${bundles}${source.replace(/\.ts$/, '.js')}`)

const mapOf = (url: string): SourceMap | null => {
  const file = fileURLToPath(`${url}.map`)
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null
}

/** Returns the profile with each function in the file of its source in place of that of a bundle, which is in `folder`. */
export const inSources = ({ nodes, ...profile }: Profiler.Profile, folder = bundles): Profiler.Profile => {
  const maps = new Map<string, SourceMap | null>()
  const sourceOf = ({ url, lineNumber, columnNumber }: Profiler.ProfileNode['callFrame']): string => {
    if (!url.startsWith(folder)) return url
    const map = maps.get(url) ?? mapOf(url)
    maps.set(url, map)
    const found = map?.findEntry(lineNumber, columnNumber)
    return found !== undefined && 'originalSource' in found ? new URL(found.originalSource, url).href : url
  }
  return {
    ...profile,
    nodes: nodes.map((node) => ({ ...node, callFrame: { ...node.callFrame, url: sourceOf(node.callFrame) } })),
  }
}
