import {
  commitMutation,
  type Environment,
  graphql,
  type MutationParameters,
  type RecordSourceProxy,
  type SelectorStoreUpdater,
} from 'relay-runtime'
import type { tasksCommentMutation } from '#relay/tasksCommentMutation'
import type { tasksGiveMutation } from '#relay/tasksGiveMutation'
import type { tasksTakeBackMutation } from '#relay/tasksTakeBackMutation'
import type { GraphqlError } from '../api/graphql-error.ts'
import { OfflineError } from '../api/session.ts'
import { errorsOf } from '../api/wrong.ts'
import { deliver, followFor, RefusedError } from '../screens/upload/sending.ts'
import type { BegunUpload } from '../screens/upload/sent.ts'
import { listOf, showComment, showKudos, type Written, waitingId } from '../social/shown-meanwhile.ts'
import type { Sending } from './outbox.ts'
import type { KeptTask } from './store.ts'

/** What may be done without a network. */
export type Task =
  | { readonly is: 'kudos'; readonly subjectId: string; readonly give: boolean }
  | ({ readonly is: 'comment'; readonly sendKey: string } & Written)
  | { readonly is: 'upload'; readonly file: File; readonly begun?: BegunUpload }

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
      ...commentLine_comment
      ...commentThread_comment
      subject {
        id
        commentCount
      }
    }
  }
`

/** Whether a new task takes the place of one that waits: another choice about kudos, or the same file again. */
export const replaces = (next: Task, waiting: Task): boolean => {
  if (next.is === 'kudos') return waiting.is === 'kudos' && next.subjectId === waiting.subjectId
  if (next.is !== 'upload' || waiting.is !== 'upload') return false
  const [one, other] = [next.file, waiting.file]
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified
}

/** Codes of what the platform would take at another time. */
const LATER = new Set(['OFFLINE', 'RATE_LIMITED', 'UNAUTHENTICATED', 'SERVICE_UNAVAILABLE'])

const sendingOf = (error: GraphqlError | undefined): Sending => {
  const code = error?.extensions?.code ?? 'INTERNAL_SERVER_ERROR'
  if (LATER.has(code)) return { is: 'away' }
  const why = error === undefined ? {} : { error }
  return code === 'INTERNAL_SERVER_ERROR' ? { is: 'failed', why } : { is: 'refused', why }
}

const commit = <Mutation extends MutationParameters>(
  environment: Environment,
  mutation: Parameters<typeof commitMutation<Mutation>>[1]['mutation'],
  variables: Mutation['variables'],
  updater?: SelectorStoreUpdater<Mutation['response']>,
): Promise<Sending> =>
  new Promise((resolve) => {
    commitMutation<Mutation>(environment, {
      mutation,
      variables,
      ...(updater !== undefined && { updater }),
      onCompleted: (_answer, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        resolve(error === undefined ? { is: 'sent' } : sendingOf(error))
      },
      onError: (error) => resolve(sendingOf(errorsOf(error)[0])),
    })
  })

/** How long a file is followed after it has arrived: what is wrong with it is known by then. */
const FOLLOWED_MS = 60_000

/**
 * Sends a file, and says what was wrong with it. An answer may have been lost: so what was begun goes on, and the file goes to where it went the last
 * time, unless it is there.
 */
const sendFile = async (
  environment: Environment,
  task: Task & { readonly is: 'upload' },
  keep: (task: Task) => Promise<void>,
): Promise<Sending> => {
  try {
    const { id } = await deliver(environment, task.file, {
      begun: task.begun ?? null,
      began: (begun) => keep({ ...task, begun }),
    })
    const { failure } = (await followFor(environment, id, FOLLOWED_MS)) ?? {}
    // What is there already has arrived.
    return failure == null || failure.duplicateOf != null
      ? { is: 'sent' }
      : { is: 'refused', why: { failure: { code: failure.code, message: failure.message } } }
  } catch (error) {
    if (error instanceof OfflineError) return { is: 'away' }
    return error instanceof RefusedError ? sendingOf(error.refusal) : { is: 'failed', why: {} }
  }
}

/** Sends a task. `keep` keeps what is known of it by now. */
export const sendTask = async (environment: Environment, task: Task, keep: (task: Task) => Promise<void>): Promise<Sending> => {
  if (task.is === 'kudos') {
    const variables = { id: task.subjectId }
    // Of a comment the platform answers what it stands under.
    const updater = (store: RecordSourceProxy, answer: object | null | undefined) => {
      if (Object.values(answer ?? {}).some((subject) => subject != null)) showKudos(store, task.subjectId, task.give)
    }
    return task.give
      ? commit<tasksGiveMutation>(environment, GIVE, variables, updater)
      : commit<tasksTakeBackMutation>(environment, TAKE_BACK, variables, updater)
  }
  if (task.is === 'comment') {
    const { subjectId, text, sendKey, answers } = task
    return commit<tasksCommentMutation>(environment, COMMENT, {
      input: { subjectId, text, sendKey, replyToId: answers?.id ?? null },
      connections: [listOf(subjectId, answers)],
    })
  }
  return sendFile(environment, task, keep)
}

/** Shows a task that waits as if it had arrived, whatever is read meanwhile. Returns what takes that back. */
export const showTask = (environment: Environment, athleteId: string, { place, task }: KeptTask<Task>): (() => void) => {
  if (task.is === 'upload') return () => undefined
  const update = environment.applyUpdate({
    storeUpdater: (store) => {
      if (task.is === 'kudos') showKudos(store, task.subjectId, task.give)
      else showComment(store, waitingId(place), athleteId, task)
    },
  })
  return () => update.dispose()
}
