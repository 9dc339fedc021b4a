import { Readable } from 'node:stream'
import type { Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import type { FastifyReply } from 'fastify'
import { CONTENT_TYPES, contentDisposition, exportFileName } from '../domain/export.ts'
import { makeLoaders } from '../loaders/mod.ts'
import { buildRecording, type ExportContext, originalUrl, writeFile } from '../pipelines/export-activity.ts'
import { checkExport, EXPORT_PATH } from '../pipelines/export-link.ts'
import type { Services } from '../services.ts'

/** The signature is the permission, so other origins may read the answer. No shared cache may store it. */
const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .headers({ ...headers, 'content-type': 'text/plain; charset=utf-8' })
    .send(`${text}\n`)

const refuseUnknown = (reply: FastifyReply): FastifyReply => refuse(reply, 404, 'There is nothing here.')

/** The route of export links, in Fastify's syntax. */
export const EXPORT_ROUTE = `${EXPORT_PATH}:activityId/:format`

/**
 * GET /exports/<activityId>/<format> answers with a file of what the viewer of the link may see at this moment. XML is sent while it is
 * written. The original comes from the object store, by a redirect.
 */
export const exportRoute =
  (services: Services): Routes =>
  (app) => {
    app.get<{ Params: Record<string, string> }>(EXPORT_ROUTE, async (request, reply) => {
      const { runtime } = services
      const verdict = checkExport(runtime.config.objectsSecret, request.params, plainQuery(request), runtime.now())
      if (!verdict.ok) {
        const isExpired = verdict.reason === 'expired'
        return refuse(reply, 403, isExpired ? 'This link has expired; ask for a new one.' : 'The signature does not fit.')
      }
      const { activityId, format, viewerId } = verdict.grant
      const context: ExportContext = { runtime, viewerId, loaders: makeLoaders(services, viewerId) }
      const activity = await context.loaders.activity.load(activityId)
      if (activity === null) return refuseUnknown(reply)
      if (format === 'ORIGINAL') {
        const location = await originalUrl(context, activity)
        return location === null
          ? refuseUnknown(reply)
          : reply
              .code(302)
              .headers({ ...headers, location })
              .send('')
      }
      const written = await buildRecording(context, activity)
      const file = written && writeFile(written, format)
      if (!file) return refuseUnknown(reply)
      return reply
        .headers({
          ...headers,
          'content-type': CONTENT_TYPES[format],
          'content-disposition': contentDisposition(exportFileName(activity, format)),
        })
        .send(Readable.from(file, { objectMode: false }))
    })
  }
