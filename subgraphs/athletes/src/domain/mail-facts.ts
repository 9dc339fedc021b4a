import type { EventData } from '@gruppetto/events'
import type { Units } from './vocabulary.ts'

type MailFact = NonNullable<EventData<'mail.requested'>['facts']>[number]

/** In whose words a mail is written. */
export interface MailReader {
  /** Null in a mail to an address that may be a stranger's: who signs up chooses the name, and could write an advertisement. */
  readonly displayName: string | null
  readonly units: Units
  readonly timeZone: string
}

const METERS_PER_MILE = 1609.344

const numberText = (value: number, digits: number): string =>
  new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value)

const distanceText = (meters: number, units: Units): string => {
  const [value, unit] = units === 'IMPERIAL' ? [meters / METERS_PER_MILE, 'mi'] : [meters / 1000, 'km']
  return `${numberText(value, value < 10 ? 2 : 1)} ${unit}`
}

const durationText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}

/** Returns an instant as the athlete's calendar and clock show it, such as "Sunday 29 November 2026 at 07:30 CET". */
export const instantText = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(atMs) +
  ` (${timeZone.replaceAll('_', ' ')})`

/** Returns the value of a fact in the reader's units and time zone. */
export const factText = (fact: MailFact, { units, timeZone }: MailReader): string => {
  if (fact.text !== undefined) return fact.text
  if (fact.distanceMeters !== undefined) return distanceText(fact.distanceMeters, units)
  if (fact.seconds !== undefined) return durationText(fact.seconds)
  if (fact.at !== undefined) return instantText(fact.at, timeZone)
  return fact.count === undefined ? '' : numberText(fact.count, 0)
}
