import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { openModel, SUBGRAPH_NAMES } from '@gruppetto/graph'
import { expect, it } from 'vitest'

const GOLDEN = '.golden.json'

interface Golden {
  readonly model: string
  /** Features, where null is unknown, and what the training's own library makes of them. */
  readonly rows: readonly (readonly [readonly (number | null)[], readonly number[]])[]
}

const folderOf = (subgraph: string): URL => new URL(`../../../subgraphs/${subgraph}/models/`, import.meta.url)

const models = SUBGRAPH_NAMES.flatMap((subgraph) => {
  const folder = folderOf(subgraph)
  const files = existsSync(folder) ? readdirSync(folder) : []
  const names = files.filter((file) => file.endsWith('.json') && !file.endsWith(GOLDEN)).map((file) => file.slice(0, -5))
  return names.map((name) => ({ subgraph, name, files: files.filter((file) => file.startsWith(`${name}.`)) }))
})

/** Returns how far a model is from the farthest of its golden rows; NaN when it has other outputs. */
const farthest = ({ rows }: Golden, score: (values: readonly number[]) => readonly number[]): number =>
  Math.max(
    ...rows.flatMap(([values, outputs]) => {
      const found = score(values.map((value) => value ?? Number.NaN))
      return found.length === outputs.length
        ? outputs.map((output, place) => Math.abs(output - (found[place] ?? Number.NaN)))
        : Number.NaN
    }),
  )

it('notices a model that is not the one of its golden rows', () => {
  const golden: Golden = { model: 'pace@1', rows: [[[1, null], [0.5]]] }
  const seen: (readonly number[])[] = []
  const noting = (values: readonly number[]) => [seen.push(values) / 2]
  expect(farthest(golden, noting)).toBe(0)
  expect(seen).toEqual([[1, Number.NaN]])
  expect([farthest(golden, () => [0.4]), farthest(golden, () => [])]).toEqual([expect.closeTo(0.1), Number.NaN])
})

const read = (subgraph: string, file: string): string => readFileSync(new URL(file, folderOf(subgraph)), 'utf8')

it.each(models)('$name of $subgraph gives what its training gave, is better than the baseline, and has a card', async (model) => {
  const { subgraph, name, files } = model
  expect(files.sort()).toEqual([`${name}${GOLDEN}`, `${name}.json`, `${name}.md`].sort())
  const file = JSON.parse(read(subgraph, `${name}.json`))
  const needs = { name, features: file.features.map((feature: { name: string }) => feature.name), outputs: file.outputs }
  const silent = { info: () => undefined, warn: () => undefined }
  const runtime = { now: () => Date.parse(file.trainedAt), log: silent }
  const opened = (await openModel(new URL(`${name}.json`, folderOf(subgraph)), needs, runtime)).current()
  const golden: Golden = JSON.parse(read(subgraph, `${name}${GOLDEN}`))
  expect(opened?.id).toBe(golden.model)
  expect(golden.rows).toHaveLength(200)
  expect(farthest(golden, (values) => opened?.score(values) ?? [])).toBeLessThan(1e-9)
  expect(read(subgraph, `${name}.md`)).toContain(file.data.sha256)
})
