import type { FastifyInstance } from 'fastify'
import { servePages } from '../http/page-files.ts'

/**
 * Where the links of mails about an account lead. The token is behind the # of the address, so no server sees it before somebody
 * presses the button: a mail program that looks at links in advance uses none up.
 */
export const accountPages = async (app: FastifyInstance): Promise<void> =>
  servePages(app, {
    folder: new URL('./', import.meta.url),
    pages: { '/verify-email': 'verify.html', '/reset-password': 'reset.html' },
    filesAt: '/account/page',
    files: ['account.css', 'ask.mjs', 'words.mjs', 'verify.mjs', 'reset.mjs'],
  })
