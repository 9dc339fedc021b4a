import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../catalogue.ts'
import { parseEnvelope } from '../envelope.ts'
import { ALLOWED } from './allowed.ts'
import { type Cell, type ColumnKind, columnsOf } from './columns.ts'
import { lakeTables } from './mod.ts'
import { packSamples, type SharedSamples, sharedSamples } from './samples.ts'

// The columns of each version since the lake has it. Never edit or delete a line: files of years have these columns. Add one for a new version.
const golden = JSON.parse(readFileSync(new URL('../../golden-lake.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, string>
>
const folder = new URL('../../golden/', import.meta.url)
const envelopes = readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }))

interface Property {
  readonly type?: string | readonly string[] | undefined
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly anyOf?: readonly Property[]
  readonly oneOf?: readonly Property[]
  readonly items?: Property
  readonly properties?: Readonly<Record<string, Property>>
  readonly maxLength?: number
  readonly format?: string
}

/** The property without the null that it may be. */
const present = (property: Property | undefined): Property | undefined =>
  property?.anyOf !== undefined
    ? present(property.anyOf.find(({ type }) => type !== 'null'))
    : Array.isArray(property?.type)
      ? { ...property, type: property.type.find((type) => type !== 'null') }
      : property

const propertyAt = (schema: z.ZodType, path: string): Property | undefined => {
  let found: Property | undefined = z.toJSONSchema(schema) as Property
  for (const step of path.split('.')) {
    found = present(present(found)?.properties?.[step.replace('[]', '')])
    if (step.endsWith('[]')) found = present(found?.items)
  }
  return found
}

/** What is packed in a field, as the columns name it. */
const OPENED: Readonly<Record<string, z.ZodType>> = { 'recording.shared': z.object({ samples: sharedSamples }) }

/** Texts of a fixed list of words that the schemas of the events do not know. */
const WORDS = ['sport', 'timeZone', 'country', 'metric', 'code', 'currency']
/** What names somebody, says something or leads to a place. */
const DENIED =
  /name|title|text|message|note|mail|address|handle|url|caption|fileName|description|slug|words|label|place|latitude|longitude|path|token|secret|clickId/i
/** Whether a name or a place could be in a column of this kind. */
const saysMore = (kind: string): boolean => kind !== 'flag' && kind !== 'size'
const OF_ATHLETE =
  /(athlete|owner|author|follower|followee|blocker|blocked|actor|assignee|answered|recipient|mentioned|by)Ids?(\[\])?$/i

const fits: Readonly<Record<ColumnKind, (property: Property, field: string) => boolean>> = {
  athlete: ({ type, maxLength }, field) => type === 'string' && maxLength === 64 && OF_ATHLETE.test(field),
  id: ({ type, maxLength }, field) =>
    type === 'string' && !OF_ATHLETE.test(field) && (maxLength === 64 || ['badgeKey', 'pairId'].includes(field)),
  word: ({ type, ...rest }, field) =>
    type === 'string' && (rest.enum !== undefined || WORDS.includes(field) || field === 'sports[]'),
  count: ({ type }) => type === 'integer',
  number: ({ type }) => type === 'number',
  flag: ({ type }) => type === 'boolean',
  instant: ({ type }, field) => type === 'integer' && /(At|Ms|Until)$/.test(field),
  day: ({ type, format }) => type === 'string' && format === 'date',
  size: ({ type }) => type === 'array',
  model: ({ type }, field) => type === 'string' && field === 'model',
  area: ({ type }, field) => type === 'integer' && field === 'areas[]',
}

const known = [...catalogue.values()]

describe('what the lake keeps of each event', () => {
  it.each(known)('$name is listed, with columns that fit its schema', ({ name, schema }) => {
    const allowed = ALLOWED[name as keyof typeof ALLOWED]
    if ('nothing' in allowed) return expect(allowed.nothing).toMatch(/\w+ \w+/)
    const wrong = Object.entries(allowed).filter(([path, kind]) => {
      const property = propertyAt((path.startsWith('samples.') && OPENED[name]) || schema, path)
      const field = path.split('.').at(-1) ?? ''
      return property === undefined || !fits[kind as ColumnKind](property, field) || (saysMore(kind) && DENIED.test(path))
    })
    expect(wrong).toEqual([])
    const names = (columnsOf(allowed) ?? []).map((column) => column.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has the columns that stand in golden-lake.json, for each event in its newest version', () => {
    const now = known.flatMap(({ name, version }) => {
      const table = lakeTables.get(name)
      if (table === undefined) return []
      return [[`${name} v${version}`, Object.fromEntries(table.columns.map((column) => [column.name, column.type]))] as const]
    })
    expect(Object.fromEntries(now.map(([name]) => [name, golden[name]]))).toEqual(Object.fromEntries(now))
  })

  it('only adds columns from one version to the next', () => {
    for (const [versioned, columns] of Object.entries(golden)) {
      const [name = ''] = versioned.split(' v')
      const table = lakeTables.get(name)
      const now = Object.fromEntries((table?.columns ?? []).map((column) => [column.name, column.type]))
      expect({ [versioned]: { ...now, ...columns } }).toEqual({ [versioned]: now })
    }
  })
})

describe('the rows', () => {
  /** Every text below a value. */
  const textsOf = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []

  it.each(envelopes)('of $file have no text but ids, words and days', ({ text }) => {
    const parsed = parseEnvelope(new TextEncoder().encode(text))
    if (parsed.kind !== 'EVENT') throw new Error('a golden envelope can be read')
    const table = lakeTables.get(parsed.envelope.name)
    if (table === undefined) return
    const cells: Cell[] = table.cellsOf(parsed.envelope.data)
    expect(cells).toHaveLength(table.columns.length)
    for (const [at, { kind }] of table.columns.entries())
      if (kind !== 'athlete') for (const one of textsOf(cells[at])) expect(one).not.toMatch(/\s|@|^ath_|^https?:/)
  })

  it('keep nothing that is not of its kind', () => {
    const columns = columnsOf({
      word: 'word',
      thingId: 'id',
      count: 'count',
      number: 'number',
      startsAtMs: 'instant',
      day: 'day',
    })
    const hostile = {
      word: 'ride with Ana',
      thingId: 'ath_1',
      count: 1.5,
      number: Number.NaN,
      startsAtMs: 1e300,
      day: '2026-02-31x',
    }
    const cellsOf = (data: unknown) => columns?.map(({ read }) => read(data))
    expect(cellsOf(hostile)).toEqual([null, null, null, null, null, null])
    expect(cellsOf(null)).toEqual([null, null, null, null, null, null])
  })

  it.each([
    ['propulsion@2', 2],
    ['suggested-athletes@12', 12],
    ['ana@2.example', null],
    ['ana@gruppetto.example', null],
    ['propulsion@0', null],
    ['propulsion', null],
    [2, null],
    [null, null],
  ])('of the model %j keep %j', (model, version) => {
    const [column] = columnsOf({ model: 'model' }) ?? []
    expect([column?.name, column?.type, column?.read({ model })]).toEqual(['model_version', 'BIGINT', version])
  })

  it('of recordings have areas and nothing finer, and are refused when they cannot be read', async () => {
    const table = lakeTables.get('recording.shared')
    const none = { heartRateBpm: null, cadenceRpm: null, powerWatts: null, temperatureCelsius: null, gradient: null }
    // Zurich: the area, the cell of resolution 9 in it, and a latitude.
    const areas = [33_090_965, 2_117_821_766, 47.3769]
    const samples: SharedSamples = {
      ...none,
      elapsedSeconds: [0, 1],
      speedMps: [2.5, null],
      areas,
      areasSinceSeconds: [0, 60, 120],
    }
    const data = { activityId: 'act_1', athleteId: 'ath_1', revision: 2, everyNth: 1, samples: await packSamples(samples) }
    const columns = table?.columns.map(({ name }) => name) ?? []
    const cells = table?.cellsOf(data) ?? []
    expect(cells[columns.indexOf('samples_areas')]).toEqual([33_090_965, null, null])
    expect(cells[columns.indexOf('samples_speed_mps')]).toEqual([2.5, null])
    expect(cells[columns.indexOf('samples_heart_rate_bpm')]).toBeNull()
    expect(() => table?.cellsOf({ ...data, samples: 'no samples' })).toThrow()
  })

  it('read lists, and lists of fields of elements', () => {
    const columns = columnsOf({
      'efforts[].segmentId': 'id',
      'efforts[].elapsedSeconds': 'number',
      'athleteIds[]': 'athlete',
      areas: 'size',
    })
    const data = {
      efforts: [{ segmentId: 'seg_1', elapsedSeconds: 3 }, { segmentId: 'seg_2' }],
      athleteIds: ['ath_1'],
      areas: [1, 2],
    }
    expect(columns?.map(({ name, type }) => [name, type])).toEqual([
      ['efforts_segment_id', 'VARCHAR[]'],
      ['efforts_elapsed_seconds', 'DOUBLE[]'],
      ['athlete_keys', 'VARCHAR[]'],
      ['areas_size', 'BIGINT'],
    ])
    expect(columns?.map(({ read }) => read(data))).toEqual([['seg_1', 'seg_2'], [3, null], ['ath_1'], 2])
  })
})
