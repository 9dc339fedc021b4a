import type { EventData } from '@gruppetto/events'
import type { NotificationAudience } from '../generated/resolvers.ts'

export type Persona = NonNullable<EventData<'athlete.changed'>['persona']>

/** Where a notification goes. In app: it is in the list and in the unread count. */
export interface Channels {
  readonly inApp: boolean
  readonly push: boolean
  readonly mail: boolean
}

/** The channels of a kind of notification, and whose acts it is about. Kinds that nobody causes ignore `from`. */
export interface Preference extends Channels {
  readonly from: NotificationAudience
}

/** What holds for a kind until the athlete chooses otherwise. */
export interface Defaults {
  /** Default: true. */
  readonly inApp?: boolean
  readonly push: boolean
  readonly mail: boolean
  /** Where athletes of a persona start with something else. */
  readonly personas?: Readonly<Partial<Record<Persona, Partial<Channels>>>>
}

/** What an athlete has chosen for a kind. What is absent is as the default says. */
export type Choice = Readonly<Partial<Preference>>

/** Returns what holds for an athlete: the choice, else the default of the persona, else that of the kind. */
export const preferenceOf = (defaults: Defaults, persona: Persona | undefined, choice: Choice = {}): Preference => {
  const { personas, ...forAll } = defaults
  const forPersona = persona === undefined ? {} : personas?.[persona]
  return { inApp: true, from: 'EVERYONE', ...forAll, ...forPersona, ...choice }
}

/** Returns the defaults without any mail, for athletes who get mail only of what they have chosen. */
export const withoutMail = ({ personas = {}, ...defaults }: Defaults): Defaults => ({
  ...defaults,
  mail: false,
  personas: Object.fromEntries(Object.entries(personas).map(([persona, channels]) => [persona, { ...channels, mail: false }])),
})

export const isWanted = ({ inApp, push, mail }: Channels): boolean => inApp || push || mail
