import type { FastifyReply } from 'fastify'
import { type Html, html } from '../domain/html.ts'

/** Nothing runs on these pages and nothing is loaded; their forms go to this server only. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** The address of such a page is the key to it: no other site may learn it, and no cache may keep it. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
}

const STYLE = html`<style>
      :root { color-scheme: light dark; background: Canvas; color: CanvasText }
      body { margin: 0 auto; max-width: 40rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
      h1 { font-size: 1.5rem; line-height: 1.25 }
      h2 { font-size: 1.15rem; margin-top: 2rem }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem }
      dt { opacity: 0.8 }
      dd { margin: 0; font-weight: 600 }
      fieldset { border: 1px solid; border-radius: 0.5rem; padding: 0.5rem 1rem 1rem; min-width: 0 }
      label { display: flex; gap: 0.6rem; align-items: baseline; padding: 0.45rem 0 }
      button { font: inherit; min-height: 2.75rem; padding: 0.5rem 1rem; margin: 0.5rem 0.5rem 0 0; border: 0; border-radius: 0.4rem; color: #fff; background: #0b6e4f; cursor: pointer }
      button.plain { color: inherit; background: none; border: 1px solid }
      :focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px }
      .note { border-left: 4px solid #8a6100; padding: 0.4rem 0.8rem }
      .bad { border-left: 4px solid #b3261e; padding: 0.4rem 0.8rem; font-weight: 600 }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid; vertical-align: top }
      .sum { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
      @media (max-width: 30rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: 0.5rem } }
      @media print { form, .screen { display: none } body { color: #000 } }
    </style>`

/** A whole page. It reads well on a phone and by a screen reader, and needs no script. */
const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    ${STYLE}
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>
`.html

export const sendPage = (reply: FastifyReply, status: number, title: string, body: Html): FastifyReply =>
  reply.code(status).headers(PAGE_HEADERS).send(page(title, body))

/** A page that says why there is nothing to see, and what to do. */
export const refuseWithPage = (reply: FastifyReply, status: number, title: string, text: string): FastifyReply =>
  sendPage(reply, status, title, html`<h1>${title}</h1><p>${text}</p>`)

/** Leads to another page, which is loaded with GET. */
export const leadTo = (reply: FastifyReply, location: string): FastifyReply =>
  reply
    .code(303)
    .headers({ ...PAGE_HEADERS, location })
    .send('')

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

export const dayText = (at: Date | number): string => days.format(at)
