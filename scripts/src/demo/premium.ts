import { type Api, unless } from './api.ts'

interface Subscription {
  readonly status: string
  readonly portalUrl: string | null
}

/** Presses a button of a page of the sandbox. */
const press = async (origin: string, url: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const body = new URLSearchParams(fields)
  const answer = await fetch(new URL(new URL(url).pathname, origin), { method: 'POST', body, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`a page of the sandbox answered ${answer.status}`)
}

const subscriptionOf = async (api: Api): Promise<Subscription> =>
  (await api.ask<{ viewer: { subscription: Subscription } }>('{ viewer { subscription { status portalUrl } } }')).viewer
    .subscription

interface Story {
  /** The card of the sandbox. */
  readonly card: 'PAYS' | 'FAILS_LATER'
  /** How far the athlete's clock of the sandbox goes on after the purchase. */
  readonly days: number
}

const play = async (api: Api, origin: string, { card, days }: Story): Promise<void> => {
  const known = await subscriptionOf(api)
  if (known.status === 'NONE') {
    const query = 'mutation { startCheckout(plan: PREMIUM_MONTHLY, returnUrl: "https://gruppetto.example/premium") { url } }'
    await press(origin, (await api.askAnew<{ startCheckout: { url: string } }>(query)).startCheckout.url, { card })
  }
  const { status, portalUrl } = await subscriptionOf(api)
  if (days > 0 && status === 'TRIALING' && portalUrl !== null) await press(origin, portalUrl, { act: `WAIT-${days}` })
}

interface Buyers {
  /** Has paid, after a trial. */
  readonly paying: Api
  readonly onTrial: Api
  /** Whose card was declined after the trial. */
  readonly pastDue: Api
  /** Where the pages of the sandbox are. */
  readonly origin: string
  /** Where nothing is sold: premium is given to who would have paid. */
  readonly give: () => Promise<void>
}

/** Buys premium in the sandbox, as an athlete with a browser does. */
export const buyPremium = async ({ paying, onTrial, pastDue, origin, give }: Buyers): Promise<void> =>
  unless(
    'SERVICE_UNAVAILABLE',
    async () => {
      await play(paying, origin, { card: 'PAYS', days: 31 })
      await play(onTrial, origin, { card: 'PAYS', days: 0 })
      await play(pastDue, origin, { card: 'FAILS_LATER', days: 31 })
    },
    give,
  )
