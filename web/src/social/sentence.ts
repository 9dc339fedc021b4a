import type { Measures } from '../texts/measures.ts'
import type { Say } from '../texts/say.ts'
import type failureTexts from './failures.texts.ts'
import { failureIn } from './failures.ts'
import type own from './sentence.texts.ts'

type Named = 'activity' | 'club' | 'event' | 'challenge' | 'segment' | 'badge' | 'gear'
type Subject = Named | 'post' | 'comment'
type Maybe<Value> = Value | null | undefined

/** What only the event knew: `Notification.facts` of the API, and `facts` of a push. */
interface Facts {
  readonly message?: Maybe<string>
  readonly isReply?: Maybe<boolean>
  readonly fileName?: Maybe<string>
  readonly failure?: Maybe<string>
  readonly imported?: Maybe<number>
  readonly duplicates?: Maybe<number>
  readonly failed?: Maybe<number>
  readonly otherBadges?: Maybe<number>
  readonly rank?: Maybe<number>
  readonly participants?: Maybe<number>
  readonly change?: Maybe<string>
  readonly eventTitle?: Maybe<string>
  readonly startsAt?: Maybe<string>
  readonly formerStartsAt?: Maybe<string>
  readonly place?: Maybe<string>
  readonly hasNewRoute?: Maybe<boolean>
  readonly cancelReason?: Maybe<string>
  readonly otherDates?: Maybe<number>
  readonly role?: Maybe<string>
  readonly isAccepted?: Maybe<boolean>
  readonly hasPremium?: Maybe<boolean>
  readonly streakDays?: Maybe<number>
  readonly streakWeeks?: Maybe<number>
  readonly heldOutFor?: Maybe<string>
  readonly judgedIn?: Maybe<string>
  readonly isJudgedByStaff?: Maybe<boolean>
  readonly counts?: Maybe<boolean>
  readonly decision?: Maybe<string>
  readonly moderated?: Maybe<string>
  readonly reasons?: Maybe<readonly string[]>
  readonly isByClub?: Maybe<boolean>
  readonly note?: Maybe<string>
  readonly activities?: Maybe<number>
  readonly comparison?: Maybe<string>
  readonly friendsOut?: Maybe<number>
  readonly goals?: Maybe<number>
  readonly goalsReached?: Maybe<number>
  readonly eventsToCome?: Maybe<number>
}

/** What a notification tells, as far as a sentence is made of it. */
export interface Told {
  readonly kind: string
  /** The platform's own sentence, in English. */
  readonly text: string
  /** The names of the latest, as far as they may be seen. */
  readonly actors: readonly string[]
  readonly actorCount: number
  /** What it is about. */
  readonly subjects: ReadonlySet<string>
  /** The names of its subjects, as far as they may be seen. */
  readonly names: Readonly<Partial<Record<Named, Maybe<string>>>>
  readonly facts: Facts
}

/** What says it. */
export interface Words {
  readonly t: Say<typeof own>
  readonly failures: Say<typeof failureTexts>
  readonly measures: Pick<Measures, 'dateTime'>
}

const REASONS = ['SPAM', 'HARASSMENT', 'CHEATING', 'WRONG_SPORT', 'DANGEROUS', 'OTHER'] as const

/** In place of a name that may not be seen; the texts know it. */
const UNNAMED = 'unnamed'

const whoOf = ({ actors: [first, second], actorCount: count }: Told, t: Say<typeof own>): string => {
  if (first === undefined) return t('somebody', { count })
  if (count > 2) return t('whoAndMore', { first, others: count - 1 })
  return second === undefined ? first : t('whoAndWho', { first, second })
}

/** A notification with what its sentence is made of at hand. */
interface Teller extends Words {
  readonly facts: Facts
  readonly who: string
  readonly count: number
  has(subject: Subject): boolean
  name(subject: Named): string
}

const aboutActivity = ({ who, name, has }: Teller) => ({
  who,
  what: name('activity'),
  on: has('comment') ? 'comment' : has('post') ? 'post' : 'activity',
})

const withReasons = ({ t, facts }: Teller, text: string): string => {
  const reasons = REASONS.filter((reason) => facts.reasons?.includes(reason)).map((reason) => t(reason))
  return reasons.length === 0 ? text : t('reasons', { text, reasons: reasons.join(', ') })
}

const moderation = (teller: Teller): string => {
  const { t, facts } = teller
  const kind = facts.moderated ?? 'CONTENT'
  if (facts.decision === 'SUSPENDED') return withReasons(teller, t('suspended'))
  if (facts.decision === 'UPHELD') return t('upheld')
  if (facts.decision === 'RESTORED') return kind === 'ACCOUNT' ? t('unsuspended') : t('restored', { kind })
  if (facts.decision !== 'REMOVED') return t('MODERATION')
  if (kind === 'ACTIVITY' || kind === 'LIVE_SESSION') return withReasons(teller, t('hidden', { kind }))
  const text = withReasons(teller, t('removed', { kind, by: facts.isByClub === true ? 'club' : 'staff' }))
  return facts.note ? t('said', { text, words: facts.note }) : text
}

const eventChange = ({ t, facts, name, measures }: Teller): string => {
  const what = facts.eventTitle ? t('quoted', { name: facts.eventTitle }) : name('event')
  const { change, place, hasNewRoute, cancelReason, otherDates } = facts
  if (what === UNNAMED || facts.startsAt == null) return t('EVENT_CHANGED', { what })
  const when = measures.dateTime(facts.startsAt)
  const before = facts.formerStartsAt == null ? when : measures.dateTime(facts.formerStartsAt)
  const and = (text: string, more: Maybe<string>) => (more ? t('with', { text, more }) : text)
  const way = hasNewRoute == null ? null : t(hasNewRoute ? 'byNewRoute' : 'withoutRoute')
  const text = (() => {
    if (change === 'CANCELLED') {
      const cancelled = t('cancelled', { what, when: before })
      return cancelReason ? t('because', { text: cancelled, why: cancelReason }) : cancelled
    }
    if (change === 'PLACE_FREE') return t('freed', { what, when })
    if (change === 'RESTORED') return and(and(t('takesPlace', { what, when }), place), way)
    if (change === 'TIME') return and(and(t('moved', { what, when, before }), place), way)
    if (change === 'ROUTE') return t('rerouted', { what, when, route: hasNewRoute === true ? 'yes' : 'no' })
    if (change !== 'PLACE') return t('EVENT_CHANGED', { what })
    return and(place ? t('elsewhere', { what, when, place }) : t('placeless', { what, when }), way)
  })()
  return otherDates ? t('otherDates', { text, count: otherDates }) : text
}

const week = ({ t, facts }: Teller): string => {
  const { activities, comparison, friendsOut, goals, goalsReached, eventsToCome } = facts
  const parts = [
    activities ? t('weekOut', { count: activities, than: comparison ?? 'unknown' }) : null,
    goals ? t('weekGoals', { count: goals, reached: goalsReached ?? 0 }) : null,
    friendsOut ? t('weekFriends', { count: friendsOut }) : null,
    eventsToCome ? t('weekEvents', { count: eventsToCome }) : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? t('DIGEST') : t('week', { parts: parts.join('; ') })
}

/** Each kind of the API has one; a test walks through them. */
const SENTENCES = {
  KUDOS: (teller) => teller.t('KUDOS', aboutActivity(teller)),
  COMMENT: ({ t, facts, who, name, has }) =>
    t(facts.isReply === true ? 'reply' : 'COMMENT', { who, what: name('activity'), on: has('post') ? 'post' : 'activity' }),
  MENTION: ({ t, who, name, has }) =>
    t('MENTION', { who, what: name('activity'), on: has('comment') ? (has('post') ? 'postComment' : 'comment') : 'post' }),
  CHEER({ t, facts, who, count, name, has }) {
    const text = t('CHEER', { who, count, what: has('event') ? name('event') : 'none' })
    return facts.message ? t('said', { text, words: facts.message }) : text
  },
  FOLLOWED: ({ t, who, count }) => t('FOLLOWED', { who, count }),
  FOLLOW_REQUESTED: ({ t, who }) => t('FOLLOW_REQUESTED', { who }),
  FOLLOW_ACCEPTED: ({ t, who }) => t('FOLLOW_ACCEPTED', { who }),
  LIVE_STARTED: ({ t, who }) => t('LIVE_STARTED', { who }),
  NUDGE: ({ t, who }) => t('NUDGE', { who }),
  UPLOAD_DONE: ({ t, facts, name }) =>
    (facts.imported ?? 1) > 1
      ? t('uploadsDone', { count: facts.imported ?? 0 })
      : t('UPLOAD_DONE', { what: name('activity') === UNNAMED ? (facts.fileName ?? UNNAMED) : name('activity') }),
  UPLOAD_FAILED({ t, facts, failures }) {
    const text = t('UPLOAD_FAILED', { what: facts.fileName ?? UNNAMED })
    const why = facts.failure == null ? null : failureIn(facts.failure, failures)
    return why === null ? text : t('because', { text, why })
  },
  IMPORT_DONE: ({ t, facts: { fileName, imported, duplicates, failed } }) =>
    t('IMPORT_DONE', {
      what: fileName ?? UNNAMED,
      imported: imported ?? 0,
      duplicates: duplicates ?? 0,
      failed: failed ?? 0,
    }),
  SEGMENT_RECORD: ({ t, name }) => t('SEGMENT_RECORD', { what: name('segment') }),
  SEGMENT_RECORD_LOST: ({ t, who, name }) => t('SEGMENT_RECORD_LOST', { who, what: name('segment') }),
  CHALLENGE_STARTED: ({ t, name }) => t('CHALLENGE_STARTED', { what: name('challenge') }),
  CHALLENGE_ENTERED: ({ t, name }) => t('CHALLENGE_ENTERED', { club: name('club'), what: name('challenge') }),
  CHALLENGE_OVERTAKEN: ({ t, who, name }) => t('CHALLENGE_OVERTAKEN', { who, what: name('challenge') }),
  CHALLENGE_COMPLETED: ({ t, name }) => t('CHALLENGE_COMPLETED', { what: name('challenge') }),
  CHALLENGE_ENDED({ t, name, facts: { rank, participants } }) {
    const what = name('challenge')
    return rank == null || participants == null ? t('CHALLENGE_ENDED', { what }) : t('ranked', { what, rank, participants })
  },
  GEAR_WORN: ({ t, name }) => t('GEAR_WORN', { what: name('gear') }),
  ACTIVITY_HELD_OUT({ t, name, facts: { judgedIn, counts, isJudgedByStaff, heldOutFor } }) {
    const what = name('activity')
    if (judgedIn) {
      return t('judged', {
        what,
        place: judgedIn,
        counts: counts === true ? 'yes' : 'no',
        by: isJudgedByStaff === true ? 'staff' : 'organisers',
      })
    }
    const text = t('ACTIVITY_HELD_OUT', { what })
    return heldOutFor == null ? text : t('because', { text, why: t('heldOut', { reason: heldOutFor }) })
  },
  PREMIUM_CHANGED: ({ t, facts: { hasPremium } }) =>
    t(hasPremium == null ? 'PREMIUM_CHANGED' : hasPremium ? 'premiumBegun' : 'premiumEnded'),
  BADGE_AWARDED: ({ t, name, facts }) => t('BADGE_AWARDED', { what: name('badge'), others: facts.otherBadges ?? 0 }),
  STREAK_AT_RISK({ t, facts: { streakDays, streakWeeks } }) {
    if (streakWeeks != null) return t('streakWeeks', { count: streakWeeks })
    return streakDays == null ? t('STREAK_AT_RISK') : t('streakDays', { count: streakDays })
  },
  MODERATION: moderation,
  CLUB_INVITED: ({ t, who, name }) => t('CLUB_INVITED', { who, what: name('club') }),
  CLUB_JOIN_REQUESTED: ({ t, who, name }) => t('CLUB_JOIN_REQUESTED', { who, what: name('club') }),
  CLUB_JOINED: ({ t, name }) => t('CLUB_JOINED', { what: name('club') }),
  CLUB_ROLE_CHANGED: ({ t, name, facts }) => t('CLUB_ROLE_CHANGED', { what: name('club'), role: facts.role ?? 'unknown' }),
  CLUB_INHERITED: ({ t, name }) => t('CLUB_INHERITED', { what: name('club') }),
  CLUB_OFFERED: ({ t, who, name }) => t('CLUB_OFFERED', { who, what: name('club') }),
  CLUB_OFFER_ANSWERED: ({ t, who, name, facts: { isAccepted } }) =>
    t(isAccepted == null ? 'CLUB_OFFER_ANSWERED' : isAccepted ? 'offerAccepted' : 'offerDeclined', { who, what: name('club') }),
  CLUB_POST: ({ t, who, name }) => t('CLUB_POST', { who, what: name('club') }),
  EVENT_SCHEDULED({ t, name, facts: { startsAt }, measures }) {
    const text = t('EVENT_SCHEDULED', { what: name('event') })
    return startsAt == null ? text : t('with', { text, more: measures.dateTime(startsAt) })
  },
  EVENT_CHANGED: eventChange,
  EVENT_REMINDER({ t, name, facts: { startsAt, place }, measures }) {
    const what = name('event')
    if (what === UNNAMED || startsAt == null) return t('EVENT_REMINDER', { what })
    const text = t('begins', { what, when: measures.dateTime(startsAt) })
    return place ? t('with', { text, more: place }) : text
  },
  EXPORT_READY: ({ t }) => t('EXPORT_READY'),
  DIGEST: week,
} as const satisfies Readonly<Record<string, (teller: Teller) => string>>

const isKnown = (kind: string): kind is keyof typeof SENTENCES => Object.hasOwn(SENTENCES, kind)

/** Says a notification in the language of who looks. Of a kind that this release of the app does not know, it is the platform's own sentence. */
export const sentenceOf = (told: Told, words: Words): string => {
  const { kind, text, actorCount, subjects, names, facts } = told
  if (!isKnown(kind)) return text
  return SENTENCES[kind]({
    ...words,
    facts,
    who: whoOf(told, words.t),
    count: actorCount,
    has: (subject) => subjects.has(subject),
    name(subject) {
      const name = names[subject]
      if (!name) return UNNAMED
      // A title may begin or end as the sentence does; a club has the name of somebody.
      return subject === 'club' ? name : words.t('quoted', { name })
    },
  })
}
