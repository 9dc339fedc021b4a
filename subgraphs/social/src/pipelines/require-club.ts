import { forbidden, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { participationId } from '../stores/participations.ts'

/** Throws FORBIDDEN when the athlete is muted in the club now: whoever is muted reads, and writes nothing. */
export const requireNotMutedIn = async ({ stores, runtime }: Context, clubId: string, athleteId: string): Promise<void> => {
  const until = (await stores.participations.get(participationId(clubId, athleteId)))?.mutedUntil ?? null
  if (until === null || until.getTime() <= runtime.now()) return
  throw forbidden(`You are muted in this club until ${until.toISOString()}: you can read, and write nothing.`)
}

/**
 * Whoever writes in a club is a member of it and is not muted there. Throws NOT_FOUND when the athlete does not see what is in the club, and
 * FORBIDDEN otherwise.
 */
export const requireMayWriteIn = async (context: Context, clubId: string, athleteId: string): Promise<void> => {
  const { loaders, stores, runtime } = context
  // Who has just founded a club writes in it at once.
  await awaitProjection(clubId, runtime.now(), () => stores.participations.get(participationId(clubId, athleteId)))
  if (!(await loaders.seesClub(clubId))) throw notFound('This club')
  if (!(await loaders.isInClub(clubId))) throw forbidden('Only members write in a club: join it first.')
  await requireNotMutedIn(context, clubId, athleteId)
}
