import { JOIN_PATH, type Routes } from '@gruppetto/graph'
import type { FastifyReply } from 'fastify'
import { readInvite } from '../pipelines/invite-links.ts'
import type { Services } from '../services.ts'

export const JOIN_ROUTE = `${JOIN_PATH}:token`

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const escapeHtml = (text: string): string => text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="og:title" content="${title}" />
    <title>${title}</title>
    <style>
      body { max-width: 32rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color-scheme: light dark }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${body}</p>
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

/** Where the web app joins. */
const inApp = (token: string): string => `/invitations/${encodeURIComponent(token)}`

/** The page behind the link of an invitation, for who opens it in a browser. It leads to the web app; another app takes the token out of the link and joins. */
export const joinPage =
  (services: Services): Routes =>
  (app) => {
    app.get<{ Params: { token: string } }>(JOIN_ROUTE, async ({ params }, reply) => {
      const open = await readInvite(services, params.token)
      if (open === null) {
        return send(reply, 404, page('This invitation has ended', 'Ask whoever sent it to you for another one.'))
      }
      const title = `Join ${escapeHtml(open.club.name)}`
      return send(
        reply,
        200,
        page(title, `You are invited to this club on Gruppetto.</p><p><a href="${inApp(params.token)}">Join the club</a>`),
      )
    })
  }
