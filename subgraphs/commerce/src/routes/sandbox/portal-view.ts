import { type Html, html } from '../../domain/html.ts'
import { isLive, type SandboxCustomerRow, type SandboxInvoice, type SandboxSubscription } from '../../domain/sandbox/customer.ts'
import { cardChoices, noteOf, problemOf } from './parts.ts'
import type { Wait, Words } from './words.ts'

const nextOf = (
  { status, cancelsAtPeriodEnd, periodEndsMs, nextPrice, triesAgainMs }: SandboxSubscription,
  { portal, day, title }: Words,
): string => {
  if (status === 'PAST_DUE') return triesAgainMs === null ? '' : portal.triesAgain(day(triesAgainMs))
  if (cancelsAtPeriodEnd) return portal.ends(day(periodEndsMs))
  const plan = nextPrice === null ? '' : portal.as(title(nextPrice.name))
  return `${(status === 'TRIALING' ? portal.begins : portal.renews)(day(periodEndsMs))}${plan}`
}

const subscriptionView = (subscription: SandboxSubscription, words: Words): Html => {
  const { price, status } = subscription
  const { portal, title, sum, every } = words
  const next = nextOf(subscription, words)
  return html`<dl>
  <dt>${portal.plan}</dt><dd>${title(price.name)}, ${sum(price)} ${every(price.months)}</dd>
  <dt>${portal.state}</dt><dd>${portal.states[status]}</dd>
  ${isLive(subscription) && next !== '' ? html`<dt>${portal.next}</dt><dd>${next}</dd>` : null}
</dl>`
}

const invoiceState = ({ status, refunded, isDisputed, amount, currency }: SandboxInvoice, { portal, sum }: Words): string => {
  if (isDisputed) return portal.invoices.DISPUTED
  if (refunded > 0)
    return refunded === amount ? portal.invoices.REFUNDED : portal.refundedInPart(sum({ amount: refunded, currency }))
  return portal.invoices[status]
}

const SHOWN_INVOICES = 24

const invoicesView = (invoices: readonly SandboxInvoice[], words: Words): Html => html`<table>
  <thead><tr><th scope="col">${words.portal.date}</th><th scope="col">${words.portal.state}</th><th scope="col" class="sum">${words.portal.amount}</th></tr></thead>
  <tbody>${invoices
    .slice(-SHOWN_INVOICES)
    .toReversed()
    .map(
      (invoice) =>
        html`<tr><td>${words.day(invoice.issuedMs)}</td><td>${invoiceState(invoice, words)}</td><td class="sum">${words.sum(invoice)}</td></tr>`,
    )}</tbody>
</table>`

const button = (act: string, label: string, look: 'plain' | 'full' = 'full'): Html =>
  html`<button type="submit" name="act" value="${act}" class="${look}">${label}</button>`

const WAITS: readonly (readonly [days: number, wait: Wait])[] = [
  [1, 'DAY'],
  [3, 'THREE_DAYS'],
  [7, 'WEEK'],
  [31, 'MONTH'],
  [366, 'YEAR'],
]

const clockView = (
  { dueAt, clockAheadMs }: SandboxCustomerRow,
  clockMs: number,
  { portal, day }: Words,
): Html => html`<h2>${portal.clock}</h2>
<p>${portal.now(day(clockMs))} ${
  dueAt === null ? portal.nothingMore : portal.nextAt(day(dueAt.getTime() + clockAheadMs))
} ${portal.clockMore}</p>
<form method="post">
  ${dueAt === null ? null : button('NEXT', portal.toNext)}
  ${WAITS.map(([days, wait]) => button(`WAIT-${days}`, portal.waits[wait], 'plain'))}
</form>`

/** The page of a customer: cards, cancelling, invoices, and the clock. */
export const portalView = (customer: SandboxCustomerRow, clockMs: number, problem: string | undefined, words: Words): Html => {
  const { subscription, card, invoices } = customer
  const { portal } = words
  return html`<h1>${portal.title}</h1>
${problemOf(problem, words)}
${noteOf(words)}
${subscription === null ? html`<p>${portal.none}</p>` : subscriptionView(subscription, words)}
${
  isLive(subscription)
    ? html`<form method="post">${
        subscription.cancelsAtPeriodEnd ? button('RESUME', portal.keep) : button('CANCEL', portal.cancel, 'plain')
      }</form>
<h2>${portal.card}</h2>
<form method="post">
  ${cardChoices(portal.payWith, card, words)}
  ${button('CARD', portal.use)}
</form>`
    : null
}
${
  invoices.length === 0
    ? null
    : html`<h2>${portal.payments}</h2>
${invoicesView(invoices, words)}
<form method="post">${button('DISPUTE', portal.dispute, 'plain')}</form>`
}
${clockView(customer, clockMs, words)}`
}
