import type { Envelope, EventName } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Actors } from '../domain/actors.ts'
import type { Notice, Subjects } from '../domain/notifications.ts'
import type { NotificationKind } from '../generated/resolvers.ts'
import type { Stores } from '../stores/mod.ts'

/** What one notice says, without what every notice of its kind has in common. */
export interface NoticeParts<Word extends string = string> {
  readonly recipientId: string
  /** Who did it. Nobody is told of an own act; without an actor nobody is named. */
  readonly actorId?: string | null
  /** Events of one group are one notification as long as it is unread. Without it, all of the kind are. */
  readonly group?: string
  /** What tells two events of one actor in a group apart; the actor, where it is left out. */
  readonly sourceId?: string
  readonly atMs: number
  /** Told only to a recipient who may see it. */
  readonly about?: Notice['about']
  readonly subjects?: Subjects
  readonly words?: Readonly<Record<Word, string>>
}

/** The event in a group that is over. */
type TakenBackParts = Pick<NoticeParts, 'recipientId' | 'group'> & { readonly actorId: string }

/** The subjects that have a name: it is among the words of a sentence, where the reader may see it now. */
export type NamedSubject = 'activity' | 'challenge' | 'segment'

/** All there is to a kind of notification. */
interface Definition<Kind, Name, Event, Facts, Word extends string> {
  readonly kind: Kind
  readonly on: readonly Name[]
  /** The activity that should be here first; waited for a moment, outside the transaction. */
  readonly waitsFor?: (event: Event) => string | undefined
  /** What must be read to know whom to tell, inside the transaction that tells. Kinds with the same function share what it read. */
  readonly facts?: (event: Event, tx: Tx, stores: Stores) => Promise<Facts>
  /** Pure: whom to tell what. */
  readonly notices: (event: Event, facts: Facts) => readonly NoticeParts<Word>[]
  /** Pure: what is over, and goes out of the unread notification it stands in. */
  readonly takesBack?: (event: Event, facts: Facts) => readonly TakenBackParts[]
  /** Pure: one plain sentence in English. A word is missing where the reader may not see it, or the event did not have it. */
  readonly sentence: (words: Readonly<Partial<Record<Word | NamedSubject, string>>>, actors: Actors, subjects: Subjects) => string
}

type EventOf<Name extends EventName> = Name extends EventName ? Envelope<Name> : never

/** A kind of notification, checked by the compiler against exactly the events it names. */
export const defineNotice = <
  const Kind extends NotificationKind,
  const Name extends EventName,
  Facts = undefined,
  Word extends string = never,
>(
  definition: Definition<Kind, Name, EventOf<Name>, Facts, Word>,
): Definition<Kind, Name, EventOf<Name>, Facts, Word> => definition

/** A kind as the runner and the reader take it: an event it is on, the facts it has read, whatever words there are. */
export type NoticeKind = Omit<Definition<NotificationKind, EventName, Envelope, unknown, string>, 'sentence'> & {
  readonly sentence: (words: Readonly<Record<string, string>>, actors: Actors, subjects: Subjects) => string
}
type Kinds = Readonly<Record<NotificationKind, NoticeKind>>

/** All kinds by name: the compiler asks for one that is missing, and refuses one under another's name. */
export const listNotices = (kinds: { readonly [Kind in NotificationKind]: { readonly kind: Kind } }): Kinds =>
  kinds as unknown as Kinds

const groupKeyOf = (kind: NotificationKind, group: string | undefined): string =>
  group === undefined ? kind : `${kind}:${group}`

export const noticeOf = (kind: NotificationKind, parts: NoticeParts): Notice => {
  const { group, actorId = null, about = null, subjects = {}, words = {}, ...rest } = parts
  return { kind, groupKey: groupKeyOf(kind, group), sourceId: actorId ?? '', ...rest, actorId, about, subjects, words }
}

export const takenBackOf = (kind: NotificationKind, { group, ...parts }: TakenBackParts) => ({
  groupKey: groupKeyOf(kind, group),
  sourceId: parts.actorId,
  ...parts,
})
