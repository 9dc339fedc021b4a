import { badUserInput, type Connection, connectionOf, type PageArguments, pageRequest, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { actorsOf } from '../domain/actors.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import { activityOf } from '../domain/subjects.ts'
import { notices } from '../generated/notices.ts'
import type { NotificationFacts } from '../generated/resolvers.ts'
import type { Facts, NamedSubject } from '../notices/define-notice.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'
import { commit } from './commit.ts'

const MOST_IDS = 500

export interface NotificationPage extends Connection<NotificationRow> {
  readonly viewerId: string
}

/** The viewer's notifications, newest first. */
export const readNotifications = async (
  context: Context,
  viewerId: string,
  args: PageArguments & { readonly unreadOnly?: boolean | null },
): Promise<NotificationPage> => {
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = await context.stores.notifications.page(viewerId, args.unreadOnly ?? false, keysetOf(page.after), page.size + 1)
  const connection = connectionOf(
    rows,
    page,
    (row) => rowCursor(row.latestAt, row),
    (row) => row,
  )
  return { ...connection, viewerId }
}

/** Returns a notification of the viewer, or null. */
export const findOwnNotification = async (context: Context, id: string): Promise<NotificationRow | null> => {
  const row = await context.loaders.notification.load(id)
  return row !== null && row.athleteId === context.viewerId ? row : null
}

/** Who reads a sentence: the loaders of an athlete. */
type Reader = Pick<Context, 'loaders'>

/** Loads the display names of the latest actors whom the reader may see now. */
const loadActorNames = async ({ loaders }: Reader, { actorIds }: NotificationRow): Promise<readonly string[]> => {
  const names = await Promise.all(
    actorIds.map(async (id) => {
      const [reference, account] = await Promise.all([loaders.athlete(id), loaders.account.load(id)])
      return reference === null ? null : account?.displayName
    }),
  )
  return names.filter((name) => name !== null && name !== undefined)
}

type LoadName = (loaders: Context['loaders'], id: string) => Promise<string | undefined>

/** Loads the name of a subject, by kind. The result is undefined when the reader may not see the subject now. */
const NAME_LOADERS: Readonly<Record<NamedSubject, LoadName>> = {
  activity: async (loaders, id) => activityOf(await loaders.subject(id))?.name || undefined,
  challenge: async (loaders, id) => {
    const challenge = await loaders.challenge.load(id)
    return challenge?.isTakenDown ? undefined : challenge?.title
  },
  segment: async (loaders, id) => (await loaders.segment.load(id))?.name,
  event: async (loaders, id) => (await loaders.clubEvent(id))?.title,
  club: async (loaders, id) => (await loaders.clubOfNotice(id))?.name,
}

const namedSubjects = Object.keys(NAME_LOADERS) as NamedSubject[]

const loadSubjectNames = async (
  { loaders }: Reader,
  { subjects }: NotificationRow,
): Promise<Readonly<Record<string, string>>> => {
  const names = await Promise.all(
    namedSubjects.map(async (kind) => {
      const id = subjects[kind]
      const name = id === undefined ? undefined : await NAME_LOADERS[kind](loaders, id)
      return name === undefined ? [] : [[kind, name] as const]
    }),
  )
  return Object.fromEntries(names.flat())
}

const factsWith = ({ kind, words }: NotificationRow, names: Readonly<Record<string, string>>): Facts =>
  notices[kind].facts?.({ ...words, ...names }) ?? {}

/** Returns what only the event of a notification knew, as far as its reader may see it now. */
export const readNotificationFacts = async (reader: Reader, row: NotificationRow): Promise<NotificationFacts> =>
  // What is undefined is null in GraphQL.
  factsWith(row, await loadSubjectNames(reader, row)) as NotificationFacts

/** A notification in words, for who gets it beside the app. */
export interface ToldNotification {
  /** The sentence in English. */
  readonly text: string
  /** What a sentence in another language is made of: the names of the latest actors, those of the subjects by kind, and the facts. */
  readonly actors: readonly string[]
  readonly names: Readonly<Record<string, string>>
  readonly facts: Facts
}

/** Tells a notification with the names that its reader may see now. The names for a page are loaded together. */
export const tellNotification = async (reader: Reader, row: NotificationRow): Promise<ToldNotification> => {
  const [actors, names] = await Promise.all([loadActorNames(reader, row), loadSubjectNames(reader, row)])
  const text = notices[row.kind].sentence({ ...row.words, ...names }, actorsOf(actors, row.actorCount), row.subjects)
  const { badgeName, gearName } = row.words
  const own = { ...(badgeName === undefined ? {} : { badge: badgeName }), ...(gearName === undefined ? {} : { gear: gearName }) }
  return { text, actors, names: { ...own, ...names }, facts: factsWith(row, names) }
}

export const writeNotificationText = async (reader: Reader, row: NotificationRow): Promise<string> =>
  (await tellNotification(reader, row)).text

/**
 * Marks notifications of the viewer as read: those with the ids, or all up to and including an instant. Ids of other athletes'
 * notifications are ignored.
 */
export const markRead = async (
  context: Context,
  args: { readonly ids?: readonly string[] | null; readonly allBefore?: Date | null },
): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const { ids, allBefore } = args
  const isByIds = ids !== null && ids !== undefined
  const isByTime = allBefore !== null && allBefore !== undefined
  if (isByIds === isByTime) throw badUserInput([{ path: 'ids', message: 'or allBefore: one of the two' }])
  if (isByIds && ids.length > MOST_IDS) throw badUserInput([{ path: 'ids', message: `must be at most ${MOST_IDS}` }])
  const which = isByIds ? { ids } : { upTo: allBefore ?? new Date(0) }
  await commit(context, async (tx) => {
    const marked = await context.stores.notifications.markRead(athleteId, which, new Date(context.runtime.now()), tx)
    if (marked > 0) tx.afterCommit(() => context.runtime.live.publish('unread', athleteId))
  })
}
