import { discounted } from '../../domain/discount.ts'
import { type Html, html } from '../../domain/html.ts'
import type { SandboxCheckoutRow } from '../../domain/sandbox/customer.ts'
import { backLink, cardChoices, intervalText, NOTE, problemOf, sumText } from './words.ts'

const firstSum = ({ price, amount, discount }: SandboxCheckoutRow): number =>
  price === null ? amount : discounted(price.amount, discount?.percentOff ?? 0)

const factsOf = (checkout: SandboxCheckoutRow): readonly (readonly [string, string])[] => {
  const { price, currency, trialDays, discount, title } = checkout
  const first = sumText(firstSum(checkout), currency)
  return [
    ['You buy', title],
    ...(price === null ? [] : [['Price', `${sumText(price.amount, currency)} ${intervalText(price.months)}`] as const]),
    ...(discount === null
      ? []
      : [['Offer', `${discount.percentOff} % off for ${discount.periodsLeft} × ${intervalText(price?.months ?? 1)}`] as const]),
    ...(trialDays > 0 ? [['Trial', `${trialDays} days free, then ${first}; cancel before and pay nothing`] as const] : []),
    ['Due today', trialDays > 0 ? sumText(0, currency) : first],
  ]
}

export const checkoutView = (checkout: SandboxCheckoutRow, problem: string | undefined): Html => {
  const button = checkout.trialDays > 0 ? 'Start the free trial' : `Pay ${sumText(firstSum(checkout), checkout.currency)}`
  return html`<h1>Check out</h1>
${problemOf(problem)}
${NOTE}
<dl>${factsOf(checkout).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<form method="post">
  ${cardChoices('The card', null)}
  <button type="submit">${button}</button>
</form>
${backLink(checkout.returnUrl)}`
}

export const challengeView = ({ title, returnUrl }: SandboxCheckoutRow): Html => html`<h1>Your bank asks: is this you?</h1>
${NOTE}
<p>This page stands for that of a bank (3-D Secure). It wants to know whether you pay for: ${title}.</p>
<form method="post">
  <button type="submit" name="challenge" value="CONFIRM">Yes, this is me</button>
  <button type="submit" name="challenge" value="REFUSE" class="plain">No, do not pay</button>
</form>
${backLink(returnUrl)}`

export const paidView = ({
  trialDays,
  returnUrl,
}: SandboxCheckoutRow): Html => html`<h1>${trialDays > 0 ? 'Your trial has begun' : 'Paid'}</h1>
<p role="status">${trialDays > 0 ? 'Nothing was charged.' : 'Thank you. The receipt comes by mail.'} You can close this page.</p>
${backLink(returnUrl)}`
