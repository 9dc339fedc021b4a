import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Column, Row } from '../domain/tables.ts'
import { literal, withEngine } from './engine.ts'
import { mergeParquet } from './merge.ts'
import { writeParquet } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'lake-parquet-'))
afterAll(() => rmSync(folder, { recursive: true }))
const spill = join(folder, 'spill')

const column = (name: string, type: string, isKey = false): Column => ({
  name,
  type,
  isKey,
  mayDie: isKey,
  isList: type.endsWith('[]'),
})
const columns: readonly Column[] = [
  column('event_id', 'VARCHAR'),
  column('sequence', 'BIGINT'),
  column('occurred_at', 'TIMESTAMP'),
  column('actor_key', 'VARCHAR', true),
  column('meters', 'DOUBLE'),
  column('is_new', 'BOOLEAN'),
  column('day', 'DATE'),
  column('athlete_keys', 'VARCHAR[]', true),
  column('ranks', 'BIGINT[]'),
]
const atMs = Date.UTC(2026, 10, 30, 7, 30, 0, 123)
const row = (id: string, actor: string | null, more: Partial<Record<string, Row['cells'][number]>> = {}): Row => ({
  sequence: Number(id),
  occurredAtMs: atMs + Number(id),
  cells: columns.map(({ name }) => {
    const known = { event_id: `e${id}`, sequence: Number(id), occurred_at: atMs + Number(id), actor_key: actor, ...more }
    return (known as Record<string, Row['cells'][number]>)[name] ?? null
  }),
})

const read = (file: string, sql = '*') =>
  withEngine({ memory: '128MB', spill }, ({ rows }) => rows(`SELECT ${sql} FROM read_parquet(${literal(file)})`))

it('writes every kind of cell and nothing, by key and time', async () => {
  const file = join(folder, 'one.parquet')
  const full = row('2', 'b', {
    meters: 1.5,
    is_new: true,
    day: '2026-02-28',
    athlete_keys: ['a', null],
    ranks: [1, 9_007_199_254_740_991],
  })
  await writeParquet(columns, [row('3', 'b'), full, row('1', null), row('4', 'a')], file)
  expect(await read(file, 'event_id')).toEqual([['e4'], ['e2'], ['e3'], ['e1']])
  const at = new Date(atMs + 2)
  expect((await read(file))[1]).toEqual([
    'e2',
    2n,
    at,
    'b',
    1.5,
    true,
    new Date('2026-02-28'),
    ['a', null],
    [1n, 9_007_199_254_740_991n],
  ])
  expect((await read(file))[2]).toEqual(['e3', 3n, new Date(atMs + 3), 'b', null, null, null, null, null])
})

it('writes more rows than DuckDB takes at once', async () => {
  const file = join(folder, 'many.parquet')
  const rows = Array.from({ length: 5000 }, (_, at) => row(String(at), `k${at % 7}`, { ranks: [at] }))
  await writeParquet(columns, rows, file)
  expect(await read(file, 'count(*)::INT, sum(ranks[1])::INT')).toEqual([[5000, (5000 * 4999) / 2]])
})

it('merges files of other releases, without the dead and without what came twice', async () => {
  const older = columns.filter(({ name }) => name !== 'is_new' && name !== 'ranks')
  const inputs = ['older.parquet', 'newer.parquet'].map((name) => join(folder, name))
  const cut = ({ cells, ...rest }: Row): Row => ({
    ...rest,
    cells: cells.filter((_, at) => older.includes(columns[at] as Column)),
  })
  await writeParquet(older, [row('1', 'ana'), row('2', 'dead')].map(cut), inputs[0] as string)
  const newer = [row('1', 'ana'), row('3', null, { athlete_keys: ['dead', 'ana'], ranks: [1, 2] }), row('4', 'ben')]
  await writeParquet(columns, newer, inputs[1] as string)
  const output = join(folder, 'merged.parquet')
  const merged = await mergeParquet(columns, { inputs, dead: ['dead', "o'ne"], output, spill })
  expect(merged).toEqual({ rows: 3, minAt: new Date(atMs + 1), maxAt: new Date(atMs + 4) })
  expect(await read(output, 'event_id, is_new, athlete_keys, ranks')).toEqual([
    ['e1', null, null, null],
    ['e4', null, null, null],
    ['e3', null, [null, 'ana'], [1n, 2n]],
  ])
})

it('says that no row is left', async () => {
  const input = join(folder, 'of-the-dead.parquet')
  await writeParquet(columns, [row('1', 'dead')], input)
  const output = join(folder, 'nothing.parquet')
  expect(await mergeParquet(columns, { inputs: [input], dead: ['dead'], output, spill })).toBeNull()
})

it('leaves no complete file when the disk is full or the folder is gone', async () => {
  const file = join(folder, 'no-such-folder', 'one.parquet')
  await expect(writeParquet(columns, [row('1', 'a')], file)).rejects.toThrow()
  expect(existsSync(file)).toBe(false)
})
