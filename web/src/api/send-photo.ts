import { commitMutation, Environment, fetchQuery, graphql, RecordSource, Store } from 'relay-runtime'
import type { sendPhotoMutation } from '#relay/sendPhotoMutation'
import type { sendPhotoQuery } from '#relay/sendPhotoQuery'
import type { GraphqlError } from './environment.ts'
import { put } from './put.ts'
import { errorsOf } from './wrong.ts'

/** A photo that was not taken; the message says why, in the words of the platform, or is empty where it did not arrive. */
export class PhotoError extends Error {}

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
        message
      }
    }
  }
`

const reasonOf = (errors: readonly GraphqlError[]): string =>
  errors[0]?.extensions?.fields?.[0]?.message ?? errors[0]?.message ?? ''

const create = (environment: Environment, file: File): Promise<sendPhotoMutation['response']['createPhotoUpload']> =>
  new Promise((resolve, reject) => {
    commitMutation<sendPhotoMutation>(environment, {
      mutation: CREATE,
      variables: { input: { sizeBytes: file.size, contentType: file.type } },
      onCompleted: (answer, errors) => {
        const refused = (errors ?? []) as readonly GraphqlError[]
        if (refused.length > 0) reject(new PhotoError(reasonOf(refused)))
        else resolve(answer.createPhotoUpload)
      },
      onError: (error) => reject(new PhotoError(reasonOf(errorsOf(error)), { cause: error })),
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
    throw new PhotoError('', { cause: error })
  })
  // What became of the bytes has the id that the photo has: in one store the two would be taken for one thing.
  const aside = new Environment({ network: environment.getNetwork(), store: new Store(new RecordSource()) })
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    const answer = await fetchQuery<sendPhotoQuery>(aside, STATE, { id: photoId }, { fetchPolicy: 'network-only' })
      .toPromise()
      .catch(() => undefined)
    const state = answer?.uploadedPhoto
    if (state?.status === 'FAILED') throw new PhotoError(state.failure?.message ?? '')
    if (state?.status === 'READY') return photoId
  }
  throw new PhotoError('')
}
