import { regionOf } from '@gruppetto/recordings'

/** What is added up for an athlete. Amounts are whole numbers, so that they are taken away again exactly. */
const SUMS = [
  'activities',
  'movingSeconds',
  'rideMeters',
  'runMeters',
  'footMeters',
  'swimMeters',
  'snowMeters',
  'climbMeters',
  'ridesOf50Km',
  'ridesOf100Km',
  'ridesOf200Km',
  'ridesOf300Km',
  'runsOf5Km',
  'runsOf10Km',
  'runsOfHalfMarathon',
  'runsOfMarathon',
  'runsOf50Km',
  'swimsOf1Km',
  'swimsOf3800M',
  'hikesOf20Km',
  'climbsOf500M',
  'climbsOf1000M',
  'climbsOf2000M',
  'climbsOf4000M',
  'climbsOf8848M',
  'earlyStarts',
  'lateStarts',
  'segmentEfforts',
  'segmentRecords',
  'kudosGiven',
  'commentsWritten',
  'cheersGiven',
  'clubsOfTen',
  'challengesCompleted',
] as const

/** What is counted once however often it comes: sports, areas, days. */
const SETS = [
  'sports',
  'months',
  'weekdays',
  'areas',
  'segments',
  'athletesWithKudos',
  'eventsWithCheers',
  /** The days with activity, which streaks are made of. */
  'days',
  /** Days on which the activity was in another time zone. They keep a streak and do not count. */
  'otherDays',
  /** Days with a cheer, and how many. */
  'cheerDays',
] as const

export type SumName = (typeof SUMS)[number]
export type SetName = (typeof SETS)[number]
/** What a rule may count. The longest streaks follow from the days. */
export type CountName = SumName | SetName | 'longestDays' | 'longestWeeks'

export type Amounts = Readonly<Partial<Record<SumName, number>>>
export type Members = Readonly<Partial<Record<SetName, readonly string[]>>>
export type Counts = Readonly<Partial<Record<CountName, number>>>

/** Sets whose members stand in several rows, and what tells the row. The others stay small, and have one row. */
const BUCKETS: Readonly<Partial<Record<SetName, (member: string) => string>>> = {
  areas: (member) => String(regionOf(Number(member))),
  segments: (member) => member.slice(-1),
  athletesWithKudos: (member) => member.slice(-2),
  eventsWithCheers: (member) => member.slice(-1),
  days: (member) => member.slice(0, 4),
  otherDays: (member) => member.slice(0, 4),
  cheerDays: (member) => member.slice(0, 4),
}

/** Returns the part of a set that a member belongs to. */
export const bucketOf = (set: SetName, member: string): string => BUCKETS[set]?.(member) ?? ''
