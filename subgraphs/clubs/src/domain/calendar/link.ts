import { isIdOf } from '@gruppetto/graph'

/** Where calendars are: GET, public. */
export const CALENDAR_PATH = '/calendars/'

const OWN = 'all'

/** What a link shows: the events of one club, or of all clubs of the athlete. Each athlete has links of their own. */
export interface CalendarScope {
  readonly athleteId: string
  /** Null for all clubs. */
  readonly clubId: string | null
}

export interface CalendarLinkRow {
  /** `<athleteId>:<clubId>`, or `<athleteId>:all`. */
  readonly _id: string
  readonly athleteId: string
  /** How often the athlete has ended the link by a new one. Without a row never. */
  readonly renewals: number
}

export const calendarLinkId = ({ athleteId, clubId }: CalendarScope): string => `${athleteId}:${clubId ?? OWN}`

export const calendarPath = ({ athleteId, clubId }: CalendarScope, mac: string): string =>
  `${CALENDAR_PATH}${athleteId}.${clubId ?? OWN}.${mac}.ics`

export interface CalendarLink extends CalendarScope {
  /** Says that the link was made here, and has not been renewed since. */
  readonly mac: string
}

/** Returns what the last part of such a path asks for, or null when it is none. */
export const parseCalendarFile = (file: string): CalendarLink | null => {
  const [athleteId = '', scope = '', mac = '', extension, ...rest] = file.split('.')
  const isKnown = isIdOf('Athlete', athleteId) && (scope === OWN || isIdOf('Club', scope))
  return isKnown && extension === 'ics' && rest.length === 0 ? { athleteId, clubId: scope === OWN ? null : scope, mac } : null
}
