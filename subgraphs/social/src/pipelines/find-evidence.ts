import { conflict, isIdOf, notFound } from '@gruppetto/graph'
import { awaitProjection, shownPhoto } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import type { Reported } from '../domain/moderation.ts'
import { clubIdOf } from '../domain/subjects.ts'
import { requireLiveSession } from './require-live-session.ts'
import { requireComment, requireSubject } from './require-subject.ts'

/** A thing that the viewer may see, with a copy of what it is now. */
export interface Evidence extends Reported {
  readonly evidence: Readonly<Record<string, unknown>>
}

const findAthlete = async ({ loaders }: Context, id: string): Promise<Evidence> => {
  const [reference, account] = await Promise.all([loaders.athlete(id), loaders.account.load(id)])
  if (reference === null || account === null) throw notFound('This athlete')
  const { handle, displayName, avatarUrl } = account
  return { subjectId: id, subjectOwnerId: id, subjectText: displayName, evidence: { handle, displayName, avatarUrl } }
}

const inClub = (clubId: string | null | undefined) => (clubId == null ? {} : { clubId })

const findComment = async (context: Context, id: string): Promise<Evidence> => {
  const { authorId, text, subjectId, createdAt, editedAt } = await requireComment(context, id)
  const place = inClub(clubIdOf(await context.loaders.subject(subjectId)))
  const evidence = { text, subjectId, createdAt, editedAt }
  return { subjectId: id, subjectOwnerId: authorId, subjectText: text, ...place, evidence }
}

/** Returns who answers for something that clubs has: who made it, or the owner of its club when that account is gone. */
const findMaker = async (
  { stores }: Context,
  { createdById, clubId }: { readonly createdById?: string | null; readonly clubId?: string | null },
): Promise<string> => {
  const [ownerId] = createdById || clubId == null ? [] : await stores.participations.withRoles(clubId, ['OWNER'])
  const makerId = createdById || ownerId
  if (!makerId) throw conflict('Nobody answers for it any more.', 'NOBODY_ANSWERS')
  return makerId
}

const textOf = (title: string, description: string | null | undefined): string =>
  description ? `${title}\n\n${description}` : title

const findEvent = async (context: Context, id: string): Promise<Evidence> => {
  const event = await context.loaders.clubEvent(id)
  if (event === null) throw notFound('This event')
  const { title, description = null, place = null, startsAt, clubId, revision } = event
  const evidence = { title, description, place, startsAt, revision }
  const subjectOwnerId = await findMaker(context, event)
  return { subjectId: id, subjectOwnerId, subjectText: textOf(title, description), clubId, evidence }
}

const findChallenge = async (context: Context, id: string): Promise<Evidence> => {
  const challenge = await context.loaders.seenChallenge(id)
  if (challenge === null) throw notFound('This challenge')
  const { title, description = null, clubId, revision } = challenge
  const subjectOwnerId = await findMaker(context, challenge)
  const evidence = { title, description, revision }
  return { subjectId: id, subjectOwnerId, subjectText: textOf(title, description), ...inClub(clubId), evidence }
}

/** Finds a live session. Where the athlete is stays out of the copy: who sees the session says who may know. */
const findLiveSession = async (context: Context, id: string): Promise<Evidence> => {
  const session = await requireLiveSession(context, id)
  // One that has become an activity is hidden with it.
  if (session.activityId) await requireSubject(context, session.activityId)
  const { athleteId, sport = null, startedAt = null, visibility, eventId, isOver, revision } = session
  const evidence = { sport, startedAt, visibility, eventId, isOver, revision }
  return { subjectId: id, subjectOwnerId: athleteId, subjectText: null, evidence }
}

/** Finds a photo that an activity or a post shows to the viewer. It is the staff's to decide, since several things may show it. */
const findPhoto = async ({ loaders, stores, runtime }: Context, id: string): Promise<Evidence> => {
  const photo = shownPhoto(await awaitProjection(id, runtime.now(), () => stores.photos.get(id)))
  const subjects = photo === null ? [] : await Promise.all((await stores.photoCarriers.idsOf(id)).map(loaders.subject))
  const carrierIds = subjects.flatMap((subject) => subject?.id ?? [])
  if (photo === null || carrierIds.length === 0) throw notFound('This photo')
  const { athleteId, caption, width, height } = photo
  return { subjectId: id, subjectOwnerId: athleteId, subjectText: caption, evidence: { caption, width, height, carrierIds } }
}

/** Finds what is reported, as the viewer may see it. Throws NOT_FOUND. */
export const findEvidence = async (context: Context, id: string): Promise<Evidence> => {
  if (isIdOf('Athlete', id)) return findAthlete(context, id)
  if (isIdOf('Comment', id)) return findComment(context, id)
  if (isIdOf('ClubEvent', id)) return findEvent(context, id)
  if (isIdOf('Challenge', id)) return findChallenge(context, id)
  if (isIdOf('LiveSession', id)) return findLiveSession(context, id)
  if (isIdOf('Photo', id)) return findPhoto(context, id)
  const subject = await requireSubject(context, id)
  const { ownerId: subjectOwnerId } = subject
  if (subject.kind === 'POST') {
    const { text, createdAt, editedAt, photoIds = [] } = subject.post
    const place = inClub(clubIdOf(subject))
    return { subjectId: id, subjectOwnerId, subjectText: text, ...place, evidence: { text, photoIds, createdAt, editedAt } }
  }
  const { name, sport, visibility, revision } = subject.activity
  return { subjectId: id, subjectOwnerId, subjectText: name, evidence: { name, sport, visibility, revision } }
}
