import { ConnectionHandler, type RecordSourceProxy } from 'relay-runtime'

/** What is shown of something that was done, before the platform has answered it. */

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Shows kudos as given to an activity, a post or a comment, or as taken back. Does nothing where they are shown so already. */
export const showKudos = (store: RecordSourceProxy, subjectId: string, give: boolean): void => {
  const subject = store.get(subjectId)
  if (subject == null || (subject.getValue('viewerHasGivenKudos') === true) === give) return
  subject.setValue(give, 'viewerHasGivenKudos')
  subject.setValue(Math.max(0, numberOf(subject.getValue('kudosCount')) + (give ? 1 : -1)), 'kudosCount')
}

/** Which comment a new one answers. */
export interface Answered {
  readonly id: string
  /** The comment that the answer stands under: a reply to a reply stands beside it. */
  readonly under: string
}

/** The list in the store that a new comment stands in: that of the thread, or the replies of a comment. */
export const listOf = (subjectId: string, answers: Answered | undefined): string =>
  answers === undefined
    ? ConnectionHandler.getConnectionID(subjectId, 'comments_comments')
    : ConnectionHandler.getConnectionID(answers.under, 'commentThread_replies')

/** A comment whose answer is not there yet. */
export interface Written {
  readonly subjectId: string
  readonly text: string
  readonly at: string
  readonly answers?: Answered | undefined
}

const WAITING = 'waiting:'
const SENDING = 'sending:'

/** Whether a comment waits for the network, is on its way, or has arrived. */
export const stateOf = (id: string): 'waiting' | 'sending' | 'there' =>
  id.startsWith(WAITING) ? 'waiting' : id.startsWith(SENDING) ? 'sending' : 'there'

export const waitingId = (place: number): string => `${WAITING}${place}`
export const sendingId = (sendKey: string): string => `${SENDING}${sendKey}`

/** Shows a comment at the end of its list, and counts it. */
export const showComment = (store: RecordSourceProxy, id: string, athleteId: string, written: Written): void => {
  const { subjectId, text, at, answers } = written
  const [subject, author, list] = [store.get(subjectId), store.get(athleteId), store.get(listOf(subjectId, answers))]
  subject?.setValue(numberOf(subject.getValue('commentCount')) + 1, 'commentCount')
  if (author == null || list == null) return
  const comment = store.get(id) ?? store.create(id, 'Comment')
  comment.setValue(id, 'id')
  comment.setValue(text, 'text')
  comment.setValue(at, 'createdAt')
  comment.setValue(null, 'editedAt')
  comment.setValue(null, 'deletedBy')
  comment.setValue(0, 'kudosCount')
  comment.setValue(false, 'viewerHasGivenKudos')
  comment.setValue(null, 'moderationCase')
  comment.setLinkedRecord(author, 'author')
  comment.setLinkedRecords([], 'mentions')
  ConnectionHandler.insertEdgeAfter(list, ConnectionHandler.createEdge(store, list, comment, 'CommentEdge'))
}

/** Shows a comment with another text. Whom it mentions is known with the answer. */
export const showEdited = (store: RecordSourceProxy, id: string, text: string, at: string): void => {
  const comment = store.get(id)
  comment?.setValue(text, 'text')
  comment?.setValue(at, 'editedAt')
}

/** Puts a text that was not taken back into a field, before what was typed there meanwhile. */
export const putBack = (refused: string, typed: string): string => (typed === '' ? refused : `${refused}\n${typed}`)
