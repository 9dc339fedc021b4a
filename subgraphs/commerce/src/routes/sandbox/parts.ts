import { type Html, html } from '../../domain/html.ts'
import { SANDBOX_CARDS, type SandboxCardKey } from '../../domain/sandbox/cards.ts'
import type { Problem, Words } from './words.ts'

export const noteOf = ({ note }: Words): Html => html`<p class="note">${note}</p>`

const isProblem = (code: string, problems: Words['problems']): code is Problem => Object.hasOwn(problems, code)

export const problemOf = (code: string | undefined, { problems }: Words): Html | null =>
  code !== undefined && isProblem(code, problems) ? html`<p class="bad" role="alert">${problems[code]}</p>` : null

/** The cards as one group of choices. */
export const cardChoices = (legend: string, chosen: SandboxCardKey | null, { cards, endsIn }: Words): Html => html`<fieldset>
  <legend>${legend}</legend>
  ${Object.values(SANDBOX_CARDS).map(({ key, lastFour }) => {
    const input =
      key === chosen
        ? html`<input type="radio" name="card" value="${key}" required checked>`
        : html`<input type="radio" name="card" value="${key}" required>`
    return html`<label>${input}<span>${cards[key]} <small>(${endsIn(lastFour)})</small></span></label>`
  })}
</fieldset>`

/** A link back to the app, only where the address is one of the web. */
export const backLink = (returnUrl: string, { back }: Words): Html | null => {
  const isWeb = URL.canParse(returnUrl) && ['http:', 'https:'].includes(new URL(returnUrl).protocol)
  return isWeb ? html`<p><a class="back" href="${returnUrl}" rel="noreferrer">${back}</a></p>` : null
}
