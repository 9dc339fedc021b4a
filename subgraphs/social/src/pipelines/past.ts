import type { Services } from '../services.ts'

/** Kudos and comments as the events that told of them, for a lake that came later. Whose the thing is does not stand in their rows. */
export async function* pastTalk({ stores }: Pick<Services, 'stores'>) {
  for await (const { _id: id, subjectId, athleteId, givenAt: at } of stores.kudos.each()) {
    const data = { subjectId, subjectOwnerId: '', athleteId, at: at.getTime() }
    yield { name: 'kudos.given' as const, id, data, at, actor: athleteId }
  }
  for await (const { _id: id, subjectId, authorId, replyToId, createdAt: at } of stores.comments.each()) {
    const data = { commentId: id, subjectId, subjectOwnerId: '', authorId, mentionedIds: [], at: at.getTime() }
    const answer = replyToId === null || replyToId === undefined ? {} : { replyToId }
    yield { name: 'comment.added' as const, id, data: { ...data, ...answer }, at, actor: authorId }
  }
}
