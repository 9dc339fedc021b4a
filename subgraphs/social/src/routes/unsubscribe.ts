import { type Routes, UNSUBSCRIBE_PATH, verifyUnsubscribe } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { FastifyReply } from 'fastify'
import { notices } from '../generated/notices.ts'
import type { NotificationKind } from '../generated/resolvers.ts'
import { chooseForKind } from '../pipelines/notification-settings.ts'
import type { Services } from '../services.ts'

export const UNSUBSCRIBE_ROUTE = `${UNSUBSCRIBE_PATH}:token`

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const MOST_BODY_BYTES = 1_024

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <style>
      body { max-width: 32rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color-scheme: light dark }
      button { font: inherit; padding: 0.5rem 1rem }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    ${body}
  </body>
</html>
`

const send = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      // The address is the key: no other site may learn it.
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send(html)

const isKind = (kind: string): kind is NotificationKind => Object.hasOwn(notices, kind)

const nameOf = (kind: NotificationKind): string => kind.toLowerCase().replaceAll('_', ' ')

/**
 * The link in each mail, for who is not signed in. POST switches the mails of its kind off, which mail programs do with one click (RFC 8058). GET only
 * shows a button, since programs that scan mails open every link in them.
 */
export const unsubscribeRoute =
  ({ database, stores, runtime }: Services): Routes =>
  (app) => {
    const read = (token: string) => {
      const found = verifyUnsubscribe(token, runtime.config.identitySecret)
      return found === null || !isKind(found.kind) ? null : { athleteId: found.athleteId, kind: found.kind }
    }
    const refuse = (reply: FastifyReply) =>
      send(
        reply,
        404,
        page('This link does not work', '<p>Copy the whole address out of the mail, or change your settings in the app.</p>'),
      )
    // Mail programs send a form. Nothing in it is needed.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BODY_BYTES }, (_request, _body, done) =>
      done(null, undefined),
    )
    app.get<{ Params: { token: string } }>(UNSUBSCRIBE_ROUTE, async ({ params }, reply) => {
      const found = read(params.token)
      if (found === null) return refuse(reply)
      const form = `<form method="post"><button>Send me no more mails about this</button></form>`
      return send(reply, 200, page('Fewer mails', `<p>These mails are about: ${nameOf(found.kind)}.</p>${form}`))
    })
    app.post<{ Params: { token: string } }>(UNSUBSCRIBE_ROUTE, async ({ params }, reply) => {
      const found = read(params.token)
      if (found === null) return refuse(reply)
      const { athleteId, kind } = found
      await database.transact((tx) => chooseForKind({ stores }, athleteId, { kind, choice: { mail: false } }, tx), SYSTEM)
      return send(
        reply,
        200,
        page('Done', `<p>You get no more mails about: ${nameOf(kind)}. The app can switch them on again.</p>`),
      )
    })
  }
