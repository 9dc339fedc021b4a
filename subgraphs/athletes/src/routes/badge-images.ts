import type { Routes } from '@gruppetto/graph'
import { BADGE_IMAGE_PATH, badgeImage } from '../domain/badges/image.ts'

/** The route of badge images, in Fastify's syntax. */
export const BADGE_IMAGE_ROUTE = `${BADGE_IMAGE_PATH}:file`

const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  // An SVG that is opened by itself is a page. This one has nothing that could run.
  'content-security-policy': "default-src 'none'; sandbox",
}
const image = {
  ...headers,
  'content-type': 'image/svg+xml; charset=utf-8',
  // The version of the drawings is part of each URL.
  'cache-control': 'public, max-age=31536000, immutable',
}
const nothing = { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' }

/** GET /badges/<key>.svg answers with the picture of a badge. It is the same for everyone. */
export const badgeImagesRoute: Routes = (app) => {
  app.get<{ Params: { file: string } }>(BADGE_IMAGE_ROUTE, async ({ params: { file } }, reply) => {
    const drawn = file.endsWith('.svg') ? badgeImage(file.slice(0, -'.svg'.length)) : null
    return drawn === null ? reply.code(404).headers(nothing).send('There is no such badge.\n') : reply.headers(image).send(drawn)
  })
}
