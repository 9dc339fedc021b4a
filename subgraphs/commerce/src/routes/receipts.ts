import { moneyText, type Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html } from '../domain/html.ts'
import { isReceiptNumber, type ReceiptRow, totalsOf } from '../domain/receipt.ts'
import { RECEIPTS_PATH, YEARS_PATH } from '../pipelines/receipt-links.ts'
import type { Services } from '../services.ts'
import { dayText, sendPage } from './pages.ts'
import { isSignedRequest, refuseLink } from './signed-links.ts'

export const RECEIPT_ROUTE = `${RECEIPTS_PATH}:number`
export const YEAR_ROUTE = `${YEARS_PATH}:athleteId/:year`

const NAMES = { RECEIPT: 'Receipt', CREDIT_NOTE: 'Credit note' } as const

const sumOf = ({ kind, amount, currency }: ReceiptRow): string =>
  moneyText({ amount: kind === 'RECEIPT' ? amount : -amount, currency })

const sellerOf = (text: string): Html => html`<address>${text.split('|').map((line) => html`${line.trim()}<br>`)}</address>`

const receiptView = (row: ReceiptRow, others: readonly ReceiptRow[]): Html => html`<h1>${NAMES[row.kind]} ${row._id}</h1>
${sellerOf(row.seller)}
<dl>
  <dt>Issued</dt><dd>${dayText(row.issuedAt)}</dd>
  ${row.corrects === null ? null : html`<dt>Corrects</dt><dd>Receipt ${row.corrects}</dd>`}
</dl>
<table>
  <thead><tr><th scope="col">What</th><th scope="col" class="sum">Sum</th></tr></thead>
  <tbody><tr><td>${row.title}</td><td class="sum">${sumOf(row)}</td></tr></tbody>
  <tfoot><tr><th scope="row">Total, taxes included</th><td class="sum"><strong>${sumOf(row)}</strong></td></tr></tfoot>
</table>
${
  others.length === 0
    ? null
    : html`<h2>Given back</h2><ul>${others.map((other) => html`<li>${NAMES[other.kind]} ${other._id} of ${dayText(other.issuedAt)}: ${sumOf(other)}</li>`)}</ul>`
}
<p class="screen">Print this page, or save it as a PDF, for your records.</p>`

const yearView = (year: string, rows: readonly ReceiptRow[]): Html => html`<h1>Receipts of ${year}</h1>
${rows[0] === undefined ? null : sellerOf(rows[0].seller)}
<table>
  <thead><tr><th scope="col">Number</th><th scope="col">Date</th><th scope="col">What</th><th scope="col" class="sum">Sum</th></tr></thead>
  <tbody>${rows.map(
    (row) =>
      html`<tr><td>${row._id}</td><td>${dayText(row.issuedAt)}</td><td>${row.kind === 'RECEIPT' ? '' : 'Given back: '}${row.title}</td><td class="sum">${sumOf(row)}</td></tr>`,
  )}</tbody>
  <tfoot>${[...totalsOf(rows)].map(
    ([currency, amount]) =>
      html`<tr><th scope="row" colspan="3">Total, taxes included</th><td class="sum"><strong>${moneyText({ amount, currency })}</strong></td></tr>`,
  )}</tfoot>
</table>
${rows.length === 0 ? html`<p>There are none.</p>` : null}`

const refuse = (reply: FastifyReply): FastifyReply => refuseLink(reply, 'It may have expired: open the receipt again in the app.')

/** With ?download the page is saved and not shown. */
const send = (request: FastifyRequest, reply: FastifyReply, name: string, view: Html): FastifyReply => {
  if (plainQuery(request).download !== undefined) reply.header('content-disposition', `attachment; filename="${name}.html"`)
  return sendPage(reply, 200, name, view)
}

/** Receipts as pages that print well, behind signed links that end. */
export const receiptPages =
  (services: Services): Routes =>
  (app) => {
    const { stores } = services
    app.get<{ Params: { number: string } }>(RECEIPT_ROUTE, async (request, reply) => {
      const { number } = request.params
      const row = isReceiptNumber(number) && isSignedRequest(services, request) ? await stores.receipts.get(number) : null
      if (row === null) return refuse(reply)
      const all = row.kind === 'RECEIPT' ? await stores.receipts.ofInvoice(row.invoiceId) : []
      const notes = all.filter(({ corrects }) => corrects === row._id)
      return send(request, reply, `${NAMES[row.kind]} ${row._id}`, receiptView(row, notes))
    })
    app.get<{ Params: { athleteId: string; year: string } }>(YEAR_ROUTE, async (request, reply) => {
      const { athleteId, year } = request.params
      if (!isSignedRequest(services, request)) return refuse(reply)
      return send(request, reply, `Receipts ${year}`, yearView(year, await stores.receipts.ofYear(athleteId, Number(year))))
    })
  }
