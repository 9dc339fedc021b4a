import { badUserInput, type Connection, connectionOf, type PageArguments, pageRequest, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { sentenceOf } from '../domain/notification-text.ts'
import type { NotificationRow } from '../domain/notifications.ts'
import { commit } from './commit.ts'
import { cursorOf, KEYSET_KINDS, keysetOf } from './filtered-page.ts'

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
  const page = pageRequest(args, KEYSET_KINDS)
  const rows = await context.stores.notifications.page(viewerId, args.unreadOnly ?? false, keysetOf(page), page.size + 1)
  const connection = connectionOf(
    rows,
    page,
    (row) => cursorOf({ atMs: row.atMs, id: row._id }),
    (row) => row,
  )
  return { ...connection, viewerId }
}

/** A notification of the viewer's own, or null. */
export const ownNotification = async (context: Context, id: string): Promise<NotificationRow | null> => {
  const row = await context.loaders.notification.load(id)
  return row !== null && row.athleteId === context.viewerId ? row : null
}

/** The name of what a notification is about, as far as its reader may see it now. */
const activityName = async (context: Context, row: NotificationRow): Promise<string | null> => {
  if (row.activityId === null) return null
  const subject = await context.loaders.subject(row.activityId)
  return subject?.kind === 'ACTIVITY' && subject.activity.name !== '' ? subject.activity.name : null
}

/** The sentence of a notification, with the names its reader may see now. */
export const notificationText = async (context: Context, row: NotificationRow): Promise<string> => {
  const { loaders } = context
  const names = await Promise.all(
    row.actorIds.map(async (id) => {
      const [reference, account] = await Promise.all([loaders.athlete(id), loaders.account.load(id)])
      return reference === null ? null : (account?.displayName ?? null)
    }),
  )
  const challenge = row.challengeId === null ? null : await loaders.challenge.load(row.challengeId)
  const segment = row.segmentId == null ? null : await loaders.segment.load(row.segmentId)
  return sentenceOf({
    kind: row.kind,
    names: names.filter((name) => name !== null),
    actorCount: row.actorCount,
    activityName: await activityName(context, row),
    isPost: row.postId !== null,
    isComment: row.commentId !== null,
    challengeTitle: challenge?.title ?? null,
    segmentName: segment?.name ?? null,
    fileName: row.fileName,
    reason: row.reason,
    gearName: row.gearName ?? null,
  })
}

/** Marks the viewer's own as read: some, or all up to and including an instant. Others' ids change nothing and say nothing. */
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
  const which = isByIds ? { ids } : { beforeMs: allBefore?.getTime() ?? 0 }
  await commit(context, async (tx) => {
    const marked = await context.stores.notifications.markRead(athleteId, which, context.runtime.now(), tx)
    if (marked > 0) tx.afterCommit(() => context.runtime.live.publish('unread', athleteId))
  })
}
