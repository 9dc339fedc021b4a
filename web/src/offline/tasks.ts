import {
  ConnectionHandler,
  commitMutation,
  type Environment,
  graphql,
  type MutationParameters,
  type RecordSourceProxy,
} from 'relay-runtime'
import type { tasksCommentMutation } from '#relay/tasksCommentMutation'
import type { tasksGiveMutation } from '#relay/tasksGiveMutation'
import type { tasksTakeBackMutation } from '#relay/tasksTakeBackMutation'
import type { GraphqlError } from '../api/environment.ts'
import { OfflineError } from '../api/session.ts'
import { deliver } from '../screens/upload/sending.ts'
import type { Sending } from './outbox.ts'
import type { KeptTask } from './store.ts'

/** What may be done without a network. */
export type Task =
  | { readonly is: 'kudos'; readonly subjectId: string; readonly give: boolean }
  | { readonly is: 'comment'; readonly subjectId: string; readonly text: string; readonly sendKey: string; readonly at: string }
  | { readonly is: 'upload'; readonly file: File }

const GIVE = graphql`
  mutation tasksGiveMutation($id: ID!) {
    giveKudos(subjectId: $id) {
      id
      kudosCount
      viewerHasGivenKudos
    }
  }
`

const TAKE_BACK = graphql`
  mutation tasksTakeBackMutation($id: ID!) {
    takeBackKudos(subjectId: $id) {
      id
      kudosCount
      viewerHasGivenKudos
    }
  }
`

const COMMENT = graphql`
  mutation tasksCommentMutation($input: AddCommentInput!, $connections: [ID!]!) {
    addComment(input: $input) @appendNode(connections: $connections, edgeTypeName: "CommentEdge") {
      id
      ...comments_comment
      subject {
        id
        commentCount
      }
    }
  }
`

/** Codes of what the platform would take at another time. */
const LATER = new Set(['RATE_LIMITED', 'UNAUTHENTICATED', 'INTERNAL_ERROR', 'UNAVAILABLE'])

const sendingOf = (error: unknown): Sending =>
  error instanceof OfflineError ? { is: 'away' } : { is: 'refused', message: error instanceof Error ? error.message : '' }

const commit = <Mutation extends MutationParameters>(
  environment: Environment,
  mutation: Parameters<typeof commitMutation<Mutation>>[1]['mutation'],
  variables: Mutation['variables'],
): Promise<Sending> =>
  new Promise((resolve) => {
    commitMutation<Mutation>(environment, {
      mutation,
      variables,
      onCompleted: (_answer, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        if (error === undefined) resolve({ is: 'sent' })
        else if (LATER.has(error.extensions?.code ?? '')) resolve({ is: 'away' })
        else resolve({ is: 'refused', message: error.extensions?.fields?.[0]?.message ?? error.message })
      },
      onError: (error) => resolve(sendingOf(error)),
    })
  })

const threadOf = (subjectId: string): string => ConnectionHandler.getConnectionID(subjectId, 'comments_comments')

/** Sends a task. */
export const sendTask = async (environment: Environment, { task }: KeptTask<Task>): Promise<Sending> => {
  if (task.is === 'kudos') {
    const variables = { id: task.subjectId }
    return task.give
      ? commit<tasksGiveMutation>(environment, GIVE, variables)
      : commit<tasksTakeBackMutation>(environment, TAKE_BACK, variables)
  }
  if (task.is === 'comment') {
    const { subjectId, text, sendKey } = task
    return commit<tasksCommentMutation>(environment, COMMENT, {
      input: { subjectId, text, sendKey },
      connections: [threadOf(subjectId)],
    })
  }
  try {
    await deliver(environment, task.file)
    return { is: 'sent' }
  } catch (error) {
    return sendingOf(error)
  }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

const showKudos = (store: RecordSourceProxy, subjectId: string, give: boolean): void => {
  const subject = store.get(subjectId)
  if (subject == null || (subject.getValue('viewerHasGivenKudos') === true) === give) return
  subject.setValue(give, 'viewerHasGivenKudos')
  subject.setValue(numberOf(subject.getValue('kudosCount')) + (give ? 1 : -1), 'kudosCount')
}

const WAITING_ID = 'waiting:'

/** Whether a comment is one that waits. */
export const isWaiting = (id: string): boolean => id.startsWith(WAITING_ID)

const showComment = (
  store: RecordSourceProxy,
  place: number,
  athleteId: string,
  task: Task & { readonly is: 'comment' },
): void => {
  const [subject, author, thread] = [store.get(task.subjectId), store.get(athleteId), store.get(threadOf(task.subjectId))]
  subject?.setValue(numberOf(subject.getValue('commentCount')) + 1, 'commentCount')
  if (author == null || thread == null) return
  const id = `${WAITING_ID}${place}`
  const comment = store.get(id) ?? store.create(id, 'Comment')
  const replies = store.get(`${id}:replies`) ?? store.create(`${id}:replies`, 'CommentConnection')
  replies.setLinkedRecords([], 'edges')
  comment.setValue(id, 'id')
  comment.setValue(task.text, 'text')
  comment.setValue(task.at, 'createdAt')
  comment.setValue(null, 'deletedBy')
  comment.setLinkedRecord(author, 'author')
  comment.setLinkedRecords([], 'mentions')
  comment.setLinkedRecord(replies, 'replies', { first: 20 })
  ConnectionHandler.insertEdgeAfter(thread, ConnectionHandler.createEdge(store, thread, comment, 'CommentEdge'))
}

/** Shows a task that waits as if it had arrived, whatever is read meanwhile. Returns what takes that back. */
export const showTask = (environment: Environment, athleteId: string, { place, task }: KeptTask<Task>): (() => void) => {
  if (task.is === 'upload') return () => undefined
  const update = environment.applyUpdate({
    storeUpdater: (store) => {
      if (task.is === 'kudos') showKudos(store, task.subjectId, task.give)
      else showComment(store, place, athleteId, task)
    },
  })
  return () => update.dispose()
}
