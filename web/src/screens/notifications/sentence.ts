import type { Say } from '../../texts/use-texts.ts'
import type own from './sentences.texts.ts'

/** What a notification tells, as far as a sentence is made of it. */
export interface Told {
  readonly kind: string
  /** The platform's own sentence, in English. */
  readonly text: string
  readonly actorCount: number
  readonly actors: readonly ({ readonly displayName: string } | null | undefined)[]
  readonly activity: { readonly name: string } | null | undefined
  readonly club: { readonly name: string } | null | undefined
  readonly challenge: { readonly title: string } | null | undefined
  readonly segment: { readonly name: string } | null | undefined
  readonly badge: { readonly name: string } | null | undefined
  readonly gear: { readonly name: string } | null | undefined
}

type What = 'activity' | 'club' | 'challenge' | 'segment' | 'badge' | 'gear' | null

/** The kinds that the app says itself, in the language of who looks, with what each is about. The others have words that the platform alone knows. */
const KINDS = {
  KUDOS: 'activity',
  COMMENT: 'activity',
  MENTION: null,
  FOLLOWED: null,
  FOLLOW_REQUESTED: null,
  FOLLOW_ACCEPTED: null,
  LIVE_STARTED: null,
  CHALLENGE_STARTED: 'challenge',
  CHALLENGE_COMPLETED: 'challenge',
  CHALLENGE_OVERTAKEN: 'challenge',
  SEGMENT_RECORD: 'segment',
  SEGMENT_RECORD_LOST: 'segment',
  BADGE_AWARDED: 'badge',
  UPLOAD_DONE: 'activity',
  GEAR_WORN: 'gear',
  EXPORT_READY: null,
  CLUB_JOIN_REQUESTED: 'club',
  CLUB_INVITED: 'club',
  CLUB_JOINED: 'club',
  CLUB_POST: 'club',
} as const satisfies Readonly<Record<string, What>>

const isKnown = (kind: string): kind is keyof typeof KINDS => kind in KINDS

const nameOf = (told: Told, what: Exclude<What, null>): string | undefined =>
  what === 'challenge' ? told.challenge?.title : told[what]?.name

/** Says a notification. Where a name that the sentence needs is not there, it is the platform's own sentence. */
export const sentenceOf = (told: Told, t: Say<typeof own>): string => {
  const { kind, actors, actorCount, text } = told
  if (!isKnown(kind)) return text
  const [first, second] = actors.flatMap((actor) => actor?.displayName ?? [])
  const who =
    first === undefined
      ? undefined
      : actorCount > 2
        ? t('whoAndMore', { first, others: actorCount - 1 })
        : second === undefined
          ? first
          : t('whoAndWho', { first, second })
  const subject = KINDS[kind]
  const what = subject === null ? '' : nameOf(told, subject)
  const needsWho = NEED_WHO.has(kind)
  if (what === undefined || (needsWho && who === undefined)) return text
  return t(kind, { who: who ?? '', what } as never)
}

/** Those that somebody causes. */
const NEED_WHO: ReadonlySet<string> = new Set([
  'KUDOS',
  'COMMENT',
  'MENTION',
  'FOLLOWED',
  'FOLLOW_REQUESTED',
  'FOLLOW_ACCEPTED',
  'LIVE_STARTED',
  'CHALLENGE_OVERTAKEN',
  'SEGMENT_RECORD_LOST',
  'CLUB_JOIN_REQUESTED',
  'CLUB_POST',
])
