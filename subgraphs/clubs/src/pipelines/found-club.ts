import { badUserInput, conflict, newId, requireAthlete, validInput } from '@gruppetto/graph'
import { requireVerified } from '@gruppetto/relations'
import { isDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { challengeState } from '../domain/challenge.ts'
import { type ClubRow, clubState } from '../domain/club.ts'
import { clubEventState } from '../domain/club-event.ts'
import { type ClubInput, clubFieldsOf, clubInput, slugProblem } from '../domain/club-input.ts'
import { emitPicture, readPicture } from './club-picture.ts'
import { putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'

const slugTaken = (slug: string) => conflict(`The slug ${slug} is taken: give another.`, 'TAKEN', { path: 'input.slug' })

const readFields = (input: ClubInput, clubId: string, known: ClubRow | null) => {
  const fields = clubFieldsOf(input, clubId, known)
  const problem = slugProblem(input, fields)
  if (problem !== null) throw badUserInput([{ path: 'input.slug', message: problem }])
  return fields
}

/** Creates a club. The caller becomes its owner and first member. Throws FORBIDDEN before the caller's e-mail address is verified. */
export const createClub = async (context: Context, input: unknown): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const given = validInput(clubInput, input)
  await requireVerified(context.stores.relations.accounts, athleteId, context.runtime.now())
  const clubId = newId('Club')
  const nowMs = context.runtime.now()
  const club: ClubRow = {
    _id: clubId,
    ...readFields(given, clubId, null),
    avatarPhoto: await readPicture(context, given, athleteId, null),
    memberCount: 1,
    createdById: athleteId,
    createdAt: new Date(nowMs),
    dissolved: false,
    revision: 1,
  }
  if ((await context.stores.clubs.bySlug(club.slug)) !== null) throw slugTaken(club.slug)
  try {
    return await context.database.transact(async (tx) => {
      await context.stores.clubs.insert(club, tx)
      tx.emit('club.changed', clubState(club, nowMs))
      emitPicture(club, null, nowMs, tx)
      await putMembership(context, { clubId, athleteId, known: null, status: 'ACTIVE', role: 'OWNER' }, tx)
      return club
    }, context.origin)
  } catch (error) {
    throw isDuplicateKey(error) ? slugTaken(club.slug) : error
  }
}

/** Shows or hides what is in a club, after its access has changed. What is in a SECRET club is hidden in the same transaction. */
const spreadAccess = async ({ runtime, stores }: Context, club: ClubRow, tx: Tx): Promise<void> => {
  const nowMs = runtime.now()
  for (const challenge of await stores.challenges.setPublic(club._id, club.access === 'OPEN', tx)) {
    tx.emit('challenge.changed', challengeState(challenge, nowMs))
  }
  for (const event of await stores.clubEvents.touch(club._id, tx)) {
    tx.emit('club-event.changed', clubEventState(event, club, nowMs))
  }
}

/** Changes a club, as its owner or admin. What the input leaves out stays as it is. */
export const updateClub = async (context: Context, clubId: string, input: unknown): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const given = validInput(clubInput, input)
  const nowMs = context.runtime.now()
  try {
    return await context.database.transact(async (tx) => {
      const { club } = await requireActor(context, { clubId, athleteId, act: 'UPDATE_CLUB' }, tx)
      const avatarPhoto = await readPicture(context, given, athleteId, club.avatarPhoto)
      const next: ClubRow = { ...club, ...readFields(given, clubId, club), avatarPhoto, revision: (club.revision ?? 0) + 1 }
      await context.stores.clubs.replace(next, tx)
      tx.emit('club.changed', clubState(next, nowMs))
      emitPicture(next, club.avatarPhoto, nowMs, tx)
      if (next.access !== club.access) await spreadAccess(context, next, tx)
      recordAct(context, { clubId, actorId: athleteId, action: 'CLUB_UPDATED', subjectId: clubId }, tx)
      return next
    }, context.origin)
  } catch (error) {
    throw isDuplicateKey(error) ? slugTaken(String(given.slug ?? given.name)) : error
  }
}
