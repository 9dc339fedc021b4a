import { Readable } from 'node:stream'
import type { Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import type { FastifyReply } from 'fastify'
import { CONTENT_TYPES, contentDisposition, exportFileName } from '../domain/export.ts'
import { makeLoaders } from '../loaders/mod.ts'
import { exportedFile, exportedRecording, originalUrl } from '../pipelines/export-activity.ts'
import { checkExport, EXPORT_PATH } from '../pipelines/export-link.ts'
import type { Services } from '../services.ts'

/** The signature is the permission, so other origins may read the answer; nobody may keep it for others. */
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

const nothing = (reply: FastifyReply): FastifyReply => refuse(reply, 404, 'There is nothing here.')

/** Where links of exports lead, as Fastify writes it. */
export const EXPORT_ROUTE = `${EXPORT_PATH}:activityId/:format`

/**
 * GET /exports/<activityId>/<format>: the file, made now, of what the viewer whom the link was given to may see now. XML goes out while it is
 * written; the original comes from the object store.
 */
export const exportRoute =
  (services: Services): Routes =>
  (app) => {
    app.get<{ Params: Record<string, string> }>(EXPORT_ROUTE, async (request, reply) => {
      const { config, now } = services.runtime
      const verdict = checkExport(config.objectsSecret, request.params, plainQuery(request), now())
      if (!verdict.ok) {
        const isExpired = verdict.reason === 'expired'
        return refuse(reply, 403, isExpired ? 'This link has expired; ask for a new one.' : 'The signature does not fit.')
      }
      const { activityId, format, viewerId } = verdict.grant
      const loaders = makeLoaders(services, viewerId)
      const activity = await loaders.activity.load(activityId)
      if (activity === null) return nothing(reply)
      if (format === 'ORIGINAL') {
        const location = await originalUrl(services, loaders, activity)
        return location === null
          ? nothing(reply)
          : reply
              .code(302)
              .headers({ ...headers, location })
              .send('')
      }
      const written = await exportedRecording(loaders, activity)
      const file = written && exportedFile(written, format)
      if (!file) return nothing(reply)
      return reply
        .headers({
          ...headers,
          'content-type': CONTENT_TYPES[format],
          'content-disposition': contentDisposition(exportFileName(activity, format)),
        })
        .send(Readable.from(file, { objectMode: false }))
    })
  }
