import { notFound, requireAthlete } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { challengeState } from '../domain/challenge.ts'
import { type ClubRow, clubState } from '../domain/club.ts'
import type { Services } from '../services.ts'
import { emitPicture } from './club-picture.ts'
import { requireActor } from './require-club.ts'

/** Dissolves a club. Its challenges that have not ended are cancelled, since nobody is left to run them; a worker cancels its events. */
export const dissolve = async (services: Services, clubId: string, tx: Tx): Promise<ClubRow> => {
  const { clubs, challenges } = services.stores
  const nowMs = services.runtime.now()
  const club = await clubs.dissolve(clubId, tx)
  if (club === null) throw notFound('This club')
  tx.emit('club.changed', clubState(club, nowMs))
  emitPicture({ ...club, avatarPhoto: null }, club.avatarPhoto, nowMs, tx)
  for (const open of await challenges.openOfClub(clubId, nowMs, tx)) {
    const cancelled = await challenges.cancel(open._id, nowMs, tx)
    if (cancelled === null) continue
    tx.emit('challenge.changed', challengeState(cancelled, nowMs))
    tx.afterCommit(() => services.boards.hint(cancelled._id))
  }
  return club
}

/** Deletes a club, as its owner. Nothing finds it from then on; a worker cancels its events and ends the memberships. */
export const deleteClub = async (context: Context, clubId: string): Promise<boolean> => {
  const { athleteId } = requireAthlete(context.caller)
  return context.database.transact(async (tx) => {
    await requireActor(context, { clubId, athleteId, act: 'DELETE_CLUB' }, tx)
    await dissolve(context, clubId, tx)
    return true
  }, context.origin)
}
