import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAt, dayNumber, yearOf } from './days.ts'
import { fitnessOver, loadsByDay, recountYears, type TrainingYearRow } from './training-years.ts'

/** The rows of the database after one count. */
const counted = (rows: readonly TrainingYearRow[], loads: ReadonlyMap<string, number>, days: readonly string[]) => {
  const first = Math.min(...days.map(yearOf))
  const from = rows.filter(({ year }) => year >= first)
  const known = from.some(({ year }) => year === first)
    ? from
    : [
        ...from,
        ...rows
          .filter(({ year }) => year < first)
          .sort((a, b) => b.year - a.year)
          .slice(0, 1),
      ]
  const changed = recountYears('ath', known, new Map(days.map((day) => [day, loads.get(day) ?? 0])), (day) => days.includes(day))
  return [...rows.filter(({ year }) => !changed.some((row) => row.year === year)), ...changed]
}

/** Computes the formula day by day from the first load on. */
const slowly = (loads: ReadonlyMap<string, number>, until: string) => {
  let [fitness, fatigue] = [0, 0]
  const first = Math.min(dayNumber(until), ...[...loads.keys()].map(dayNumber))
  for (let day = first; day <= dayNumber(until); day++) {
    const load = loads.get(dayAt(day)) ?? 0
    fitness += (load - fitness) / 42
    fatigue += (load - fatigue) / 7
  }
  return { fitness, fatigue }
}

const someDay = fc.integer({ min: dayNumber('2015-06-01'), max: dayNumber('2026-11-27') }).map(dayAt)
const edits = fc.array(fc.tuple(someDay, fc.integer({ min: 0, max: 300 })), { minLength: 1, maxLength: 12 })

describe('recountYears', () => {
  it('gives in any order what the formula gives over all days', () => {
    fc.assert(
      fc.property(edits, someDay, (changes, asked) => {
        const loads = new Map<string, number>()
        let rows: readonly TrainingYearRow[] = []
        for (const [day, load] of changes) {
          loads.set(day, load)
          rows = counted(rows, loads, [day])
        }
        const [last] = fitnessOver({ since: asked, until: asked }, rows)
        const known = slowly(new Map([...loads].filter(([day]) => day <= asked)), asked)
        expect(last?.fitness).toBeCloseTo(known.fitness, 8)
        expect(last?.fatigue).toBeCloseTo(known.fatigue, 8)
        expect(last?.load).toBe(loads.get(asked) ?? 0)
      }),
      { numRuns: 60 },
    )
  })
  it('changes nothing when it is repeated', () => {
    const loads = new Map([['2025-05-05', 80]])
    const rows = counted([], loads, ['2025-05-05'])
    expect(recountYears('ath', rows, loads, (day) => loads.has(day))).toEqual([])
  })
  it('changes a day and the days after it, in one row for each year', () => {
    const days = ['2020-03-01', '2022-03-01', '2023-03-01']
    const loads = new Map(days.map((day) => [day, 100]))
    const rows = days.reduce<readonly TrainingYearRow[]>((before, day) => counted(before, loads, [day]), [])
    const touched = recountYears(
      'ath',
      rows.filter(({ year }) => year >= 2022),
      new Map([['2022-03-01', 50]]),
      (day) => day === '2022-03-01',
    )
    expect(touched.map(({ year }) => year)).toEqual([2022, 2023])
  })
  it('removes a deleted activity from its day', () => {
    const rows = counted([], new Map([['2025-05-05', 80]]), ['2025-05-05'])
    const [year] = recountYears('ath', rows, new Map(), (day) => day >= '2025-01-01')
    expect(year?.loads).toEqual({})
  })
})

describe('loadsByDay', () => {
  it('sums by the local day of the start', () => {
    const at = (startedAt: string, timeZone: string, trainingLoad?: number) => ({
      startedAt: new Date(startedAt),
      timeZone,
      metrics: trainingLoad === undefined ? null : { trainingLoad },
    })
    const rows = [
      at('2026-03-01T23:30:00Z', 'Asia/Tokyo', 10),
      at('2026-03-02T05:00:00Z', 'UTC', 20),
      at('2026-03-02T05:00:00Z', 'America/Los_Angeles', 40),
      at('2026-03-02T05:00:00Z', 'UTC'),
    ]
    expect([...loadsByDay(rows, () => true)]).toEqual([
      ['2026-03-02', 30],
      ['2026-03-01', 40],
    ])
    expect([...loadsByDay(rows, (day) => day === '2026-03-01')]).toEqual([['2026-03-01', 40]])
  })
})

describe('fitnessOver', () => {
  it('has every day once, also where nothing was ever recorded', () => {
    const days = fitnessOver({ since: '2023-12-30', until: '2024-03-02' }, [])
    expect(days.map(({ date }) => date)).toEqual(Array.from({ length: 64 }, (_, i) => dayAt(dayNumber('2023-12-30') + i)))
    expect(days.every(({ load, fitness, fatigue, form }) => load === 0 && fitness === 0 && fatigue === 0 && form === 0)).toBe(
      true,
    )
  })
  it('carries the balance over years without a row, and gives the values computed by hand', () => {
    const loads = new Map(Array.from({ length: 42 }, (_, i) => [dayAt(dayNumber('2022-11-20') + i), 100] as const))
    const rows = counted([], loads, [...loads.keys()])
    const [last, next] = fitnessOver({ since: '2022-12-31', until: '2023-01-01' }, rows)
    expect(last).toMatchObject({ load: 100, fitness: expect.closeTo(63.6544, 4), fatigue: expect.closeTo(99.8457, 4) })
    expect(next?.form).toBeCloseTo(63.6544 - 99.8457, 4)
    const [later] = fitnessOver({ since: '2025-02-01', until: '2025-02-01' }, rows)
    expect(later?.fitness).toBeCloseTo(63.6544 * (41 / 42) ** (dayNumber('2025-02-01') - dayNumber('2022-12-31')), 8)
  })
})
