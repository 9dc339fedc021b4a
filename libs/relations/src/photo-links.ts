import { isSignedPath, type Routes, signedPath } from '@gruppetto/graph'
import { knowsTag, pictureSignedAtMs, plainQuery, type Runtime } from '@gruppetto/runtime'
import { type CarriedPhoto, type PhotoSize, PICTURE_TYPE, photoKey, shownPhoto } from './photos.ts'
import type { Photos } from './stores/photos.ts'

/** What carries photos: part of their addresses, and so of what the gateway forwards to its subgraph. */
export type PhotoFolder = 'activities' | 'posts' | 'clubs'

const LINK_MS = 3_600_000
const SIZES: readonly PhotoSize[] = ['THUMBNAIL', 'LARGE', 'FULL']
/** Stands in an address that anybody was given, signed out. */
const ANYBODY = 'anybody'

/** The route of the photos of one kind of carrier, in Fastify's syntax. */
export const photoRoutePath = (folder: PhotoFolder): string => `/photos/${folder}/:carrierId/:photoId/:size/:viewerId`

/**
 * Returns the address of a photo for a viewer, null: anybody. It is valid for up to an hour, as long as this viewer may see what carries the
 * photo, and stays the same for ten minutes, so that browsers find the picture in their cache.
 */
export const photoUrl = (
  { config, now }: Pick<Runtime, 'config' | 'now'>,
  folder: PhotoFolder,
  { _id, carrierId }: CarriedPhoto,
  size: PhotoSize | null | undefined,
  viewerId: string | null,
): string => {
  const path = `/photos/${folder}/${carrierId}/${_id}/${(size ?? 'LARGE').toLowerCase()}/${viewerId ?? ANYBODY}`
  return `${config.publicUrl}${signedPath(path, config.objectsSecret, pictureSignedAtMs(now()) + LINK_MS)}`
}

/** The signature is the permission, so other origins may read the answer. No shared cache may store it. */
const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export interface PhotoRoute {
  readonly runtime: Runtime
  readonly folder: PhotoFolder
  readonly photos: Pick<Photos, 'get'>
  /** Returns the ids of the photos that the thing carries, or none unless the viewer may see the thing now. */
  carriedBy(carrierId: string, viewerId: string | null): Promise<readonly string[]>
}

/**
 * GET /photos/<folder>/<carrier>/<photo>/<size>/<viewer> answers with a picture, if the viewer of the address may see at this moment what
 * carries the photo. A browser asks again after a minute, and then gets no bytes for a picture that it has.
 */
export const photoRoute =
  ({ runtime, folder, photos, carriedBy }: PhotoRoute): Routes =>
  (app) => {
    app.get<{ Params: Record<'carrierId' | 'photoId' | 'size' | 'viewerId', string> }>(
      photoRoutePath(folder),
      async (request, reply) => {
        const { carrierId, photoId, size: name, viewerId } = request.params
        const refuse = (status: number, text: string) =>
          reply
            .code(status)
            .headers({ ...headers, 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' })
            .send(`${text}\n`)
        const [path = ''] = request.url.split('?')
        if (!isSignedPath(path, plainQuery(request), runtime.config.objectsSecret, runtime.now()))
          return refuse(403, 'This address has expired, or was changed; ask for a new one.')
        const size = SIZES.find((each) => each.toLowerCase() === name)
        const isCarried = size && (await carriedBy(carrierId, viewerId === ANYBODY ? null : viewerId)).includes(photoId)
        const photo = isCarried ? shownPhoto(await photos.get(photoId)) : null
        if (!size || !photo) return refuse(404, 'There is nothing here.')
        const etag = `"${photoId}-${name}"`
        reply.headers({ ...headers, 'cache-control': 'private, max-age=60', etag })
        if (knowsTag(request.headers['if-none-match'], etag)) return reply.code(304).send()
        return reply.type(PICTURE_TYPE).send(await runtime.objects.read(photoKey(photo, size)))
      },
    )
  }
