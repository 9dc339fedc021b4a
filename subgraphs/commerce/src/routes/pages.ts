import type { FastifyReply } from 'fastify'
import { type Html, html } from '../domain/html.ts'
import type { PageLanguage } from './page-language.ts'

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

/** The colours are those of the web app (web/src/design/design.css), of which a page without scripts loads nothing. */
const STYLE = html`<style>
      :root {
        color-scheme: light dark;
        --paper: light-dark(#f5f3ee, #11140e); --surface: light-dark(#fffefb, #1a1e16); --line: light-dark(#dfdbcf, #31372a);
        --line-strong: light-dark(#8a8a7b, #767d69); --ink: light-dark(#1a1d17, #eef0e8); --ink-soft: light-dark(#565a4e, #aeb4a3);
        --pine: light-dark(#17633a, #74d196); --pine-soft: light-dark(#e0eee3, #1d3325); --on-pine: light-dark(#ffffff, #0b2113);
        --gold: light-dark(#8a5a00, #f1c15b); --gold-soft: light-dark(#faefd3, #352b14);
        --danger: light-dark(#b3261e, #ff9d94); --danger-soft: light-dark(#fbe7e5, #3b1d1a);
        background: var(--paper); color: var(--ink);
      }
      * { box-sizing: border-box }
      body { margin: 0 auto; max-width: 40rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 "Archivo Variable", system-ui, sans-serif; overflow-wrap: anywhere }
      main { background: var(--surface); border: 1px solid var(--line); border-radius: 1.25rem; padding: 1.5rem }
      .brand { margin: 0 0 1rem; font-weight: 700; color: var(--pine) }
      h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.15 }
      h2 { margin: 2rem 0 0.5rem; font-size: 1.1875rem; line-height: 1.15 }
      a { color: var(--pine); text-underline-offset: 0.2em }
      .back { display: inline-flex; align-items: center; min-height: 2.75rem }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem }
      dt { color: var(--ink-soft) }
      dd { margin: 0; font-weight: 600 }
      fieldset { border: 0; padding: 0; margin: 1rem 0; min-width: 0; display: grid; gap: 0.5rem }
      legend { padding: 0 0 0.5rem; font-weight: 600 }
      label { display: flex; gap: 0.75rem; align-items: center; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--line-strong); border-radius: 0.5rem; cursor: pointer }
      label:has(:checked) { border-color: var(--pine); background: var(--pine-soft) }
      input { flex: none; inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--pine) }
      small { color: var(--ink-soft) }
      button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: 0.5rem 1rem; margin: 0.5rem 0.5rem 0 0; border: 1px solid transparent; border-radius: 999px; color: var(--on-pine); background: var(--pine); cursor: pointer }
      button.plain { color: inherit; background: none; border-color: var(--line-strong) }
      :focus-visible { outline: 3px solid var(--pine); outline-offset: 2px }
      .note, .bad { border-radius: 0.875rem; padding: 0.75rem 1rem }
      .note { background: var(--gold-soft); color: var(--gold) }
      .bad { background: var(--danger-soft); color: var(--danger); font-weight: 600 }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: start; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal }
      th { color: var(--ink-soft); font-size: 0.8125rem }
      .sum { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
      @media (max-width: 30rem) { main { padding: 1rem } dl { grid-template-columns: 1fr } dd { margin-bottom: 0.5rem } th, td { padding-inline-end: 0.375rem; font-size: 0.875rem } }
      @media (max-width: 22rem) { th, td { overflow-wrap: anywhere } }
      @media print { form, .screen { display: none } :root { color-scheme: light } body { color: #000 } main { border: 0; padding: 0 } }
    </style>`

/** A whole page. It reads well on a phone and by a screen reader, and needs no script. */
const page = (title: string, body: Html, language: PageLanguage): string =>
  html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    ${STYLE}
  </head>
  <body>
    <main><p class="brand">Gruppetto</p>${body}</main>
  </body>
</html>
`.html

export const sendPage = (
  reply: FastifyReply,
  status: number,
  title: string,
  body: Html,
  language: PageLanguage = 'en',
): FastifyReply =>
  reply
    .code(status)
    .headers(PAGE_HEADERS)
    .send(page(title, body, language))

/** A page that says why there is nothing to see, and what to do. */
export const refuseWithPage = (
  reply: FastifyReply,
  status: number,
  title: string,
  text: string,
  language: PageLanguage = 'en',
): FastifyReply => sendPage(reply, status, title, html`<h1>${title}</h1><p>${text}</p>`, language)

/** Leads to another page, which is loaded with GET. */
export const leadTo = (reply: FastifyReply, location: string): FastifyReply =>
  reply
    .code(303)
    .headers({ ...PAGE_HEADERS, location })
    .send('')

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

export const dayText = (at: Date | number): string => days.format(at)
