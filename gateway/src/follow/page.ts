import type { FastifyInstance } from 'fastify'
import { servePages } from '../http/page-files.ts'

/** Where a share link of a live session leads: one page for all of them, which reads the token from its own address and follows it. */
export const followPage = async (app: FastifyInstance): Promise<void> =>
  servePages(app, {
    folder: new URL('./', import.meta.url),
    pages: { '/live/:token': 'follow.html' },
    filesAt: '/live/page',
    files: ['follow.css', 'follow.mjs', 'draw.mjs'],
  })
