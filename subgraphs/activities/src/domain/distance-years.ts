import { isDeepStrictEqual } from 'node:util'
import type { Audience } from '@gruppetto/graph'
import type { Sport, SportTotals } from '../generated/resolvers.ts'
import { type ActivityRow, dayOf } from './activity.ts'
import { digitsOf, replaceDays, yearOf } from './days.ts'
import type { DayDistance } from './eddington.ts'

/** What activities add up to. */
export interface Sums {
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationGainMeters: number
}

/** The activities of one sport and one visibility, together. */
export interface KindSums extends Sums {
  readonly sport: Sport
  readonly visibility: Audience
  readonly count: number
  /** What others than the athlete see; absent where that is the same. */
  readonly shown?: Sums
}

/** A calendar year of what an athlete covered. */
export interface DistanceYearRow {
  /** `<athleteId>:<year>` */
  readonly _id: string
  readonly athleteId: string
  readonly year: number
  /** By MM-DD. A day without an activity is absent. */
  readonly days: Readonly<Record<string, readonly KindSums[]>>
  /** All days together. Absent in rows of releases that kept distances alone: nothing is read from these. */
  readonly totals?: readonly KindSums[]
}

type Counted = { readonly [Field in keyof Sums]: number | null }

/** The fields of an activity that count. */
export interface Covered extends Pick<ActivityRow, 'sport' | 'visibility' | 'startedAt' | 'timeZone'>, Counted {
  readonly shown?: Partial<Counted> | null
}

type Days = ReadonlyMap<string, readonly KindSums[]>

const plus = (a: Sums, b: Sums): Sums => ({
  distanceMeters: a.distanceMeters + b.distanceMeters,
  movingSeconds: a.movingSeconds + b.movingSeconds,
  elevationGainMeters: a.elevationGainMeters + b.elevationGainMeters,
})

const NOTHING: Sums = { distanceMeters: 0, movingSeconds: 0, elevationGainMeters: 0 }

const kindOf = ({ sport, visibility, shown, ...own }: Covered): KindSums => {
  const sums = {
    distanceMeters: own.distanceMeters ?? 0,
    movingSeconds: own.movingSeconds ?? 0,
    elevationGainMeters: own.elevationGainMeters ?? 0,
  }
  const seen = {
    distanceMeters: shown?.distanceMeters ?? sums.distanceMeters,
    movingSeconds: shown?.movingSeconds ?? sums.movingSeconds,
    elevationGainMeters: shown?.elevationGainMeters ?? sums.elevationGainMeters,
  }
  return { sport, visibility, count: 1, ...sums, ...(!isDeepStrictEqual(sums, seen) && { shown: seen }) }
}

const seenOf = (kind: KindSums, isOwn: boolean): Sums => (isOwn ? kind : (kind.shown ?? kind))

/** Returns the kinds with one more added to those of its sport and visibility. */
const add = (kinds: readonly KindSums[], more: KindSums): readonly KindSums[] => {
  const { sport, visibility } = more
  const known = kinds.find((kind) => kind.sport === sport && kind.visibility === visibility)
  if (known === undefined) return [...kinds, more]
  const seen = (known.shown ?? more.shown) && { shown: plus(seenOf(known, false), seenOf(more, false)) }
  const sum = { sport, visibility, count: known.count + more.count, ...plus(known, more), ...seen }
  return [...kinds.filter((kind) => kind !== known), sum]
}

/** Adds up each day for which `isCounted` is true. */
export const sumsByDay = (activities: readonly Covered[], isCounted: (day: string) => boolean): Days => {
  const days = new Map<string, readonly KindSums[]>()
  for (const activity of activities) {
    const day = dayOf(activity)
    if (isCounted(day)) days.set(day, add(days.get(day) ?? [], kindOf(activity)))
  }
  return days
}

const totalsOf = (days: DistanceYearRow['days']): readonly KindSums[] => {
  let totals: readonly KindSums[] = []
  // In the order of the calendar, so that the same days have the same sum to the last digit.
  for (const day of Object.keys(days).sort()) for (const kind of days[day] ?? []) totals = add(totals, kind)
  return totals
}

/** Tells whether what is kept of a year can be read. */
export const isKept = ({ totals }: Pick<DistanceYearRow, 'totals'>): boolean => totals !== undefined

/** Returns the years that change when the days of `isCounted` have these sums and no others. `known` are the rows of these years. */
export const recountYearsCovered = (
  athleteId: string,
  known: readonly DistanceYearRow[],
  sums: Days,
  isCounted: (day: string) => boolean,
): readonly DistanceYearRow[] => {
  const years = new Set([...known.map(({ year }) => year), ...[...sums.keys()].map(yearOf)])
  return [...years].flatMap((year) => {
    const row = known.find((each) => each.year === year)
    const days = replaceDays(year, row?.days ?? {}, sums, isCounted)
    const next = { _id: `${athleteId}:${year}`, athleteId, year, days, totals: totalsOf(days) }
    return isDeepStrictEqual(row, next) ? [] : [next]
  })
}

/** Returns the distances of all days in the activities of these visibilities, in full or as others see them. */
export const distancesOf = (
  rows: readonly DistanceYearRow[],
  visibilities: readonly Audience[],
  isOwn: boolean,
): readonly DayDistance[] =>
  rows.flatMap(({ year, days }) =>
    Object.entries(days).flatMap(([day, kinds]) =>
      kinds
        .filter(({ visibility }) => visibilities.includes(visibility))
        .map((kind) => ({
          day: `${digitsOf(year)}-${day}`,
          sport: kind.sport,
          distanceMeters: seenOf(kind, isOwn).distanceMeters,
        })),
    ),
  )

/** Adds up kinds by sport: those of these visibilities, in full or as others see them. */
export const sportSums = (
  kinds: readonly KindSums[],
  visibilities: readonly Audience[],
  isOwn: boolean,
): readonly SportTotals[] => {
  const bySport = new Map<Sport, SportTotals>()
  for (const kind of kinds) {
    if (!visibilities.includes(kind.visibility)) continue
    const { sport, count } = kind
    const sum = bySport.get(sport) ?? { count: 0, ...NOTHING }
    bySport.set(sport, { sport, count: sum.count + count, ...plus(sum, seenOf(kind, isOwn)) })
  }
  return [...bySport.values()]
}
