import { badUserInput, isIdOf, notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Subject } from '../domain/subjects.ts'
import { kudosId } from '../stores/kudos.ts'
import { commit } from './commit.ts'
import { requireKnownAthlete } from './require-known-athlete.ts'
import { findSubject, requireComment, requireSubject } from './require-subject.ts'

/** What kudos are given to: its owner, and the activity or post that it is or stands under. */
interface Target {
  readonly ownerId: string
  readonly subject: Subject
}

const requireTarget = async (context: Context, id: string): Promise<Target> => {
  if (!isIdOf('Comment', id)) {
    const subject = await requireSubject(context, id)
    return { ownerId: subject.ownerId, subject }
  }
  const row = await requireComment(context, id)
  return { ownerId: row.authorId, subject: await requireSubject(context, row.subjectId) }
}

/** Finds what kudos were given to, whoever may see it now. */
const findTarget = async (context: Context, id: string): Promise<Target | null> => {
  const row = isIdOf('Comment', id) ? await context.loaders.anyComment(id) : null
  const subject = await findSubject(context, row?.subjectId ?? id)
  return subject === null ? null : { ownerId: row?.authorId ?? subject.ownerId, subject }
}

/**
 * Gives kudos. Repeating it changes nothing. Throws BAD_USER_INPUT for the viewer's own activity, post or comment. Returns the
 * activity or post; for a comment, what it stands under.
 */
export const giveKudos = async (context: Context, subjectId: string): Promise<Subject> => {
  const athleteId = await requireKnownAthlete(context)
  const { ownerId, subject } = await requireTarget(context, subjectId)
  if (ownerId === athleteId) throw badUserInput([{ path: 'subjectId', message: 'is your own' }])
  await commit(context, async (tx) => {
    // A comment that is deleted at the same moment is deleted before this, or its kudos are deleted with it.
    if (isIdOf('Comment', subjectId) && (await context.stores.comments.lock(subjectId, tx)) === null)
      throw notFound('This comment')
    const at = context.runtime.now()
    const row = { _id: kudosId(subjectId, athleteId), subjectId, athleteId, givenAt: new Date(at) }
    const isNew = await context.stores.kudos.give(row, tx)
    if (isNew) tx.emit('kudos.given', { subjectId, subjectOwnerId: ownerId, athleteId, at })
  })
  return subject
}

/**
 * Takes the viewer's kudos back, even when the subject has been hidden from the viewer since; then it returns null. When there
 * are no kudos nothing changes, and it throws NOT_FOUND if the viewer may not see the subject.
 */
export const takeBackKudos = async (context: Context, subjectId: string): Promise<Subject | null> => {
  const { athleteId } = requireAthlete(context.caller)
  const target = await findTarget(context, subjectId)
  if (target === null) throw notFound('This activity, post or comment')
  const wasThere = await commit(context, async (tx) => {
    const isGone = await context.stores.kudos.takeBack(subjectId, athleteId, tx)
    const at = context.runtime.now()
    if (isGone) tx.emit('kudos.taken-back', { subjectId, subjectOwnerId: target.ownerId, athleteId, at })
    return isGone
  })
  const shown = await context.loaders.subject(target.subject.id)
  if (!wasThere && shown === null) throw notFound('This activity, post or comment')
  return shown
}
