import type { Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import { EXPORT_PATH } from '../domain/data-export.ts'
import { isTokenOfExport, signedArchives } from '../pipelines/exports/export-links.ts'
import type { Services } from '../services.ts'

/** The route of data exports, in Fastify's syntax. */
export const EXPORT_ROUTE = `${EXPORT_PATH}/:exportId`

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' }

/**
 * GET /data-exports/<id>?token=<token>, the link of the mail: leads to the archive, or lists the archives where there are several. It
 * needs no sign-in, so that it works while the deletion of an account waits.
 */
export const dataExportRoute =
  (services: Services): Routes =>
  (app) => {
    app.get<{ Params: { exportId: string } }>(EXPORT_ROUTE, async (request, reply) => {
      const { exportId } = request.params
      const { token } = plainQuery(request)
      const isGood = typeof token === 'string' && isTokenOfExport(services.runtime.config.identitySecret, exportId, token)
      const row = isGood ? await services.stores.dataExports.get(exportId) : null
      const urls = row === null ? [] : await signedArchives(services, row)
      const [first] = urls
      reply.headers(HEADERS)
      if (first === undefined) return reply.code(404).type('text/plain').send('There is no such export, or it has expired.\n')
      if (urls.length === 1) return reply.redirect(first, 302)
      const items = urls.map((url, index) => `<li><a href="${url.replaceAll('&', '&amp;')}">Archive ${index + 1}</a></li>`)
      return reply
        .type('text/html; charset=utf-8')
        .send(`<!doctype html><title>Your Gruppetto data</title><ol>${items.join('')}</ol>\n`)
    })
  }
