import { newId, type Relation } from '@gruppetto/graph'
import type { AccountRow } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import { clubLock, groupLock, pairLock, sourceLock, subjectLock } from '../domain/locks.ts'
import type { Notice, NotificationEntryRow, NotificationRow } from '../domain/notifications.ts'
import { type Channels, isWanted, type Preference, preferenceOf, withoutMail } from '../domain/preferences.ts'
import { clubIdOf, maySeeSubject } from '../domain/subjects.ts'
import { mayWait, waitingNoticeOf } from '../domain/waiting-notices.ts'
import { notices } from '../generated/notices.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'
import type { NotificationSettingsRow } from '../stores/notification-settings.ts'
import { participationId } from '../stores/participations.ts'
import { readRelations } from '../stores/relations.ts'

/** What must be known to decide about a notice. */
export interface LoadedNotice {
  readonly notice: Notice
  readonly channels: Channels
  /** The unread group that it may join. */
  readonly group: NotificationRow | null
  /** The sources of the actor's entries in this group. */
  readonly sources: readonly string[]
  /** Entries of the same act, in any notification. */
  readonly earlier: readonly NotificationEntryRow[]
  readonly newId: string
}

/** All pairs of recipient, actor and owner. */
const pairsOf = ({ recipientId, actorId, about }: Notice): readonly (readonly [string, string])[] => {
  const people = [...new Set([recipientId, actorId, about?.ownerId ?? null])].filter((id) => id !== null)
  return people.flatMap((one, index) => people.slice(index + 1).map((other) => [one, other] as const))
}

/** Returns the club that a notice is about, or in which is what it is about. */
type ClubOf = (notice: Notice) => string | null

const findClubs = async ({ stores }: Services, all: readonly Notice[], tx: Tx): Promise<ClubOf> => {
  const eventIds = [...new Set(all.flatMap(({ subjects }) => subjects.event ?? []))]
  const events = eventIds.length === 0 ? new Map() : await stores.clubEvents.many(eventIds, tx)
  return ({ about, subjects: { club, event } }) =>
    clubIdOf(about) ?? club ?? (event === undefined ? null : (events.get(event)?.clubId ?? null))
}

/** The locks of everything that decides whether the recipient may get a notice. */
const locksOf = (notice: Notice, clubId: string | null): readonly string[] => {
  const { activity, post } = notice.subjects
  const subjectIds = [activity, post].filter((id) => id !== undefined)
  return [
    groupLock(notice),
    ...subjectIds.map(subjectLock),
    ...(clubId === null ? [] : [clubLock(clubId, notice.recipientId)]),
    ...pairsOf(notice).map(([one, other]) => pairLock(one, other)),
  ]
}

/** Locks what decides about these notices, until the commit. */
export const lockNotices = async (services: Services, all: readonly Notice[], tx: Tx): Promise<void> => {
  const clubOf = await findClubs(services, all, tx)
  await services.stores.locks.lock(
    all.flatMap((notice) => locksOf(notice, clubOf(notice))),
    tx,
  )
}

/** Loads how the recipient stands to the owner of what a notice is about, by their pair (see edgeId), once each. */
const relationsOf = async ({ stores }: Services, all: readonly Notice[], tx: Tx): Promise<ReadonlyMap<string, Relation>> => {
  const relations = new Map<string, Relation>()
  for (const { recipientId, about } of all) {
    if (about === null || relations.has(edgeId(recipientId, about.ownerId))) continue
    const found = await readRelations(stores, recipientId, [about.ownerId], tx)
    for (const [ownerId, relation] of found) relations.set(edgeId(recipientId, ownerId), relation)
  }
  return relations
}

interface Clubs {
  /** Whether the club of a notice is deleted. */
  isGone(notice: Notice): boolean
  /** Whether the recipient sees what is in the club of what a notice is about. */
  isSeen(notice: Notice): boolean
}

const loadClubs = async (services: Services, all: readonly Notice[], tx: Tx): Promise<Clubs> => {
  const { stores } = services
  const clubOf = await findClubs(services, all, tx)
  const ids = [...new Set(all.flatMap((notice) => clubOf(notice) ?? []))]
  const clubs = ids.length === 0 ? new Map() : await stores.clubs.many(ids, tx)
  const membershipOf = ({ about, recipientId }: Notice) => participationId(clubIdOf(about) ?? '', recipientId)
  const memberIds = all.filter(({ about }) => clubIdOf(about) !== null).map(membershipOf)
  const members = memberIds.length === 0 ? new Map() : await stores.participations.many([...new Set(memberIds)], tx)
  const isGone = (notice: Notice): boolean => clubs.get(clubOf(notice) ?? '')?.dissolved === true
  return {
    isGone,
    isSeen: (notice) =>
      clubs.get(clubIdOf(notice.about) ?? '')?.isOpen === true ||
      (members.get(membershipOf(notice))?.present === true && !isGone(notice)),
  }
}

/**
 * Returns those notices that their recipient may get: no two of recipient, actor and owner block each other, the recipient has not muted
 * the actor, and may see the subject. Nobody is told of what was in a club that is deleted.
 */
export const allowedAmong = async (services: Services, all: readonly Notice[], tx: Tx): Promise<readonly Notice[]> => {
  const { stores, runtime } = services
  const blockIdsOf = (notice: Notice) => pairsOf(notice).flatMap(([one, other]) => [edgeId(one, other), edgeId(other, one)])
  const muteIdsOf = ({ recipientId, actorId }: Notice) => (actorId === null ? [] : [edgeId(recipientId, actorId)])
  const blocked = await stores.blocks.activeAmong(all.flatMap(blockIdsOf), tx)
  const muted = await stores.mutes.activeAmong(all.flatMap(muteIdsOf), new Date(runtime.now()), tx)
  const relations = await relationsOf(services, all, tx)
  const clubs = await loadClubs(services, all, tx)
  const maySee = (notice: Notice): boolean => {
    const { recipientId, about } = notice
    if (clubs.isGone(notice)) return false
    const relation = about === null ? undefined : relations.get(edgeId(recipientId, about.ownerId))
    return about === null || (relation !== undefined && maySeeSubject(about, relation, clubs.isSeen(notice)))
  }
  return all.filter(
    (notice) =>
      !blockIdsOf(notice).some((id) => blocked.has(id)) && !muteIdsOf(notice).some((id) => muted.has(id)) && maySee(notice),
  )
}

/** A notice, and what its recipient wishes for its kind. */
interface WishedNotice {
  readonly notice: Notice
  readonly channels: Preference
}

/** What the recipients of some notices have chosen. */
interface Recipients {
  readonly accounts: ReadonlyMap<string, AccountRow>
  readonly settings: ReadonlyMap<string, NotificationSettingsRow>
}

/** Returns what the recipient wishes for this kind. A closed account gets nothing. */
export const preferenceFor = async (
  { features, recentContext }: Services,
  { kind, recipientId }: Notice,
  { accounts, settings }: Recipients,
): Promise<Preference | null> => {
  const account = accounts.get(recipientId)
  if (account?.deleted) return null
  const choice = settings.get(recipientId)?.choices[kind]
  const { defaults } = notices[kind]
  const preference = preferenceOf(defaults, account?.persona, choice)
  // Only for a mail that nobody has chosen is the flag looked at.
  if (!preference.mail || choice?.mail === true) return preference
  const withMail = await features.isOn('mail-at-first', await recentContext(recipientId))
  return withMail ? preference : preferenceOf(withoutMail(defaults), account?.persona, choice)
}

const isFrom = async ({ stores }: Services, { from }: Preference, { recipientId, actorId }: Notice, tx: Tx): Promise<boolean> =>
  from === 'EVERYONE' || actorId === null || (await stores.follows.get(recipientId, actorId, tx))?.state === 'FOLLOWING'

/** Leaves out the notices that their recipients do not wish. */
const keepWished = async (services: Services, all: readonly Notice[], tx: Tx): Promise<readonly WishedNotice[]> => {
  const { accounts, notificationSettings } = services.stores
  const ids = [...new Set(all.map(({ recipientId }) => recipientId))]
  const recipients = { accounts: await accounts.many(ids, tx), settings: await notificationSettings.many(ids, tx) }
  const wished: WishedNotice[] = []
  for (const notice of all) {
    const channels = await preferenceFor(services, notice, recipients)
    if (channels !== null && isWanted(channels) && (await isFrom(services, channels, notice, tx)))
      wished.push({ notice, channels })
  }
  return wished
}

/** Lets a notice wait when its group is busy: see collect-notices.ts. Returns whether it waits. */
const putAside = async (
  { stores, settings, runtime }: Services,
  { notice, channels }: WishedNotice,
  group: NotificationRow | null,
  tx: Tx,
): Promise<boolean> => {
  const { actorId } = notice
  if (actorId === null || !mayWait(notice, group, settings.busyFrom)) return false
  // Of thousands of transactions at once that write the same group, all but one would run again.
  await stores.locks.lock([sourceLock(notice)], tx)
  await stores.waitingNotices.put(waitingNoticeOf({ ...notice, actorId }, channels, runtime.now()), tx)
  return true
}

/** Loads what `decideNotice` needs. Leaves out notices of an own act, those that their recipient may not get or does not wish, and those that wait. */
export const loadNotices = async (services: Services, all: readonly Notice[], tx: Tx): Promise<readonly LoadedNotice[]> => {
  const { notifications } = services.stores
  const others = all.filter(({ actorId, recipientId }) => actorId !== recipientId)
  const groups = new Map<Notice, Pick<LoadedNotice, 'channels' | 'group'>>()
  for (const wished of await keepWished(services, others, tx)) {
    const { notice, channels } = wished
    const group = await notifications.unreadGroup(notice.recipientId, notice.groupKey, tx)
    if (!(await putAside(services, wished, group, tx))) groups.set(notice, { channels, group })
  }
  await lockNotices(services, [...groups.keys()], tx)
  const allowed = new Set(await allowedAmong(services, [...groups.keys()], tx))
  const loaded: LoadedNotice[] = []
  for (const [notice, { channels, group }] of groups) {
    if (!allowed.has(notice)) continue
    const { recipientId, actorId, groupKey, sourceId } = notice
    const sources = group === null || actorId === null ? [] : await notifications.sourcesBy(group._id, actorId, tx)
    const earlier = actorId === null ? [] : await notifications.entriesOfAct({ recipientId, actorId, groupKey, sourceId }, tx)
    loaded.push({ notice, channels, group, sources, earlier, newId: newId('Notification') })
  }
  return loaded
}
