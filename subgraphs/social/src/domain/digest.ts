import type { EventData } from '@gruppetto/events'
import type { Persona } from './preferences.ts'

type Prepared = EventData<'digest.prepared'>
type Fact = NonNullable<EventData<'mail.requested'>['facts']>[number]

/** What a followed athlete did in the week, as far as the reader may see it. */
export interface FriendWeek {
  readonly name: string
  readonly activities: number
}

/** What a digest knows, as words of its notification: the sentence, and the numbers of the week. */
export type DigestWords = Readonly<
  Record<'summary' | 'activities' | 'comparison' | 'friendsOut' | 'goals' | 'goalsReached' | 'eventsToCome', string>
>

export interface Digest {
  /** What the notification says. */
  readonly words: DigestWords
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly facts: readonly Fact[]
}

interface Section {
  readonly text: string
  /** What the notification says instead, where the text names others: a name that is written down would outlive its account. */
  readonly summary?: string
  readonly facts: readonly Fact[]
}

const FRIENDS_NAMED = 3

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

const COMPARISONS = {
  LONGER: ', longer than in a usual week',
  SHORTER: ', shorter than in a usual week',
  AS_USUAL: ', as long as in a usual week',
} as const

const compareWeeks = (seconds: number, usual: number): keyof typeof COMPARISONS | null => {
  if (usual === 0) return null
  if (seconds > usual * 1.1) return 'LONGER'
  return seconds < usual * 0.9 ? 'SHORTER' : 'AS_USUAL'
}

const comparisonOf = ({ own: week, usual }: Prepared) => compareWeeks(week.movingSeconds, usual?.movingSeconds ?? 0)

const own = (prepared: Prepared, persona: Persona): Section | null => {
  const { own: week, usual } = prepared
  if (week.activities === 0) return null
  const facts: Fact[] = [
    { label: 'Distance', distanceMeters: week.distanceMeters },
    { label: 'Time', seconds: week.movingSeconds },
  ]
  if (persona === 'DATA_NERD' && usual !== null) {
    facts.push(
      { label: 'Usual distance', distanceMeters: usual.distanceMeters },
      { label: 'Usual time', seconds: usual.movingSeconds },
    )
  }
  const comparison = comparisonOf(prepared)
  return { text: `You were out ${times(week.activities)}${comparison === null ? '' : COMPARISONS[comparison]}.`, facts }
}

const friends = (weeks: readonly FriendWeek[]): Section | null => {
  if (weeks.length === 0) return null
  const named = weeks.slice(0, FRIENDS_NAMED).map(({ name, activities }) => `${name} ${times(activities)}`)
  const rest = weeks.length - named.length
  const more = rest === 0 ? '' : `, and ${rest} more`
  const summary =
    weeks.length === 1 ? 'one athlete whom you follow was out too' : `${weeks.length} athletes whom you follow were out too`
  return { text: `Out too: ${named.join(', ')}${more}.`, summary, facts: [] }
}

const GOAL_NAMES = {
  DISTANCE: 'distance',
  MOVING_TIME: 'time',
  ELEVATION_GAIN: 'climbing',
  ACTIVITY_COUNT: 'activities',
  ACTIVE_DAYS: 'active days',
} as const
const PERIOD_NAMES = { WEEK: 'of the week', MONTH: 'of the month', YEAR: 'of the year', ALL_TIME: 'of all time' } as const

const reachedOf = (all: Prepared['goals']): number => all.filter(({ progress, target }) => progress >= target).length

const goals = ({ goals: all }: Prepared): Section | null => {
  if (all.length === 0) return null
  const reached = reachedOf(all)
  const facts = all.map(({ metric, period, progress, target }) => ({
    label: `Goal: ${GOAL_NAMES[metric]} ${PERIOD_NAMES[period]}`,
    text: `${Math.floor((100 * progress) / target)} %`,
  }))
  return { text: reached === 0 ? 'Your goals are waiting.' : `You have reached ${reached} of your ${all.length} goals.`, facts }
}

const events = ({ events: all }: Prepared): Section | null =>
  all.length === 0
    ? null
    : {
        text: `Coming up: ${all.map(({ title, clubName }) => `${title} (${clubName})`).join(', ')}.`,
        facts: all.slice(0, 1).map(({ startsAtMs }) => ({ label: 'Next event', at: startsAtMs })),
      }

type SectionName = 'own' | 'friends' | 'goals' | 'events'

/** What a persona wants to read first. */
const ORDERS: Readonly<Record<Persona, readonly SectionName[]>> = {
  SOLO_ATHLETE: ['own', 'goals', 'events', 'friends'],
  SOCIAL_ENTHUSIAST: ['friends', 'events', 'own', 'goals'],
  CLUB_MANAGER: ['events', 'friends', 'own', 'goals'],
  DATA_NERD: ['own', 'goals', 'friends', 'events'],
}

/**
 * Writes the digest in the order of the persona. Returns null when there is nothing to tell: goals alone are no news, so an athlete
 * who does nothing, follows nobody who does, and has no events gets none.
 */
export const composeDigest = (prepared: Prepared, weeks: readonly FriendWeek[], persona: Persona): Digest | null => {
  const sections = { own: own(prepared, persona), friends: friends(weeks), goals: goals(prepared), events: events(prepared) }
  if (sections.own === null && sections.friends === null && sections.events === null) return null
  const ordered = ORDERS[persona].flatMap((name) => sections[name] ?? [])
  const [first] = ordered
  const summary = first?.summary ?? first?.text.replace(/\.$/, '') ?? ''
  return {
    words: {
      summary,
      activities: String(prepared.own.activities),
      comparison: (sections.own && comparisonOf(prepared)) ?? '',
      friendsOut: String(weeks.length),
      goals: String(prepared.goals.length),
      goalsReached: String(reachedOf(prepared.goals)),
      eventsToCome: String(prepared.events.length),
    },
    subject: 'Your week on Gruppetto',
    paragraphs: ordered.map(({ text }) => text),
    facts: ordered.flatMap(({ facts }) => facts),
  }
}
