import { discounted } from '../../domain/discount.ts'
import { type Html, html } from '../../domain/html.ts'
import type { SandboxCheckoutRow } from '../../domain/sandbox/customer.ts'
import { backLink, cardChoices, noteOf, problemOf } from './parts.ts'
import type { Words } from './words.ts'

const firstSum = ({ price, amount, discount }: SandboxCheckoutRow): number =>
  price === null ? amount : discounted(price.amount, discount?.percentOff ?? 0)

const factsOf = (checkout: SandboxCheckoutRow, words: Words): readonly (readonly [string, string])[] => {
  const { price, currency, trialDays, discount } = checkout
  const { buy, price: priceName, offer, off, trial, free, today } = words.checkout
  const first = words.sum({ amount: firstSum(checkout), currency })
  return [
    [buy, words.title(checkout.title)],
    ...(price === null
      ? []
      : [[priceName, `${words.sum({ amount: price.amount, currency })} ${words.every(price.months)}`] as const]),
    ...(discount === null ? [] : [[offer, off(discount.percentOff, discount.periodsLeft, price?.months ?? 1)] as const]),
    ...(trialDays > 0 ? [[trial, free(trialDays, first)] as const] : []),
    [today, trialDays > 0 ? words.sum({ amount: 0, currency }) : first],
  ]
}

export const checkoutView = (checkout: SandboxCheckoutRow, problem: string | undefined, words: Words): Html => {
  const { title, card, start, pay } = words.checkout
  const { trialDays, currency, returnUrl } = checkout
  return html`<h1>${title}</h1>
${problemOf(problem, words)}
${noteOf(words)}
<dl>${factsOf(checkout, words).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<form method="post">
  ${cardChoices(card, null, words)}
  <button type="submit">${trialDays > 0 ? start : pay(words.sum({ amount: firstSum(checkout), currency }))}</button>
</form>
${backLink(returnUrl, words)}`
}

export const challengeView = (
  { title, returnUrl }: SandboxCheckoutRow,
  words: Words,
): Html => html`<h1>${words.challenge.title}</h1>
${noteOf(words)}
<p>${words.challenge.what(words.title(title))}</p>
<form method="post">
  <button type="submit" name="challenge" value="CONFIRM">${words.challenge.yes}</button>
  <button type="submit" name="challenge" value="REFUSE" class="plain">${words.challenge.no}</button>
</form>
${backLink(returnUrl, words)}`

export const paidView = (
  { trialDays, returnUrl }: SandboxCheckoutRow,
  words: Words,
): Html => html`<h1>${trialDays > 0 ? words.paid.trial : words.paid.title}</h1>
<p role="status">${trialDays > 0 ? words.paid.nothing : words.paid.thanks}</p>
${backLink(returnUrl, words)}`
