import type { EventData } from '@gruppetto/events'
import { AUDIENCES, localDayOf, localHourOf, SPORTS, type Sport, sees } from '@gruppetto/graph'
import { ceilingSpeedMps, goesNowhere } from '@gruppetto/recordings'
import { type ForEach, forEachAudience } from '../audiences.ts'
import { type Contribution, type ContributionRow, forAudience, NOTHING } from './contribution.ts'
import type { Amounts, Members, SumName } from './counts.ts'

/** What is kept of the last state of an activity, to count it again when its areas arrive. */
export type ActivityFacts = Pick<
  EventData<'activity.measured'>,
  | 'deleted'
  | 'visibility'
  | 'startedAtMs'
  | 'timeZone'
  | 'sport'
  | 'isManual'
  | 'distanceMeters'
  | 'movingSeconds'
  | 'elevationGainMeters'
  | 'shown'
>

export const activityFacts = (state: EventData<'activity.measured'>): ActivityFacts => ({
  deleted: state.deleted,
  visibility: state.visibility,
  startedAtMs: state.startedAtMs,
  timeZone: state.timeZone,
  sport: state.sport,
  isManual: state.isManual,
  distanceMeters: state.distanceMeters,
  movingSeconds: state.movingSeconds,
  elevationGainMeters: state.elevationGainMeters,
  shown: state.shown ?? null,
})

/** The sums of an activity: the whole, or what others than the athlete see of it. */
type Sums = Pick<ActivityFacts, 'distanceMeters' | 'movingSeconds' | 'elevationGainMeters'>

const RIDES: ReadonlySet<Sport> = new Set(['RIDE', 'GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'VIRTUAL_RIDE'])
const RUNS: ReadonlySet<Sport> = new Set(['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN'])
const WALKS: ReadonlySet<Sport> = new Set(['WALK', 'HIKE'])
const SWIMS: ReadonlySet<Sport> = new Set(['SWIM', 'OPEN_WATER_SWIM'])
/** A lift or a motor has climbed with the athlete. */
const LIFTED: ReadonlySet<Sport> = new Set(['SKI', 'E_BIKE_RIDE'])

const EARLY_HOUR = 6
const LATE_HOUR = 21

/** The distances and climbs that one activity can reach, in metres. */
const FEATS: readonly (readonly [SumName, 'ride' | 'run' | 'swim' | 'walk' | 'climb', number])[] = [
  ['ridesOf50Km', 'ride', 50_000],
  ['ridesOf100Km', 'ride', 100_000],
  ['ridesOf200Km', 'ride', 200_000],
  ['ridesOf300Km', 'ride', 300_000],
  ['runsOf5Km', 'run', 5_000],
  ['runsOf10Km', 'run', 10_000],
  ['runsOfHalfMarathon', 'run', 21_097],
  ['runsOfMarathon', 'run', 42_195],
  ['runsOf50Km', 'run', 50_000],
  ['swimsOf1Km', 'swim', 1_000],
  ['swimsOf3800M', 'swim', 3_800],
  ['hikesOf20Km', 'walk', 20_000],
  ['climbsOf500M', 'climb', 500],
  ['climbsOf1000M', 'climb', 1_000],
  ['climbsOf2000M', 'climb', 2_000],
  ['climbsOf4000M', 'climb', 4_000],
  ['climbsOf8848M', 'climb', 8_848],
]

const isSport = (name: string): name is Sport => SPORTS.some((sport) => sport === name)

/**
 * Whether an activity can earn badges. As on boards, one that was entered by hand cannot, nor one that is faster on average than anybody
 * is in its sport: it was recorded in a car, or by a broken clock.
 */
const isFair = ({ isManual, sport, distanceMeters, movingSeconds }: ActivityFacts): boolean =>
  !isManual && isSport(sport) && distanceMeters <= movingSeconds * ceilingSpeedMps(sport)

const amountsOf = (sport: Sport, { distanceMeters, movingSeconds, elevationGainMeters }: Sums, startHour: number): Amounts => {
  const meters = Math.round(distanceMeters)
  const metersOf = {
    ride: RIDES.has(sport) ? meters : 0,
    run: RUNS.has(sport) ? meters : 0,
    swim: SWIMS.has(sport) ? meters : 0,
    walk: WALKS.has(sport) ? meters : 0,
    climb: LIFTED.has(sport) ? 0 : Math.round(elevationGainMeters ?? 0),
  }
  const amounts: Amounts = {
    activities: 1,
    movingSeconds: Math.round(movingSeconds),
    rideMeters: metersOf.ride,
    runMeters: metersOf.run,
    footMeters: metersOf.walk,
    swimMeters: metersOf.swim,
    snowMeters: sport === 'NORDIC_SKI' ? meters : 0,
    climbMeters: metersOf.climb,
    earlyStarts: startHour < EARLY_HOUR ? 1 : 0,
    lateStarts: startHour >= LATE_HOUR ? 1 : 0,
    ...Object.fromEntries(FEATS.map(([name, kind, least]) => [name, metersOf[kind] >= least ? 1 : 0])),
  }
  // A zero would be stored with each activity and say nothing.
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount > 0))
}

/** The smaller of the two: what others see of an activity is never more than the whole. */
const least = (whole: Sums, shown: Sums): Sums => ({
  distanceMeters: Math.min(whole.distanceMeters, shown.distanceMeters),
  movingSeconds: Math.min(whole.movingSeconds, shown.movingSeconds),
  elevationGainMeters: Math.min(whole.elevationGainMeters ?? 0, shown.elevationGainMeters ?? 0),
})

interface Surroundings {
  /** The time zone of the athlete's account. */
  readonly timeZone: string
  /** Days that an earlier contribution of the same start has kept. */
  readonly otherDays: readonly string[]
  /** The areas that the recording passes, where they are known. */
  readonly areas: readonly number[]
}

/**
 * Returns what an activity adds to its athlete's counts. The day is that of the activity's own time zone, where the athlete was. Where
 * the account's zone has another day, that one keeps a streak too, but does not count. Others see the amounts that privacy leaves.
 */
export const contributionOfActivity = (activity: ActivityFacts, { timeZone, otherDays, areas }: Surroundings): Contribution => {
  const { deleted, visibility, startedAtMs, sport } = activity
  if (deleted) return NOTHING
  const day = localDayOf(startedAtMs, activity.timeZone)
  const others = new Set([...otherDays, localDayOf(startedAtMs, timeZone)])
  others.delete(day)
  const days: Members = { days: [day], otherDays: [...others].sort() }
  if (!isSport(sport) || !isFair(activity)) return forAudience(visibility, {}, days)
  const startHour = localHourOf(startedAtMs, activity.timeZone)
  const whole = amountsOf(sport, activity, startHour)
  const shown = activity.shown ? amountsOf(sport, least(activity, activity.shown), startHour) : whole
  const sums: ForEach<Amounts> = forEachAudience((audience) => {
    if (!sees(audience, visibility)) return {}
    return audience === 'ONLY_ME' ? whole : shown
  })
  const members: Members = {
    ...days,
    sports: [sport],
    months: [day.slice(5, 7)],
    weekdays: [String(new Date(day).getUTCDay())],
    areas: goesNowhere(sport) ? [] : areas.map(String),
  }
  return { sums, members: forAudience(visibility, {}, members).members }
}

/** Returns the row with the areas that an activity has explored, or null when it knows them, or newer ones. */
export const withAreas = (
  row: ContributionRow,
  { areas, revision }: { readonly areas: readonly number[]; readonly revision: number },
): ContributionRow | null => ((row.areasRevision ?? -1) >= revision ? null : { ...row, areas, areasRevision: revision })

const keptDays = ({ members }: Contribution): readonly string[] => [
  ...new Set(AUDIENCES.flatMap((audience) => members[audience].otherDays ?? [])),
]

/**
 * Returns the row of an activity after a new state of it. Days that another time zone of the account has kept stay kept, so that a move
 * breaks no streak, as long as the activity starts at the same instant.
 */
export const nextActivity = (row: ContributionRow, facts: ActivityFacts, timeZone: string): ContributionRow => {
  const otherDays = row.activity?.startedAtMs === facts.startedAtMs ? keptDays(row) : []
  const contribution = contributionOfActivity(facts, { timeZone, otherDays, areas: row.areas ?? [] })
  return { ...row, ...contribution, activity: facts, happenedAt: new Date(facts.startedAtMs) }
}
