import { addDays, localDayOf } from '@gruppetto/graph'

/** One athlete who takes part, as a report counts them. */
export interface Counted {
  readonly joinedAt: Date
  readonly completedAt: Date | null
  readonly activities: number
  readonly meters: number
}

export interface CampaignDay {
  readonly date: string
  readonly joined: number
  readonly completed: number
}

export interface CampaignReport {
  readonly participants: number
  readonly completions: number
  /** Null while fewer athletes than SMALL_GROUP have an activity that counts. */
  readonly activities: number | null
  readonly distanceMeters: number | null
  readonly byDay: readonly CampaignDay[]
}

/** A number about fewer athletes than this could single somebody out, since the board beside it may name them. */
export const SMALL_GROUP = 10

/** What a report adds up, before anything is held back. */
export interface CampaignSums {
  readonly participants: number
  readonly completions: number
  /** The athletes who have an activity that counts. */
  readonly active: number
  readonly activities: number
  /** Whole decimetres, so that the sum is the same in any order. */
  readonly decimeters: number
  readonly joined: ReadonlyMap<string, number>
  readonly completed: ReadonlyMap<string, number>
}

/** Starts a sum over the athletes of a board, with the days of this zone. */
export const startSums = (timeZone: string) => {
  const joined = new Map<string, number>()
  const completed = new Map<string, number>()
  let [participants, completions, active, activities, decimeters] = [0, 0, 0, 0, 0]
  // Thousands of athletes join and complete within the same minutes, and a time zone costs more than all else here.
  const days = new Map<number, string>()
  const dayOf = (at: Date): string => {
    const minute = Math.floor(at.getTime() / 60_000)
    const known = days.get(minute) ?? localDayOf(at.getTime(), timeZone)
    days.set(minute, known)
    return known
  }
  const add = (days: Map<string, number>, at: Date): void => {
    const day = dayOf(at)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  return {
    count(athlete: Counted): void {
      participants += 1
      add(joined, athlete.joinedAt)
      if (athlete.completedAt !== null) {
        completions += 1
        add(completed, athlete.completedAt)
      }
      if (athlete.activities > 0) active += 1
      activities += athlete.activities
      decimeters += Math.round(athlete.meters * 10)
    },
    sums: (): CampaignSums => ({ participants, completions, active, activities, decimeters, joined, completed }),
  }
}

/**
 * Returns the counts by day, so that every number is 0 or at least SMALL_GROUP: the counts of small days are carried on to the day
 * on which they reach it. What is left over at the end would follow from the total, so when it is small the last group is held back
 * with it, until the next days make it large enough or, once nothing is added any more (`isOver`), it joins the last group.
 * Days that have not ended are left over too: two reports on one day would differ by whoever came between them.
 */
export const withoutSmallGroups = (
  counts: ReadonlyMap<string, number>,
  { today, isOver }: { readonly today: string; readonly isOver: boolean },
): ReadonlyMap<string, number> => {
  const shown: { day: string; count: number }[] = []
  let carried = 0
  let lastDay = ''
  for (const [day, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    carried += count
    lastDay = day
    if (carried < SMALL_GROUP || (!isOver && day >= today)) continue
    shown.push({ day, count: carried })
    carried = 0
  }
  const last = shown.at(-1)
  if (carried > 0 && carried < SMALL_GROUP && last !== undefined) {
    shown.pop()
    if (isOver) shown.push({ day: lastDay, count: last.count + carried })
  }
  return new Map(shown.map(({ day, count }) => [day, count]))
}

const ACTIVITIES_STEP = 10
const DECIMETERS_STEP = 1_000_000

/** What of the sums stands on the board already, so that hiding it in the report would hide nothing. */
export type OnBoard = 'DISTANCE' | 'ACTIVITY_COUNT' | null

/**
 * Returns the report that a brand may read. Participants and completions are those of the board, which everybody sees. The sums are
 * held back for a small group. Where the board does not show the same, they are rounded down to whole tens of activities and hundreds
 * of kilometres: else two reports, one before and one after an upload, would tell how far somebody went.
 */
export const reportOf = (
  sums: CampaignSums,
  {
    onBoard,
    today,
    isOver,
    firstDay,
  }: { readonly onBoard: OnBoard; readonly today: string; readonly isOver: boolean; readonly firstDay: string },
): CampaignReport => {
  const isSmall = sums.active < SMALL_GROUP
  const coarse = (value: number, step: number, isShown: boolean) => (isShown ? value : Math.floor(value / step) * step)
  const joined = withoutSmallGroups(sums.joined, { today, isOver })
  const completed = withoutSmallGroups(sums.completed, { today, isOver })
  const lastDay = [...joined.keys(), ...completed.keys()].reduce((last, day) => (day > last ? day : last), '')
  const earliest = [...joined.keys(), ...completed.keys()].reduce((first, day) => (day < first ? day : first), firstDay)
  const byDay: CampaignDay[] = []
  for (let date = earliest; date <= lastDay && byDay.length < MOST_DAYS; date = addDays(date, 1)) {
    byDay.push({ date, joined: joined.get(date) ?? 0, completed: completed.get(date) ?? 0 })
  }
  return {
    participants: sums.participants,
    completions: sums.completions,
    activities: isSmall ? null : coarse(sums.activities, ACTIVITIES_STEP, onBoard === 'ACTIVITY_COUNT'),
    distanceMeters: isSmall ? null : coarse(sums.decimeters, DECIMETERS_STEP, onBoard === 'DISTANCE') / 10,
    byDay,
  }
}

/** More days than any challenge has, with the time to join before it. */
const MOST_DAYS = 1_200
