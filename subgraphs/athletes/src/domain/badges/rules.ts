import type { CountName, Counts } from './counts.ts'

/** What the picture of a badge shows. */
export const FAMILIES = [
  'start',
  'wheel',
  'foot',
  'water',
  'snow',
  'climb',
  'time',
  'streak',
  'variety',
  'explore',
  'people',
  'segment',
  'challenge',
] as const
export type Family = (typeof FAMILIES)[number]

/** A badge that an athlete has as long as a count reaches its threshold. */
export interface BadgeRule {
  /** Part of stored rows and of URLs: it never changes. */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly counts: CountName
  readonly threshold: number
  readonly image: {
    readonly family: Family
    /** 1 to 5, from bronze to the rarest. */
    readonly tier: number
    /** A few letters or digits on the picture. */
    readonly label: string
  }
}

type Line = readonly [key: string, name: string, description: string, counts: CountName, threshold: number, label: string]

/** The badges of one family, from the easiest on. The pictures share a drawing and differ in colour and label. */
const family = (name: Family, lines: readonly Line[]): readonly BadgeRule[] =>
  lines.map(([key, badgeName, description, counts, threshold, label], index) => ({
    key,
    name: badgeName,
    description,
    counts,
    threshold,
    image: { family: name, tier: Math.min(5, 1 + Math.floor((index * 5) / lines.length)), label },
  }))

/** Every badge that counts decide about. A new line is awarded with the next thing that an athlete does, or by a replay. */
export const RULES: readonly BadgeRule[] = [
  ...family('start', [
    ['first-activity', 'First steps', 'Your first recorded activity.', 'activities', 1, '1'],
    ['activities-10', 'Getting going', 'Ten recorded activities.', 'activities', 10, '10'],
    ['activities-100', 'Regular', 'A hundred recorded activities.', 'activities', 100, '100'],
    ['activities-500', 'Seasoned', 'Five hundred recorded activities.', 'activities', 500, '500'],
    ['activities-1000', 'A thousand times', 'A thousand recorded activities.', 'activities', 1_000, '1K'],
  ]),
  ...family('wheel', [
    ['ride-50-km', 'Half century', 'A ride of 50 km.', 'ridesOf50Km', 1, '50'],
    ['ride-100-km', 'Century', 'A ride of 100 km.', 'ridesOf100Km', 1, '100'],
    ['ride-total-1000-km', 'Thousand on wheels', 'Rides of 1,000 km together.', 'rideMeters', 1_000_000, '1K'],
    ['ride-200-km', 'Randonneur', 'A ride of 200 km.', 'ridesOf200Km', 1, '200'],
    ['ride-total-5000-km', 'Across the continent', 'Rides of 5,000 km together.', 'rideMeters', 5_000_000, '5K'],
    ['ride-100-km-10', 'Ten centuries', 'Ten rides of 100 km.', 'ridesOf100Km', 10, '10×'],
    ['ride-300-km', 'From dawn to dusk', 'A ride of 300 km.', 'ridesOf300Km', 1, '300'],
    ['ride-total-10000-km', 'Ten thousand', 'Rides of 10,000 km together.', 'rideMeters', 10_000_000, '10K'],
    ['ride-total-40075-km', 'Round the world', 'Rides as long together as the equator.', 'rideMeters', 40_075_000, '40K'],
  ]),
  ...family('foot', [
    ['run-5-km', 'First five', 'A run of 5 km.', 'runsOf5Km', 1, '5'],
    ['run-10-km', 'Ten at a stretch', 'A run of 10 km.', 'runsOf10Km', 1, '10'],
    ['hike-20-km', 'Day on foot', 'A walk or hike of 20 km.', 'hikesOf20Km', 1, '20'],
    ['run-total-100-km', 'A hundred on foot', 'Runs of 100 km together.', 'runMeters', 100_000, '100'],
    ['run-half-marathon', 'Half marathon', 'A run of 21.1 km.', 'runsOfHalfMarathon', 1, '21'],
    ['walk-total-250-km', 'Wanderer', 'Walks and hikes of 250 km together.', 'footMeters', 250_000, '250'],
    ['run-marathon', 'Marathon', 'A run of 42.2 km.', 'runsOfMarathon', 1, '42'],
    ['run-total-1000-km', 'Worn soles', 'Runs of 1,000 km together.', 'runMeters', 1_000_000, '1K'],
    ['run-50-km', 'Further than a marathon', 'A run of 50 km.', 'runsOf50Km', 1, '50'],
  ]),
  ...family('water', [
    ['swim-1-km', 'A kilometre of water', 'A swim of 1 km.', 'swimsOf1Km', 1, '1'],
    ['swim-total-10-km', 'Ten in the water', 'Swims of 10 km together.', 'swimMeters', 10_000, '10'],
    ['swim-3800-m', 'Long distance', 'A swim of 3.8 km.', 'swimsOf3800M', 1, '3.8'],
    ['swim-total-100-km', 'Channel crosser', 'Swims of 100 km together.', 'swimMeters', 100_000, '100'],
  ]),
  ...family('snow', [
    ['nordic-total-50-km', 'Tracks in the snow', 'Cross-country skiing of 50 km together.', 'snowMeters', 50_000, '50'],
    ['nordic-total-500-km', 'Long winter', 'Cross-country skiing of 500 km together.', 'snowMeters', 500_000, '500'],
  ]),
  ...family('climb', [
    ['climb-500-m', 'Off the flat', '500 m of climbing in one activity.', 'climbsOf500M', 1, '500'],
    ['climb-1000-m', 'First pass', '1,000 m of climbing in one activity.', 'climbsOf1000M', 1, '1K'],
    ['climb-total-8848-m', 'Everest in pieces', '8,848 m of climbing together.', 'climbMeters', 8_848, '8848'],
    ['climb-2000-m', 'Two thousand', '2,000 m of climbing in one activity.', 'climbsOf2000M', 1, '2K'],
    ['climb-total-50000-m', 'Up and up', '50,000 m of climbing together.', 'climbMeters', 50_000, '50K'],
    ['climb-4000-m', 'Queen stage', '4,000 m of climbing in one activity.', 'climbsOf4000M', 1, '4K'],
    ['climb-total-100000-m', 'Into space', '100,000 m of climbing together.', 'climbMeters', 100_000, '100K'],
    ['climb-8848-m', 'Everesting', '8,848 m of climbing in one activity.', 'climbsOf8848M', 1, 'EVR'],
  ]),
  ...family('time', [
    ['time-24-h', 'Once round the clock', '24 hours in motion together.', 'movingSeconds', 24 * 3_600, '24H'],
    ['time-100-h', 'A hundred hours', '100 hours in motion together.', 'movingSeconds', 100 * 3_600, '100H'],
    ['time-1000-h', 'A thousand hours', '1,000 hours in motion together.', 'movingSeconds', 1_000 * 3_600, '1KH'],
  ]),
  ...family('streak', [
    ['streak-3-days', 'Three in a row', 'Activity on three days in a row.', 'longestDays', 3, '3D'],
    ['streak-7-days', 'A whole week', 'Activity on seven days in a row.', 'longestDays', 7, '7D'],
    ['streak-4-weeks', 'A month of weeks', 'Activity in four weeks in a row.', 'longestWeeks', 4, '4W'],
    ['streak-30-days', 'Thirty days', 'Activity on thirty days in a row.', 'longestDays', 30, '30D'],
    ['streak-12-weeks', 'A season', 'Activity in twelve weeks in a row.', 'longestWeeks', 12, '12W'],
    ['streak-100-days', 'A hundred days', 'Activity on a hundred days in a row.', 'longestDays', 100, '100D'],
    ['streak-52-weeks', 'All year round', 'Activity in 52 weeks in a row.', 'longestWeeks', 52, '52W'],
    ['streak-365-days', 'Not a day without', 'Activity on 365 days in a row.', 'longestDays', 365, '365'],
  ]),
  ...family('variety', [
    ['sports-3', 'Triathlete at heart', 'Three different sports.', 'sports', 3, '3'],
    ['weekdays-7', 'Any day will do', 'An activity on each day of the week.', 'weekdays', 7, '7'],
    ['early-5', 'Early bird', 'Five activities begun before six in the morning.', 'earlyStarts', 5, 'AM'],
    ['late-5', 'Night owl', 'Five activities begun after nine in the evening.', 'lateStarts', 5, 'PM'],
    ['sports-5', 'All-rounder', 'Five different sports.', 'sports', 5, '5'],
    ['months-12', 'Four seasons', 'An activity in each month of the calendar.', 'months', 12, '12'],
    ['sports-8', 'Whatever comes', 'Eight different sports.', 'sports', 8, '8'],
  ]),
  ...family('explore', [
    ['areas-25', 'Round the house', '25 different areas of 5 square kilometres.', 'areas', 25, '25'],
    ['areas-100', 'Beyond the ring road', '100 different areas of 5 square kilometres.', 'areas', 100, '100'],
    ['areas-500', 'Off the map', '500 different areas of 5 square kilometres.', 'areas', 500, '500'],
    ['areas-2000', 'Explorer', '2,000 different areas of 5 square kilometres.', 'areas', 2_000, '2K'],
    ['areas-10000', 'Cartographer', '10,000 different areas of 5 square kilometres.', 'areas', 10_000, '10K'],
  ]),
  ...family('people', [
    ['kudos-10', 'Well said', 'Ten kudos given.', 'kudosGiven', 10, '10'],
    ['cheered-at-event', 'At the roadside', 'A cheer for somebody at an event.', 'eventsWithCheers', 1, 'HEY'],
    ['comments-10', 'Good company', 'Ten comments written.', 'commentsWritten', 10, '…'],
    ['club-of-ten', 'Gruppetto', 'In a club with at least ten others.', 'clubsOfTen', 1, '10+'],
    ['kudos-athletes-25', 'Knows everybody', 'Kudos for 25 different athletes.', 'athletesWithKudos', 25, '25'],
    ['cheers-50', 'Cowbell', 'Fifty cheers given.', 'cheersGiven', 50, '50'],
    ['kudos-100', 'Generous', 'A hundred kudos given.', 'kudosGiven', 100, '100'],
    ['kudos-1000', 'Heart of the bunch', 'A thousand kudos given.', 'kudosGiven', 1_000, '1K'],
  ]),
  ...family('segment', [
    ['segments-10', 'Hunter', 'Efforts on ten different segments.', 'segments', 10, '10'],
    ['segment-record', 'Fastest of all', 'A record on a segment.', 'segmentRecords', 1, '1ST'],
    ['segments-100', 'Collector', 'Efforts on a hundred different segments.', 'segments', 100, '100'],
    ['segment-efforts-500', 'Once more', 'Five hundred efforts on segments.', 'segmentEfforts', 500, '500'],
    ['segment-records-10', 'Crown jewels', 'Ten records on segments.', 'segmentRecords', 10, '10×'],
  ]),
  ...family('challenge', [
    ['challenge-1', 'Challenge accepted', 'A challenge completed.', 'challengesCompleted', 1, '1'],
    ['challenges-5', 'Used to it', 'Five challenges completed.', 'challengesCompleted', 5, '5'],
    ['challenges-20', 'Challenge everything', 'Twenty challenges completed.', 'challengesCompleted', 20, '20'],
  ]),
]

const byKey = new Map(RULES.map((rule) => [rule.key, rule]))

export const ruleOf = (key: string): BadgeRule | null => byKey.get(key) ?? null

/** Returns the keys of the badges that these counts reach, in the order of the rules. */
export const reachedBy = (counts: Counts): readonly string[] =>
  RULES.filter((rule) => (counts[rule.counts] ?? 0) >= rule.threshold).map(({ key }) => key)
