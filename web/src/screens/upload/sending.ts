import { commitMutation, type Environment, fetchQuery, graphql, requestSubscription } from 'relay-runtime'
import type { sendingCreateMutation } from '#relay/sendingCreateMutation'
import type { sendingEarlierQuery } from '#relay/sendingEarlierQuery'
import type { sendingQuery } from '#relay/sendingQuery'
import type { sendingRetryMutation } from '#relay/sendingRetryMutation'
import type { sendingSubscription } from '#relay/sendingSubscription'
import type { GraphqlError } from '../../api/graphql-error.ts'
import { put } from '../../api/put.ts'
import { OfflineError } from '../../api/session.ts'
import { errorsOf } from '../../api/wrong.ts'
import { readWhole } from '../../app/read-whole.ts'
import { type BegunUpload, type Earlier, hasEnded, type Sent, type Status } from './sent.ts'

const CREATE = graphql`
  mutation sendingCreateMutation($input: CreateUploadInput!) {
    createUpload(input: $input) {
      id
      url
      headers {
        name
        value
      }
    }
  }
`

const STATE = graphql`
  query sendingQuery($id: ID!) {
    upload(id: $id) {
      ...sending_upload @relay(mask: false)
    }
  }
`

graphql`
  fragment sending_upload on Upload {
    id
    status
    progress
    warnings
    warningFacts {
      code
      message
      count
      max
      part
      parts
    }
    activities {
      id
      name
    }
    failure {
      code
      message
      duplicateOf {
        id
        name
      }
    }
    archive {
      found
      imported
      duplicates
      failed
    }
  }
`

const EARLIER = graphql`
  query sendingEarlierQuery($since: DateTime!) {
    viewer {
      uploads(first: 100, since: $since, status: [AWAITING_FILE, RECEIVED, PARSING, ANALYSING, MATCHING_SEGMENTS, FAILED]) {
        edges {
          node {
            fileName
            ...sending_upload @relay(mask: false)
          }
        }
      }
    }
  }
`

const RETRY = graphql`
  mutation sendingRetryMutation($id: ID!) {
    retryUpload(id: $id) {
      ...sending_upload @relay(mask: false)
    }
  }
`

const PROGRESSED = graphql`
  subscription sendingSubscription($id: ID!) {
    uploadProgressed(id: $id) {
      ...sending_upload @relay(mask: false)
    }
  }
`

/** The platform does not take a file. */
export class RefusedError extends Error {
  readonly refusal: GraphqlError | undefined
  constructor(refusal: GraphqlError | undefined) {
    super('The file was refused')
    this.refusal = refusal
  }
}

const create = (environment: Environment, file: File) =>
  new Promise<BegunUpload>((resolve, reject) => {
    commitMutation<sendingCreateMutation>(environment, {
      mutation: CREATE,
      variables: { input: { fileName: file.name, sizeBytes: file.size } },
      onCompleted: (answer, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        if (error === undefined && answer.createUpload != null) resolve(answer.createUpload)
        else reject(new RefusedError(error))
      },
      onError: (error) => reject(error instanceof OfflineError ? error : new RefusedError(errorsOf(error)[0])),
    })
  })

const LOOK_EVERY_MS = 5_000

/** Follows an upload by pushes, and by asking now and then in case one is lost, until it has ended. Returns what ends it earlier. */
const follow = (environment: Environment, id: string, hear: (upload: Status) => void): (() => void) => {
  const stop = () => {
    clearInterval(timer)
    subscription.dispose()
  }
  const take = (upload: Status | null | undefined) => {
    if (upload == null) return
    if (hasEnded(upload)) stop()
    hear(upload)
  }
  const timer = setInterval(() => {
    stateOf(environment, id).then(take, () => undefined)
  }, LOOK_EVERY_MS)
  const subscription = requestSubscription<sendingSubscription>(environment, {
    subscription: PROGRESSED,
    variables: { id },
    onNext: (answer) => take(answer?.uploadProgressed),
  })
  return stop
}

const stateOf = async (environment: Environment, id: string): Promise<Status | null> => {
  const answer = await fetchQuery<sendingQuery>(environment, STATE, { id }, { fetchPolicy: 'network-only' }).toPromise()
  return answer?.upload ?? null
}

/** Follows an upload to its end, for some time at most. Returns how it has ended; null where it has not. */
export const followFor = (environment: Environment, id: string, patienceMs: number): Promise<Status | null> =>
  new Promise((resolve) => {
    const stop = follow(environment, id, (upload) => {
      if (!hasEnded(upload)) return
      clearTimeout(timer)
      resolve(upload)
    })
    const timer = setTimeout(() => {
      stop()
      resolve(null)
    }, patienceMs)
  })

interface Delivery {
  /** How far the bytes are. */
  readonly hear?: (part: number) => void
  /** What was begun with this file an earlier time. */
  readonly begun?: BegunUpload | null
  readonly began?: (begun: BegunUpload) => Promise<void>
}

/**
 * Sends a file, unless it has arrived already. Returns its upload. Throws an OfflineError when the platform can't be reached, and a RefusedError
 * when it does not take the file.
 */
export const deliver = async (
  environment: Environment,
  file: File,
  { hear, begun, began }: Delivery = {},
): Promise<BegunUpload> => {
  const before = begun == null ? null : await stateOf(environment, begun.id)
  if (begun != null && before !== null && before.status !== 'AWAITING_FILE') return begun
  const send = async (upload: BegunUpload): Promise<BegunUpload> => {
    if (upload.url != null) await put(upload.url, upload.headers, file, hear ?? (() => undefined))
    return upload
  }
  if (begun != null && before !== null) {
    try {
      return await send(begun)
    } catch (error) {
      // Its address does not hold for ever: then it begins anew.
      if (error instanceof OfflineError) throw error
    }
  }
  const upload = await create(environment, file)
  await began?.(upload)
  return send(upload)
}

/** Follows an upload to its end, and tells how far it is. */
export const followToEnd = (environment: Environment, id: string, hear: (sent: Sent) => void): Promise<void> =>
  new Promise((resolve) => {
    follow(environment, id, (upload) => {
      hear({ is: 'measured', upload })
      if (hasEnded(upload)) resolve()
    })
  })

const refusedBy = (error: unknown): Sent => ({
  is: 'refused',
  error: error instanceof RefusedError ? (error.refusal ?? null) : null,
})

/** Sends a file and follows it to its end. Never rejects: what goes wrong is told. */
export const send = async (environment: Environment, file: File, hear: (sent: Sent) => void): Promise<void> => {
  let begun: BegunUpload | null = null
  const sending = (part: number) => hear({ is: 'sending', part, id: begun?.id ?? null })
  try {
    sending(0)
    const { id } = await deliver(environment, file, {
      hear: sending,
      began: async (upload) => {
        begun = upload
        sending(0)
      },
    })
    await followToEnd(environment, id, hear)
  } catch (error) {
    hear(error instanceof OfflineError ? { is: 'away', begun } : refusedBy(error))
  }
}

/** Has a failed upload tried again with what the platform holds of its file. Never rejects: what goes wrong is told. */
export const retry = async (environment: Environment, id: string, hear: (sent: Sent) => void): Promise<void> => {
  try {
    const upload = await new Promise<Status>((resolve, reject) => {
      commitMutation<sendingRetryMutation>(environment, {
        mutation: RETRY,
        variables: { id },
        onCompleted: (answer, errors) => {
          const [error] = (errors ?? []) as readonly GraphqlError[]
          if (error === undefined && answer.retryUpload != null) resolve(answer.retryUpload)
          else reject(new RefusedError(error))
        },
        onError: (error) => reject(new RefusedError(errorsOf(error)[0])),
      })
    })
    hear({ is: 'measured', upload })
    await followToEnd(environment, id, hear)
  } catch (error) {
    hear(refusedBy(error))
  }
}

const DAY_MS = 24 * 3_600_000

/** Reads what was begun since yesterday and has not ended well: what is under way, and what has failed. Rejects while it can't be read. */
export const readEarlier = async (environment: Environment): Promise<readonly Earlier[]> => {
  const since = new Date((Math.floor(Date.now() / DAY_MS) - 1) * DAY_MS).toISOString()
  const { viewer } = await readWhole<sendingEarlierQuery>(environment, EARLIER, { since })
  const uploads = viewer?.uploads?.edges.map(({ node: { fileName, ...upload } }) => ({ fileName, upload })) ?? []
  // What is there already is nothing that anybody has to look after.
  return uploads.filter(({ upload }) => upload.failure?.duplicateOf == null)
}
