import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { expect, it } from 'vitest'
import { inSources } from './bundled.ts'

it('finds the source of a function in a bundle, and leaves what is in none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundled-'))
  try {
    writeFileSync(join(folder, 'one.ts'), "import { two } from './two.ts'\nexport const one = (): string => two() + 1\n")
    writeFileSync(join(folder, 'two.ts'), 'export const two = (): string => {\n  return String(process.pid)\n}\n')
    const outfile = join(folder, 'dist', 'one.js')
    buildSync({ entryPoints: [join(folder, 'one.ts')], bundle: true, format: 'esm', sourcemap: true, outfile })
    const lines = readFileSync(outfile, 'utf8').split('\n')
    const bundle = pathToFileURL(outfile).href
    const node = (id: number, functionName: string, url: string) => {
      const lineNumber = Math.max(
        0,
        lines.findIndex((line) => line.includes(`var ${functionName} =`)),
      )
      const columnNumber = lines[lineNumber]?.indexOf('(') ?? 0
      return { id, callFrame: { functionName, url, scriptId: '', lineNumber, columnNumber } }
    }
    const nodes = [node(1, 'one', bundle), node(2, 'two', bundle), node(3, 'three', 'node:net'), node(4, 'two', `${bundle}x`)]
    const profile = inSources({ nodes, startTime: 0, endTime: 0 }, pathToFileURL(join(folder, 'dist/')).href)
    const source = (name: string) => pathToFileURL(join(folder, name)).href
    expect(profile.nodes.map(({ callFrame }) => callFrame.url)).toEqual([
      source('one.ts'),
      source('two.ts'),
      'node:net',
      `${bundle}x`,
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
