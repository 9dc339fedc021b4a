import type { Routes } from '@gruppetto/graph'
import { PICTURE_TYPE, photoKey } from '@gruppetto/relations'
import { isClosed } from '../domain/account.ts'
import { AVATAR_PATH } from '../domain/avatar.ts'
import type { Services } from '../services.ts'

/** The route of avatars, in Fastify's syntax. */
export const AVATAR_ROUTE = `${AVATAR_PATH}:photoId`

const headers = {
  'content-type': PICTURE_TYPE,
  'cache-control': 'public, max-age=3600',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}

/** GET /avatars/<photoId> answers with the picture of somebody's present avatar. Everyone may see it; any other photo is not found here. */
export const avatarRoute =
  ({ runtime, stores }: Services): Routes =>
  (app) => {
    app.get<{ Params: { photoId: string } }>(AVATAR_ROUTE, async ({ params }, reply) => {
      const photo = await stores.photos.get(params.photoId)
      const account = photo?.status === 'READY' && !photo.removed ? await stores.accounts.get(photo.athleteId) : null
      if (photo === null || account?.avatarPhotoId !== photo._id || isClosed(account))
        return reply.code(404).type('text/plain').send('There is nothing here.\n')
      return reply.headers(headers).send(await runtime.objects.read(photoKey(photo, 'LARGE')))
    })
  }
