import {
  badUserInput,
  conflict,
  forbidden,
  maySeeActivity,
  maySeePost,
  newId,
  notFound,
  rateLimited,
  validInput,
} from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { reasonNotToCheer } from '../domain/cheers.ts'
import { cheerText } from '../domain/texts.ts'
import type { CheerInput } from '../generated/resolvers.ts'
import { participationId } from '../stores/participations.ts'
import { commit } from './commit.ts'
import { refuseOneself, requireAccount } from './require-account.ts'
import { requireNotMutedIn } from './require-club.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'
import { requireLiveSession } from './require-live-session.ts'

/** One event has at most this many people out; a cheer reaches no more. */
const REACHED_AT_ONCE = 500

/** Whom a cheer goes to, and where it was given. */
interface Target {
  readonly toAthleteIds: readonly string[]
  readonly liveSessionId?: string
  readonly eventId?: string
}

const findLiveTarget = async (context: Context, liveSessionId: string): Promise<Target> => {
  const session = await requireLiveSession(context, liveSessionId)
  if (session.isOver) throw conflict('This live session has ended.', 'LIVE_OVER')
  return { toAthleteIds: [session.athleteId], liveSessionId }
}

/** Finds those who are out in an event, as far as the viewer may see them. There may be none yet: the cheer still counts. */
const findEventTarget = async (context: Context, viewerId: string, eventId: string): Promise<Target> => {
  const { stores, loaders, runtime } = context
  const event = await awaitProjection(eventId, runtime.now(), () => stores.clubEvents.get(eventId))
  if (event === null || event.isTakenDown || (await loaders.isGone(event.clubId))) throw notFound('This event')
  if (!(await loaders.isMember(participationId(event.clubId, viewerId)))) {
    throw event.isPublic ? forbidden("Only the club's members cheer at its events.") : notFound('This event')
  }
  await requireNotMutedIn(context, event.clubId, viewerId)
  const nowMs = runtime.now()
  const why = reasonNotToCheer(event, await stores.clubEventDates.next(eventId, new Date(nowMs)), nowMs)
  if (why !== null) throw conflict(...why)
  const sessions = await stores.liveSessions.goingOnIn(eventId, REACHED_AT_ONCE)
  const others = sessions.filter((session) => session.athleteId !== viewerId)
  const relations = await loaders.relation.loadMany(others.map((session) => session.athleteId))
  const seen = others.filter((session, index) => {
    const relation = relations[index]
    return relation !== undefined && !(relation instanceof Error) && maySeeActivity(session.visibility, relation)
  })
  return { toAthleteIds: [...new Set(seen.map((session) => session.athleteId))], eventId }
}

/** Whoever sees the athlete's posts, and so could comment on one, may cheer for the athlete. */
const findAthleteTarget = async (context: Context, athleteId: string): Promise<Target> => {
  await requireAccount(context, athleteId)
  if (!maySeePost(await context.loaders.relation.load(athleteId))) throw notFound('This athlete')
  return { toAthleteIds: [athleteId] }
}

const findTarget = async (context: Context, viewerId: string, input: CheerInput): Promise<Target> => {
  const { liveSessionId, eventId, athleteId } = input
  const given = [liveSessionId, eventId, athleteId].filter((id) => id !== null && id !== undefined)
  if (given.length !== 1)
    throw badUserInput([{ path: 'input', message: 'needs one of liveSessionId, eventId and athleteId, and no more' }])
  if (liveSessionId) return findLiveTarget(context, liveSessionId)
  if (eventId) return findEventTarget(context, viewerId, eventId)
  return findAthleteTarget(context, athleteId ?? '')
}

/** Throws RATE_LIMITED when the viewer has just cheered for the same athlete very often, so that nobody is pestered. */
const limitCheers = async ({ counter, settings }: Context, viewerId: string, toAthleteId: string): Promise<void> => {
  const most = settings.cheersForOneAthlete
  const waitSeconds = await counter.count(`cheers:${viewerId}:${toAthleteId}`, [
    { most, seconds: 600 },
    { most: most * 4, seconds: 86_400 },
  ])
  if (waitSeconds > 0) throw rateLimited(waitSeconds, 'cheers for one athlete')
}

/** Sends a short word to an athlete, to one who is out now, or to those who are out in an event of the viewer's club. */
export const cheer = async (context: Context, input: CheerInput): Promise<void> => {
  const athleteId = await requireKnownAthlete(context)
  const message = validInput(cheerText, input.message, 'input.message')
  const target = await findTarget(context, athleteId, input)
  const [only, ...others] = target.toAthleteIds
  if (target.eventId === undefined && only !== undefined) {
    refuseOneself(athleteId, only, 'cheer for')
    if (others.length === 0) await limitCheers(context, athleteId, only)
  }
  await commit(context, async (tx) => {
    tx.emit('cheer.given', {
      cheerId: newId('Cheer'),
      ...target,
      athleteId,
      toAthleteIds: [...target.toAthleteIds],
      message,
      at: context.runtime.now(),
    })
  })
}
