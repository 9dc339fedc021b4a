import { commitMutation, type Environment, fetchQuery, graphql, requestSubscription } from 'relay-runtime'
import type { sendingCreateMutation } from '#relay/sendingCreateMutation'
import type { sendingQuery } from '#relay/sendingQuery'
import type { sendingSubscription } from '#relay/sendingSubscription'
import type { GraphqlError } from '../../api/environment.ts'
import { put } from '../../api/put.ts'
import { OfflineError } from '../../api/session.ts'

export type Status = NonNullable<sendingQuery['response']['upload']>

/** What has become of a file so far. */
export type Sent =
  | { readonly is: 'waiting' }
  | { readonly is: 'sending'; readonly part: number }
  | { readonly is: 'measured'; readonly upload: Status }
  | { readonly is: 'refused'; readonly message: string }
  /** The platform can't be reached. */
  | { readonly is: 'away' }

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

const PROGRESSED = graphql`
  subscription sendingSubscription($id: ID!) {
    uploadProgressed(id: $id) {
      ...sending_upload @relay(mask: false)
    }
  }
`

const create = (environment: Environment, file: File) =>
  new Promise<sendingCreateMutation['response']['createUpload']>((resolve, reject) => {
    commitMutation<sendingCreateMutation>(environment, {
      mutation: CREATE,
      variables: { input: { fileName: file.name, sizeBytes: file.size } },
      onCompleted: (answer, errors) => {
        const [error] = (errors ?? []) as readonly GraphqlError[]
        if (error === undefined && answer.createUpload != null) resolve(answer.createUpload)
        else reject(new Error(error?.extensions?.fields?.[0]?.message ?? error?.message ?? ''))
      },
      onError: reject,
    })
  })

/** Whether nothing more becomes of an upload. */
export const hasEnded = ({ status }: Status): boolean => status === 'DONE' || status === 'FAILED'
const LOOK_EVERY_MS = 5_000

/** Follows an upload until it has ended, by pushes, and by asking now and then in case one is lost. */
const follow = (environment: Environment, id: string, hear: (upload: Status) => void): Promise<void> =>
  new Promise((resolve) => {
    const take = (upload: Status | null | undefined) => {
      if (upload == null) return
      hear(upload)
      if (!hasEnded(upload)) return
      clearInterval(timer)
      subscription.dispose()
      resolve()
    }
    const subscription = requestSubscription<sendingSubscription>(environment, {
      subscription: PROGRESSED,
      variables: { id },
      onNext: (answer) => take(answer?.uploadProgressed),
    })
    const timer = setInterval(() => {
      fetchQuery<sendingQuery>(environment, STATE, { id }).subscribe({
        next: ({ upload }) => take(upload),
        error: () => undefined,
      })
    }, LOOK_EVERY_MS)
  })

/** Sends a file. Returns its upload. Throws an OfflineError when the platform can't be reached. */
export const deliver = async (environment: Environment, file: File, hear: (part: number) => void = () => undefined) => {
  const upload = await create(environment, file)
  if (upload.url != null) await put(upload.url, upload.headers, file, hear)
  return upload.id
}

/** Sends a file and follows it to its end. Never rejects: what goes wrong is told. */
export const send = async (environment: Environment, file: File, hear: (sent: Sent) => void): Promise<void> => {
  try {
    hear({ is: 'sending', part: 0 })
    const id = await deliver(environment, file, (part) => hear({ is: 'sending', part }))
    await follow(environment, id, (state) => hear({ is: 'measured', upload: state }))
  } catch (error) {
    hear(error instanceof OfflineError ? { is: 'away' } : { is: 'refused', message: error instanceof Error ? error.message : '' })
  }
}
