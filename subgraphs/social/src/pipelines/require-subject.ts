import { isIdOf, notFound } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import type { CommentRow, Subject } from '../domain/subjects.ts'

/** Returns an activity or post, whoever may see it. Waits a moment for a new activity. */
export const findSubject = async ({ loaders, stores, runtime }: Context, subjectId: string): Promise<Subject | null> => {
  if (isIdOf('Activity', subjectId)) {
    await awaitProjection(subjectId, runtime.now(), () => stores.activities.get(subjectId))
  }
  return loaders.anySubject(subjectId)
}

/** Returns the activity or post that a mutation names. Throws NOT_FOUND when the viewer may not see it. */
export const requireSubject = async (context: Context, subjectId: string): Promise<Subject> => {
  await findSubject(context, subjectId)
  const subject = await context.loaders.subject(subjectId)
  if (subject === null) throw notFound('This activity or post')
  return subject
}

/** Returns the comment that a mutation names. Throws NOT_FOUND when the viewer may not see it or it was deleted. */
export const requireComment = async ({ loaders }: Context, id: string): Promise<CommentRow> => {
  const row = await loaders.comment(id)
  if (row === null || row.deletedBy) throw notFound('This comment')
  return row
}
