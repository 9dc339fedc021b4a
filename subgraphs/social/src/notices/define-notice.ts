import type { Envelope, EventName } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Actors } from '../domain/actors.ts'
import type { Notice, Subjects } from '../domain/notifications.ts'
import type { Defaults } from '../domain/preferences.ts'
import type { Urgency } from '../domain/push.ts'
import type { NotificationFacts, NotificationKind } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'

/** The parts of a notice that differ within its kind. */
export interface NoticeParts<Word extends string = string> {
  readonly recipientId: string
  /** The athlete who caused it. Nobody gets a notice of an own act. */
  readonly actorId?: string | null
  /** Notices of one group share one notification as long as it is unread. Default: one group for the kind. */
  readonly group?: string
  /** Distinguishes two notices of one actor in a group. Default: the actor. */
  readonly sourceId?: string
  readonly atMs: number
  /** Only a recipient who may see it gets the notice. */
  readonly about?: Notice['about']
  readonly subjects?: Subjects
  readonly words?: Readonly<Record<Word, string>>
}

/** Without an actor, the whole group is withdrawn. */
type WithdrawnParts = Pick<NoticeParts, 'recipientId' | 'group'> & { readonly actorId: string | null }

/** What only the event knew, as the contract has it. */
export type Facts = { readonly [Name in keyof Omit<NotificationFacts, '__typename'>]?: NotificationFacts[Name] | undefined }

/** Reads the number that a word is; undefined without one. */
export const numberOf = (word: string | undefined): number | undefined => (word ? Number(word) : undefined)

/** Reads the instant that a word is, in ISO 8601; undefined without one. */
export const instantOf = (word: string | undefined): Date | undefined => (word ? new Date(word) : undefined)

/** The subjects that have a name. The sentence gets the name when the reader may see it. */
export type NamedSubject = 'activity' | 'challenge' | 'segment' | 'event' | 'club'

/** Everything that defines a kind of notification. */
interface Definition<Kind, Name, Event, Loaded, Word extends string> {
  readonly kind: Kind
  readonly on: readonly Name[]
  /** Where it goes until the athlete chooses otherwise. */
  readonly defaults: Defaults
  /** How pressing its pushes are. Default: NORMAL. */
  readonly urgency?: Urgency
  /** How long after what it tells of a push still says something true, such as when it has waited for the end of quiet hours. Default: as long as it is unread. */
  readonly usefulMs?: number
  /** Returns the activity that the notice names. Its projection is awaited for a moment, before the transaction. */
  readonly waitsFor?: (event: Event) => string | undefined
  /** Loads what `notify` and `withdraw` need. Kinds that name the same function share what it has loaded. */
  readonly load?: (services: Services, event: Event, tx: Tx) => Promise<Loaded>
  /** A pure function. */
  readonly notify: (event: Event, loaded: Loaded) => readonly NoticeParts<Word>[]
  /** A pure function. Returns the notices that no longer hold. They are removed from unread notifications. */
  readonly withdraw?: (event: Event, loaded: Loaded) => readonly WithdrawnParts[]
  /** A pure function: what the words say, for a client that writes the sentence itself. What the sentence does not say to its reader, they do not either. */
  readonly facts?: (words: Readonly<Partial<Record<Word | NamedSubject, string>>>) => Facts
  /** A pure function: one plain sentence in English. A word is missing when the reader may not see it or the event had none. */
  readonly sentence: (words: Readonly<Partial<Record<Word | NamedSubject, string>>>, actors: Actors, subjects: Subjects) => string
}

type EventOf<Name extends EventName> = Name extends EventName ? Envelope<Name> : never

/** Defines a kind of notification. The compiler checks its functions against the events that it names. */
export const defineNotice = <
  const Kind extends NotificationKind,
  const Name extends EventName,
  Loaded = undefined,
  Word extends string = never,
>(
  definition: Definition<Kind, Name, EventOf<Name>, Loaded, Word>,
): Definition<Kind, Name, EventOf<Name>, Loaded, Word> => definition

/** The common type of all kinds, for the code that runs them. */
export type NoticeKind = Omit<Definition<NotificationKind, EventName, Envelope, unknown, string>, 'facts' | 'sentence'> & {
  readonly facts?: (words: Readonly<Record<string, string>>) => Facts
  readonly sentence: (words: Readonly<Record<string, string>>, actors: Actors, subjects: Subjects) => string
}
type Kinds = Readonly<Record<NotificationKind, NoticeKind>>

/** Lists all kinds by name. The compiler refuses a missing kind, and one under another name. */
export const listNotices = (kinds: { readonly [Kind in NotificationKind]: { readonly kind: Kind } }): Kinds =>
  kinds as unknown as Kinds

const groupKeyOf = (kind: NotificationKind, group: string | undefined): string =>
  group === undefined ? kind : `${kind}:${group}`

export const noticeOf = (kind: NotificationKind, parts: NoticeParts): Notice => {
  const { group, actorId = null, about = null, subjects = {}, words = {}, ...rest } = parts
  return { kind, groupKey: groupKeyOf(kind, group), sourceId: actorId ?? '', ...rest, actorId, about, subjects, words }
}

export type WithdrawnNotice = Pick<Notice, 'recipientId' | 'groupKey' | 'sourceId' | 'actorId'>

export const withdrawnNoticeOf = (kind: NotificationKind, { group, ...parts }: WithdrawnParts): WithdrawnNotice => ({
  groupKey: groupKeyOf(kind, group),
  sourceId: parts.actorId ?? '',
  ...parts,
})
