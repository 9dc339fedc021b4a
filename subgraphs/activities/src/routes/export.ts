import { Readable } from 'node:stream'
import type { HttpRoute } from '@gruppetto/runtime'
import { CONTENT_TYPES, contentDisposition, exportFileName } from '../domain/exported.ts'
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

const plain = (status: number, text: string) => ({
  status,
  headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
})

const NOTHING = plain(404, 'There is nothing here.')

/**
 * GET /exports/<activityId>/<format>: the file, made now, of what the viewer whom the link was given to may see now. XML goes out while it is
 * written; the original comes from the object store.
 */
export const exportRoute = (services: Services): HttpRoute => ({
  method: 'GET',
  path: `${EXPORT_PATH}:activityId/:format`,
  isPublic: true,
  async handle({ params, query }) {
    const { config, now } = services.runtime
    const verdict = checkExport(config.objectsSecret, params, query, now())
    if (!verdict.ok && verdict.reason === 'expired') return plain(403, 'This link has expired; ask for a new one.')
    if (!verdict.ok) return plain(403, 'The signature does not fit.')
    const { activityId, format, viewerId } = verdict.grant
    const loaders = makeLoaders(services, viewerId)
    const activity = await loaders.activity.load(activityId)
    if (activity === null) return NOTHING
    if (format === 'ORIGINAL') {
      const location = await originalUrl(services, loaders, activity)
      return location === null ? NOTHING : { status: 302, headers: { ...headers, location } }
    }
    const written = await exportedRecording(loaders, activity)
    const file = written && exportedFile(written, format)
    if (!file) return NOTHING
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': CONTENT_TYPES[format],
        'content-disposition': contentDisposition(exportFileName(activity, format)),
      },
      body: Readable.from(file, { objectMode: false }),
    }
  },
})
