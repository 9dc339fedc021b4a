import { commitMutation, Environment, fetchQuery, graphql, RecordSource, Store } from 'relay-runtime'
import type { sendPhotoMutation } from '#relay/sendPhotoMutation'
import type { sendPhotoQuery } from '#relay/sendPhotoQuery'
import type { GraphqlError } from './graphql-error.ts'
import { put } from './put.ts'
import { errorsOf } from './wrong.ts'

interface Failure {
  readonly code: string
  readonly message: string
}

/** A photo that was not taken: since the upload was refused, or since the photo can't be used; or, without a reason, it did not arrive. */
export class PhotoError extends Error {
  readonly refusal: GraphqlError | undefined
  readonly failure: Failure | undefined
  constructor({
    refusal,
    failure,
    cause,
  }: { refusal?: GraphqlError | undefined; failure?: Failure | undefined; cause?: unknown } = {}) {
    super('The photo was not taken', { cause })
    this.refusal = refusal
    this.failure = failure
  }
}

const CREATE = graphql`
  mutation sendPhotoMutation($input: PhotoUploadInput!) {
    createPhotoUpload(input: $input) {
      photoId
      url
      headers {
        name
        value
      }
    }
  }
`

const STATE = graphql`
  query sendPhotoQuery($id: ID!) {
    uploadedPhoto(id: $id) {
      status
      failure {
        code
        message
      }
    }
  }
`

const create = (environment: Environment, file: File): Promise<sendPhotoMutation['response']['createPhotoUpload']> =>
  new Promise((resolve, reject) => {
    commitMutation<sendPhotoMutation>(environment, {
      mutation: CREATE,
      variables: { input: { sizeBytes: file.size, contentType: file.type } },
      onCompleted: (answer, errors) => {
        const [refusal] = (errors ?? []) as readonly GraphqlError[]
        if (refusal !== undefined) reject(new PhotoError({ refusal }))
        else resolve(answer.createPhotoUpload)
      },
      onError: (error) => reject(new PhotoError({ refusal: errorsOf(error)[0], cause: error })),
    })
  })

const LOOK_EVERY_MS = 600
const LOOKS = 50

/** The types of photos that are taken. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp,image/avif'

/** Sends a photo and waits until it can be shown. Returns its id. Rejects with a PhotoError when it is refused or does not arrive. */
export const sendPhoto = async (environment: Environment, file: File): Promise<string> => {
  const { photoId, url, headers } = await create(environment, file)
  await put(url, headers, file, () => undefined).catch((error: Error) => {
    throw new PhotoError({ cause: error })
  })
  // What became of the bytes has the id that the photo has: in one store the two would be taken for one thing.
  const aside = new Environment({ network: environment.getNetwork(), store: new Store(new RecordSource()) })
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    const answer = await fetchQuery<sendPhotoQuery>(aside, STATE, { id: photoId }, { fetchPolicy: 'network-only' })
      .toPromise()
      .catch(() => undefined)
    const state = answer?.uploadedPhoto
    if (state?.status === 'FAILED') throw new PhotoError({ failure: state.failure ?? undefined })
    if (state?.status === 'READY') return photoId
  }
  throw new PhotoError()
}
