import { moneyText } from '@gruppetto/graph'
import { type Html, html } from '../../domain/html.ts'
import { REFUSALS, SANDBOX_CARDS, type SandboxCardKey } from '../../domain/sandbox/cards.ts'

export const NOTE = html`<p class="note">This is a sandbox: no money moves, and no card is asked for. Choose how the card behaves.</p>`

/** What an address may say about the press of a button before. Anything else in it is ignored. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ...REFUSALS,
  HAS_SUBSCRIPTION: 'You have a subscription already, so nothing was charged.',
  NOT_POSSIBLE: 'That is not possible now. Nothing has changed.',
  CHOOSE: 'Choose a card first.',
}

export const problemOf = (code: string | undefined): Html | null => {
  const text = code !== undefined && Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined
  return text === undefined ? null : html`<p class="bad" role="alert">${text}</p>`
}

/** The cards as one group of choices. */
export const cardChoices = (legend: string, chosen: SandboxCardKey | null): Html => html`<fieldset>
  <legend>${legend}</legend>
  ${Object.values(SANDBOX_CARDS).map(({ key, says, lastFour }) => {
    const input =
      key === chosen
        ? html`<input type="radio" name="card" value="${key}" required checked>`
        : html`<input type="radio" name="card" value="${key}" required>`
    return html`<label>${input}<span>${says} <small>(ends in ${lastFour})</small></span></label>`
  })}
</fieldset>`

export const sumText = (amount: number, currency: string): string => moneyText({ amount, currency })

export const intervalText = (months: number): string => (months === 12 ? 'a year' : 'a month')

/** A link back to the app, only where the address is one of the web. */
export const backLink = (returnUrl: string): Html | null => {
  const isWeb = URL.canParse(returnUrl) && ['http:', 'https:'].includes(new URL(returnUrl).protocol)
  return isWeb ? html`<p><a href="${returnUrl}" rel="noreferrer">Back to Gruppetto</a></p>` : null
}
