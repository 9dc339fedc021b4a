import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nudgeFeatures, reminderFeatures } from '@gruppetto/athletes'
import { PRODUCT_FEATURES } from '@gruppetto/commerce/rank-products'
import { catalogue, type EventData, type EventName } from '@gruppetto/events'
import { addDays, groupBy, localDayOf, mondayOf } from '@gruppetto/graph'
import { type Answer, askFolder, featuresSql } from '@gruppetto/lake'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Happened } from './happen.ts'
import { playPopulation } from './play.ts'
import { withProductLists } from './product-lists.ts'
import { POPULATION_TABLES, type PopulationTable, rowsOf } from './rows.ts'
import { lakeKeyOf, writePopulation } from './write.ts'

const DAY_MS = 86_400_000
const SIZE = { athletes: 60, days: 26, seed: 1, firstDay: '2026-05-04' }
/** Suggestions are asked as of this day. */
const TODAY = '2026-05-25'

const play = (seed: number): readonly Happened[] =>
  [...withProductLists({ ...SIZE, seed }, playPopulation({ ...SIZE, seed }))].flat().sort((a, b) => a.atMs - b.atMs)
const happened = play(SIZE.seed)
const dataOf = <Name extends EventName>(...names: readonly Name[]) =>
  happened.flatMap(({ name, data, atMs }) =>
    names.some((each) => each === name) ? [{ atMs, data: data as EventData<Name> }] : [],
  )

describe('a simulated population', () => {
  it('is the same each time, and another one with another seed', () => {
    expect(play(SIZE.seed)).toEqual(happened)
    expect(play(8)).not.toEqual(happened)
  })

  it('consists of events as the platform emits them', () => {
    expect(new Set(happened.map(({ name }) => name)).size).toBeGreaterThan(12)
    for (const { name, data } of happened) expect(catalogue.get(name)?.schema.safeParse(data).success, name).toBe(true)
  })
})

describe('the table of suggested products', () => {
  const size = { athletes: 300, days: 84, seed: 1, firstDay: '2026-05-04' }
  const folder = mkdtempSync(join(tmpdir(), 'products-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let columns: readonly string[] = []
  let rows: readonly Readonly<Record<string, string | undefined>>[] = []
  beforeAll(async () => {
    await writePopulation(folder, withProductLists(size, playPopulation(size)))
    const [head = '', ...lines] = (await rowsOf(folder, 'suggested-products', addDays(size.firstDay, size.days)))
      .trim()
      .split('\n')
    columns = head.split(',')
    rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])))
  })

  it('has what the model asks for', () => {
    expect(columns.slice(5)).toEqual([...PRODUCT_FEATURES])
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.every((row) => Object.keys(row).length === columns.length)).toBe(true)
  })

  it('holds the last week out, with an athlete who has looked at something in each list', () => {
    const groups = groupBy(rows, ({ group = '' }) => group)
    const sets = new Map([...groups].map(([group, own]) => [group, new Set(own.map((row) => row.set))]))
    expect(new Set([...sets.values()].map((set) => [...set].join()))).toEqual(new Set(['train', 'held-out']))
    for (const own of groups.values()) expect(own.some(({ label }) => label === '1')).toBe(true)
  })

  it('knows nothing of what is looked at later', () => {
    const looked = rows.filter(({ label }) => label === '1')
    // Who looks at something for the first time has looked at nothing before.
    expect(looked.some(({ brand }) => brand === '')).toBe(true)
    expect(looked.some(({ brand }) => Number(brand) > 0)).toBe(true)
    expect(rows.every(({ popularity }) => Number(popularity) >= 0)).toBe(true)
  })
})

describe('features', () => {
  const folder = mkdtempSync(join(tmpdir(), 'population-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const isPast = ({ atMs }: Happened): boolean => atMs < Date.parse(TODAY)
  const before: Readonly<Record<PopulationTable, string>> = {
    nudge: `moment < DATE '${TODAY}'`,
    'reminder-hour': `"day" < DATE '${TODAY}'`,
    'suggested-athletes': 'true',
    'suggested-products': `moment < DATE '${TODAY}'`,
  }
  const ask = (name: PopulationTable): Promise<Answer> =>
    askFolder(folder, `SELECT * FROM (${featuresSql(name)}) WHERE ${before[name]} ORDER BY ALL`, {
      today: TODAY,
      maxRows: 1_000_000,
    })
  const [asked, askedLater] = [new Map<PopulationTable, Answer>(), new Map<PopulationTable, Answer>()]
  beforeAll(async () => {
    await writePopulation(folder, [happened.filter(isPast)])
    for (const name of POPULATION_TABLES) asked.set(name, await ask(name))
    await writePopulation(folder, [happened.filter((each) => !isPast(each))])
    for (const name of POPULATION_TABLES) askedLater.set(name, await ask(name))
  })

  it.each(POPULATION_TABLES)('of %s say what was known in their moment, and nothing of what came later', async (name) => {
    const { columns = [], rows = [] } = asked.get(name) ?? {}
    expect(rows.length).toBeGreaterThan(0)
    expect(askedLater.get(name)?.rows).toEqual(rows)
    const some = rows.filter((_, at) => at % Math.ceil(rows.length / 60) === 0)
    const lines = [columns, ...some].map((row) => row.join(';'))
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.csv`)
  })

  /** The rows of a table by athlete and moment or day, with the values of the features. */
  const valuesOf = (name: PopulationTable, skipped: number) =>
    new Map((asked.get(name)?.rows ?? []).map((row) => [row.slice(0, 2).join(), row.slice(skipped).map(Number)]))

  /** The activities that the stream had told of an athlete before a moment, as they were then. */
  const knownOf = (athleteId: string, momentMs: number) => {
    const states = dataOf('activity.measured', 'activity.changed').filter(
      ({ atMs, data }) => data.athleteId === athleteId && atMs + 200 < momentMs,
    )
    const latest = new Map<string, EventData<'activity.measured'>>()
    for (const { data } of states)
      if ((latest.get(data.activityId)?.revision ?? 0) < data.revision) latest.set(data.activityId, data)
    return [...latest.values()]
  }
  const expectEqual = (found: readonly number[] | undefined, wanted: readonly number[] | undefined) => {
    expect(found).toHaveLength(wanted?.length ?? -1)
    for (const [place, value] of (wanted ?? []).entries()) expect(found?.[place]).toBeCloseTo(value, 3)
  }

  it('of reminders are those that the platform computes when it asks the model', () => {
    const values = new Map(
      (asked.get('reminder-hour')?.rows ?? []).map((row) => [[row[0], row[1], row[3]].join(), row.slice(3).map(Number)]),
    )
    const planned = dataOf('reminder.planned').filter(({ data }) => data.day < TODAY)
    expect(values.size).toBe(7 * planned.length)
    for (const { data, atMs } of planned) {
      const starts = knownOf(data.athleteId, atMs).filter(
        ({ deleted, startedAtMs }) => !deleted && startedAtMs >= atMs - 56 * DAY_MS,
      )
      expectEqual(values.get([lakeKeyOf(data.athleteId), data.day, 16].join()), reminderFeatures([16], starts, data)[0])
    }
  })

  it('of silence are those that the platform computes when it asks the model', () => {
    const values = [...valuesOf('nudge', 2)]
    const considered = dataOf('nudge.considered').filter(({ atMs }) => atMs < Date.parse(TODAY))
    expect(values).toHaveLength(considered.length)
    expect(considered.length).toBeGreaterThan(0)
    for (const { data, atMs } of considered) {
      const { athleteId, lastDay } = data
      const acts = happened.flatMap(({ name, actor, atMs: actMs }) =>
        ['kudos.given', 'comment.added', 'follow.changed'].includes(name) && actor === athleteId && actMs < atMs
          ? [mondayOf(localDayOf(actMs, 'UTC'))]
          : [],
      )
      const weeks = acts.filter((monday) => Date.parse(addDays(monday, 56)) > atMs).map((monday) => ({ monday, acts: 1 }))
      const wanted = nudgeFeatures(knownOf(athleteId, atMs), weeks, { lastDay, nudged: false }).slice(0, -1)
      expectEqual(values.find(([key]) => key.startsWith(lakeKeyOf(athleteId)))?.[1], wanted)
    }
  })
})
