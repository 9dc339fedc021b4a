import { isDeepStrictEqual } from 'node:util'
import type { Audience } from '@gruppetto/graph'
import type { Sport } from '../generated/resolvers.ts'
import { type ActivityRow, dayOf } from './activity.ts'
import { digitsOf, replaceDays, yearOf } from './days.ts'
import type { DayDistance } from './eddington.ts'

/** What an athlete covered on a day in one sport, in the activities of one visibility. */
export interface KindDistance {
  readonly sport: Sport
  readonly visibility: Audience
  readonly distanceMeters: number
  /** The distance that others than the athlete see. */
  readonly shownMeters: number
}

/** A calendar year of an athlete's distances. */
export interface DistanceYearRow {
  /** `<athleteId>:<year>` */
  readonly _id: string
  readonly athleteId: string
  readonly year: number
  /** By MM-DD. A day without an activity is absent. */
  readonly days: Readonly<Record<string, readonly KindDistance[]>>
}

/** The fields of an activity that count. */
export interface Covered extends Pick<ActivityRow, 'sport' | 'visibility' | 'startedAt' | 'timeZone'> {
  readonly distanceMeters: number | null
  readonly shown?: { readonly distanceMeters: number | null } | null
}

type Days = ReadonlyMap<string, readonly KindDistance[]>

/** Adds up the distances of each day for which `isCounted` is true. */
export const distancesByDay = (activities: readonly Covered[], isCounted: (day: string) => boolean): Days => {
  const days = new Map<string, KindDistance[]>()
  for (const activity of activities) {
    const day = dayOf(activity)
    if (!isCounted(day)) continue
    const { sport, visibility } = activity
    const kinds = days.get(day) ?? []
    const known = kinds.find((kind) => kind.sport === sport && kind.visibility === visibility)
    const distanceMeters = activity.distanceMeters ?? 0
    const sum = {
      sport,
      visibility,
      distanceMeters: (known?.distanceMeters ?? 0) + distanceMeters,
      shownMeters: (known?.shownMeters ?? 0) + (activity.shown?.distanceMeters ?? distanceMeters),
    }
    days.set(day, [...kinds.filter((kind) => kind !== known), sum])
  }
  return days
}

/** Returns the years that change when the days of `isCounted` have these distances and no others. `known` are the rows of these years. */
export const recountDistances = (
  athleteId: string,
  known: readonly DistanceYearRow[],
  distances: Days,
  isCounted: (day: string) => boolean,
): readonly DistanceYearRow[] => {
  const years = new Set([...known.map(({ year }) => year), ...[...distances.keys()].map(yearOf)])
  return [...years].flatMap((year) => {
    const row = known.find((each) => each.year === year)
    const next = { _id: `${athleteId}:${year}`, athleteId, year, days: replaceDays(year, row?.days ?? {}, distances, isCounted) }
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
        .map(({ sport, distanceMeters, shownMeters }) => ({
          day: `${digitsOf(year)}-${day}`,
          sport,
          distanceMeters: isOwn ? distanceMeters : shownMeters,
        })),
    ),
  )
