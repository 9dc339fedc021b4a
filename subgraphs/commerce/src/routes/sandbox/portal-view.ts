import { type Html, html } from '../../domain/html.ts'
import { isLive, type SandboxCustomerRow, type SandboxInvoice, type SandboxSubscription } from '../../domain/sandbox/customer.ts'
import { dayText } from '../pages.ts'
import { cardChoices, intervalText, NOTE, problemOf, sumText } from './words.ts'

const STATUS_WORDS = { TRIALING: 'On trial', ACTIVE: 'Active', PAST_DUE: 'A payment is overdue', ENDED: 'Ended' } as const

const nextOf = ({ status, cancelsAtPeriodEnd, periodEndsMs, nextPrice, triesAgainMs }: SandboxSubscription): string => {
  if (status === 'PAST_DUE') return triesAgainMs === null ? '' : `The card is tried again on ${dayText(triesAgainMs)}`
  if (cancelsAtPeriodEnd) return `Ends on ${dayText(periodEndsMs)}`
  const plan = nextPrice === null ? '' : ` as ${nextPrice.name}`
  return `${status === 'TRIALING' ? 'Begins to cost' : 'Renews'} on ${dayText(periodEndsMs)}${plan}`
}

const subscriptionView = (subscription: SandboxSubscription): Html => html`<dl>
  <dt>Plan</dt><dd>${subscription.price.name}, ${sumText(subscription.price.amount, subscription.price.currency)} ${intervalText(subscription.price.months)}</dd>
  <dt>State</dt><dd>${STATUS_WORDS[subscription.status]}</dd>
  ${isLive(subscription) ? html`<dt>Next</dt><dd>${nextOf(subscription)}</dd>` : null}
</dl>`

const invoiceState = ({ status, refunded, isDisputed, amount, currency }: SandboxInvoice): string => {
  if (isDisputed) return 'Disputed'
  if (refunded > 0) return refunded === amount ? 'Refunded' : `Refunded in part: ${sumText(refunded, currency)}`
  return { OPEN: 'Open', PAID: 'Paid', FAILED: 'Not paid', REFUNDED: 'Refunded' }[status]
}

const SHOWN_INVOICES = 24

const invoicesView = (invoices: readonly SandboxInvoice[]): Html => html`<table>
  <thead><tr><th scope="col">Date</th><th scope="col">State</th><th scope="col" class="sum">Sum</th></tr></thead>
  <tbody>${invoices
    .slice(-SHOWN_INVOICES)
    .toReversed()
    .map(
      (invoice) =>
        html`<tr><td>${dayText(invoice.issuedMs)}</td><td>${invoiceState(invoice)}</td><td class="sum">${sumText(invoice.amount, invoice.currency)}</td></tr>`,
    )}</tbody>
</table>`

const button = (act: string, label: string, look: 'plain' | 'full' = 'full'): Html =>
  html`<button type="submit" name="act" value="${act}" class="${look}">${label}</button>`

const WAITS = [
  [1, 'a day'],
  [3, 'three days'],
  [7, 'a week'],
  [31, 'a month'],
  [366, 'a year'],
] as const

const clockView = ({ dueAt, clockAheadMs }: SandboxCustomerRow, clockMs: number): Html => html`<h2>Your clock</h2>
<p>It is <strong>${dayText(clockMs)}</strong> for this subscription. ${
  dueAt === null
    ? 'Nothing more happens by itself.'
    : `The next thing happens by itself on ${dayText(dueAt.getTime() + clockAheadMs)}.`
} The clock is yours alone, and only goes forward.</p>
<form method="post">
  ${dueAt === null ? null : button('NEXT', 'To the next thing')}
  ${WAITS.map(([days, name]) => button(`WAIT-${days}`, `On by ${name}`, 'plain'))}
</form>`

/** The page of a customer: cards, cancelling, invoices, and the clock. */
export const portalView = (customer: SandboxCustomerRow, clockMs: number, problem: string | undefined): Html => {
  const { subscription, card, invoices } = customer
  return html`<h1>Your subscription</h1>
${problemOf(problem)}
${NOTE}
${subscription === null ? html`<p>You have none yet.</p>` : subscriptionView(subscription)}
${
  isLive(subscription)
    ? html`<form method="post">${
        subscription.cancelsAtPeriodEnd
          ? button('RESUME', 'Keep the subscription')
          : button('CANCEL', 'Cancel at the end of the period', 'plain')
      }</form>
<h2>Card</h2>
<form method="post">
  ${cardChoices('Pay with', card)}
  ${button('CARD', 'Use this card')}
</form>`
    : null
}
${
  invoices.length === 0
    ? null
    : html`<h2>Payments</h2>
${invoicesView(invoices)}
<form method="post">${button('DISPUTE', 'Dispute the latest payment at the bank', 'plain')}</form>`
}
${clockView(customer, clockMs)}`
}
