import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8')

const RULES = 'deploy/prometheus/rules.yml'
const BOARDS = readdirSync(new URL('deploy/grafana/', root)).map((file) => `deploy/grafana/${file}`)

/** The metrics that the platform declares, with what Prometheus makes of a histogram. */
const declared = new Set(
  [...textOf('docs/reference/metrics.md').matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].flatMap(([, name = '', kind]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  ),
)
/** Those that prom-client brings and that our files use. */
const OF_NODE = ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total', 'process_resident_memory_bytes']

const rules = textOf(RULES)
const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name))

const unknownIn = (text: string): string[] => {
  const metrics = [...text.matchAll(/\b(?:gruppetto|nodejs|process)_\w+/g)].map(([name]) => name)
  const records = [...text.matchAll(/\bgruppetto:\w+:\w+/g)].map(([name]) => name)
  const unknown = [
    ...metrics.filter((name) => !declared.has(name) && !OF_NODE.includes(name)),
    ...records.filter((name) => !recorded.has(name)),
  ]
  return [...new Set(unknown)]
}

const alerts = new Set([...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name))
const runbooks = new Set([...textOf('docs/guides/runbooks.md').matchAll(/^## (\w+)$/gm)].map(([, name]) => name))

describe('dashboards and alerts', () => {
  it('are about metrics that exist', () => {
    expect(declared.size).toBeGreaterThan(40)
    expect(unknownIn('rate(gruppetto_made_up_total[5m]) and gruppetto:slo_made_up:5m')).toEqual([
      'gruppetto_made_up_total',
      'gruppetto:slo_made_up:5m',
    ])
    expect(unknownIn(rules)).toEqual([])
    for (const board of BOARDS) expect(unknownIn(textOf(board)), board).toEqual([])
  })

  it('show each metric somewhere', () => {
    const shown = [rules, ...BOARDS.map(textOf)].join('\n')
    const names = [...textOf('docs/reference/metrics.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
    expect(names.filter((name) => !shown.includes(name))).toEqual([])
  })

  it('have limits of promises that are bounds of the histograms', () => {
    const bounds = /const SECONDS = \[(.*)\]/.exec(textOf('libs/runtime/src/metrics.ts'))?.[1]?.split(', ') ?? []
    const limits = [...rules.matchAll(/le="([\d.]+)"/g)].map(([, limit]) => limit)
    expect([...new Set(limits)].toSorted()).toEqual(['0.3', '10', '2'])
    for (const limit of limits) expect(bounds).toContain(limit)
  })

  it('have a runbook for each alert, and no runbook without one', () => {
    expect(alerts.size).toBeGreaterThan(10)
    expect([...runbooks].toSorted()).toEqual([...alerts].toSorted())
    const named = [...rules.matchAll(/alert: (\w+)[\s\S]*?runbook_url: docs\/guides\/runbooks\.md#(\w+)/g)]
    expect(named).toHaveLength([...rules.matchAll(/alert: /g)].length)
    for (const [, alert = '', anchor] of named) expect(anchor).toBe(alert.toLowerCase())
  })

  it('are boards that Grafana can open', () => {
    for (const board of BOARDS) {
      const { uid, title, panels, templating } = JSON.parse(textOf(board))
      expect([uid, title], board).toEqual([
        `gruppetto-${/(\w+)\.json$/.exec(board)?.[1]}`,
        expect.stringContaining('Gruppetto: '),
      ])
      expect(templating.list.map(({ name }: { name: string }) => name)).toEqual(['source'])
      const ids = panels.map(({ id }: { id: number }) => id)
      expect(new Set(ids).size, board).toBe(ids.length)
      for (const { datasource, targets, gridPos } of panels) {
        expect(datasource.uid, board).toBe(`\${source}`)
        expect(targets.length, board).toBeGreaterThan(0)
        expect(gridPos.x + gridPos.w, board).toBeLessThanOrEqual(24)
      }
    }
  })
})

/** Debian has it in the package `prometheus`, and Go's modules as github.com/prometheus/prometheus/cmd/promtool. */
const promtool = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'promtool'))
  .find((file) => existsSync(file))
const without =
  promtool === undefined ? ' (SKIPPED: there is no promtool on the PATH; Debian has it in the package prometheus)' : ''

describe.skipIf(promtool === undefined)(`promtool${without}`, () => {
  const run = (...args: string[]): string =>
    execFileSync(promtool ?? '', args, { cwd: fileURLToPath(root), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  it('reads the rules', () => {
    expect(run('check', 'rules', RULES)).toMatch(/SUCCESS: \d+ rules found/)
  })
  it('finds that they do what their tests say', () => {
    expect(run('test', 'rules', 'deploy/prometheus/rules.test.yml')).toContain('SUCCESS')
  })
  it('reads every expression of the boards', () => {
    const expressions = BOARDS.flatMap((board) => {
      const { panels } = JSON.parse(textOf(board)) as { panels: { targets: { expr: string }[] }[] }
      return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    })
    const groups = expressions.map((expr, at) => ({ name: `board ${at}`, rules: [{ record: `board:${at}`, expr }] }))
    const folder = mkdtempSync(join(tmpdir(), 'gruppetto-boards-'))
    const file = join(folder, 'boards.yml')
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify({ groups }))
    const checked = run('check', 'rules', file)
    rmSync(folder, { recursive: true })
    expect(checked).toContain(`SUCCESS: ${expressions.length} rules found`)
  })
})
