import type { Envelope, EventName } from '@gruppetto/events'
import type { Persona } from './vocabulary.ts'

/** What use of the product is counted, for the persona of an athlete who has chosen none. */
export type Signal = 'own' | 'social' | 'club' | 'data'
export type SignalCounts = Readonly<Record<Signal, number>>

export interface InferredPersona {
  readonly persona: Persona
  /** One sentence that says what it follows from. */
  readonly reason: string
}

/** How much one signal says. Clubs are run, and thresholds set, more rarely than kudos are given. */
const WEIGHTS: SignalCounts = { own: 1, social: 1, club: 6, data: 4 }
const PERSONAS: Readonly<Record<Signal, Persona>> = {
  own: 'SOLO_ATHLETE',
  social: 'SOCIAL_ENTHUSIAST',
  club: 'CLUB_MANAGER',
  data: 'DATA_NERD',
}
/** With less than this in eight weeks nothing follows. */
const LEAST_WEIGHT = 12

const NO_SIGNALS: SignalCounts = { own: 0, social: 0, club: 0, data: 0 }

export const addSignals = (weeks: readonly SignalCounts[]): SignalCounts =>
  weeks.reduce(
    (sum, week) => ({
      own: sum.own + week.own,
      social: sum.social + week.social,
      club: sum.club + week.club,
      data: sum.data + week.data,
    }),
    NO_SIGNALS,
  )

/** Infers a persona from counted signals; null while there are too few. Of equal weights the first of own, social, club, data wins. */
export const inferPersona = (counts: SignalCounts): InferredPersona | null => {
  const weighed = (Object.keys(PERSONAS) as Signal[]).map((signal) => ({ signal, weight: counts[signal] * WEIGHTS[signal] }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const [strongest] = weighed.toSorted((a, b) => b.weight - a.weight)
  if (strongest === undefined || total < LEAST_WEIGHT) return null
  const { own, social, club, data } = counts
  const reason = `In eight weeks: ${own} activities, ${social} acts among people, ${club} for clubs, ${data} about measurements.`
  return { persona: PERSONAS[strongest.signal], reason }
}

type SignalName =
  | 'activity.measured'
  | 'kudos.given'
  | 'comment.added'
  | 'post.created'
  | 'follow.changed'
  | 'club-event.changed'
  | 'challenge.changed'
  | 'segment.created'
  | 'athlete.training-profile-changed'
/** One envelope type for each name, so that the name tells the data. */
type EachEnvelope<Name extends EventName> = Name extends EventName ? Envelope<Name> : never

/** Returns whose use of the product an event tells of, and which kind; null for a change that is none. */
export const signalOf = (told: Envelope<SignalName>): { readonly athleteId: string; readonly signal: Signal } | null => {
  const event = told as EachEnvelope<SignalName>
  switch (event.name) {
    case 'activity.measured':
      return { athleteId: event.data.athleteId, signal: 'own' }
    case 'kudos.given':
      return { athleteId: event.data.athleteId, signal: 'social' }
    case 'comment.added':
    case 'post.created':
      return { athleteId: event.data.authorId, signal: 'social' }
    case 'follow.changed':
      return event.data.cause === 'FOLLOWED' ? { athleteId: event.data.followerId, signal: 'social' } : null
    case 'club-event.changed':
      return event.data.revision === 1 ? { athleteId: event.data.createdById, signal: 'club' } : null
    case 'challenge.changed':
      return event.data.revision === 1 && event.data.clubId !== null
        ? { athleteId: event.data.createdById, signal: 'club' }
        : null
    case 'segment.created':
      return { athleteId: event.data.createdById, signal: 'data' }
    case 'athlete.training-profile-changed':
      return { athleteId: event.data.athleteId, signal: 'data' }
  }
}
