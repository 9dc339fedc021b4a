import type { Api } from './api.ts'
import { drawHills, drawPortrait, type Look } from './pictures.ts'

interface PhotoUpload {
  readonly photoId: string
  readonly url: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** Sends a picture as an app does. The photo may be named at once, before its sizes are made. */
const sendPicture = async (api: Api, bytes: Buffer, caption: string | null): Promise<string> => {
  const create = `mutation ($input: PhotoUploadInput!) { createPhotoUpload(input: $input) {
    photoId url headers { name value } } }`
  const input = { sizeBytes: bytes.length, contentType: 'image/png', caption }
  const { photoId, url, headers } = (await api.askAnew<{ createPhotoUpload: PhotoUpload }>(create, { input })).createPhotoUpload
  const sent = Object.fromEntries(headers.map(({ name, value }) => [name, value]))
  const put = await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) })
  if (!put.ok) throw new Error(`PUT of a picture answered ${put.status}`)
  return photoId
}

/** Sends a picture of hills, which differ by the seed. */
export const sendPhoto = (api: Api, seed: number, caption: string | null): Promise<string> =>
  sendPicture(api, drawHills(seed), caption)

export const showAvatar = async (api: Api, look: Look): Promise<void> => {
  const photoId = await sendPicture(api, drawPortrait(look), null)
  await api.ask('mutation ($id: ID!) { updateProfile(input: { avatarPhotoId: $id }) { id } }', { id: photoId })
}

export const addPhotos = async (api: Api, activityId: string, captions: readonly string[]): Promise<void> => {
  const photoIds: string[] = []
  for (const [index, caption] of captions.entries()) photoIds.push(await sendPhoto(api, 10 + index, caption))
  const add = 'mutation ($id: ID!, $photoIds: [ID!]) { updateActivity(id: $id, input: { photoIds: $photoIds }) { id } }'
  await api.ask(add, { id: activityId, photoIds })
}
