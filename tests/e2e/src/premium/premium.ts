import { openPaymentDesk } from '@gruppetto/commerce'
import { describe, expect, it } from 'vitest'
import { emailOf, newAthlete, type Person } from '../people.ts'
import type { WorldOf } from '../world.ts'

interface Subscription {
  readonly status: string
  readonly plan: { readonly key: string }
  readonly cancelsAtPeriodEnd: boolean
  readonly entitlements: readonly string[]
  readonly portalUrl: string
  readonly invoices: readonly {
    readonly id: string
    readonly amountCents: number
    readonly status: string
    readonly url: string | null
  }[]
}

const FIELDS = 'status plan { key } cancelsAtPeriodEnd entitlements portalUrl invoices { id amountCents status url }'

const subscriptionOf = async (who: Person): Promise<Subscription> =>
  (await who.get<{ viewer: { subscription: Subscription } }>(`{ viewer { subscription { ${FIELDS} } } }`)).viewer.subscription

/** Presses a button of a page in a browser, and returns what the page shows then. */
const press = async (url: string, fields: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
  expect(answer.status).toBe(200)
  return answer.text()
}

const subjectsIn = (mails: readonly string[]): string[] => mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '')

export const premium = (world: WorldOf): void => {
  describe('premium', () => {
    it('is tried, bought, upgraded, declined, dunned, paid, cancelled, taken back and refunded', async () => {
      const ana = await newAthlete(world().url, 'ana')
      await world().verify(ana)
      const before = (await world().mailsTo(emailOf(ana))).length
      const start = 'mutation { startCheckout(plan: PREMIUM_MONTHLY, returnUrl: "https://app.example/done") { url } }'
      const { startCheckout } = await ana.get<{ startCheckout: { url: string } }>(start)
      expect(await press(startCheckout.url, { card: 'CHALLENGE' })).toContain('Your bank asks')
      expect(await press(startCheckout.url, { challenge: 'CONFIRM' })).toContain('Your trial has begun')
      const trial = await subscriptionOf(ana)
      expect(trial).toMatchObject({ status: 'TRIALING', entitlements: expect.arrayContaining(['performance']), invoices: [] })
      expect(await ana.refused(start)).toBe('CONFLICT')

      // The trial's end is announced, then it is paid.
      await press(trial.portalUrl, { act: 'NEXT' })
      await press(trial.portalUrl, { act: 'NEXT' })
      expect(await subscriptionOf(ana)).toMatchObject({ status: 'ACTIVE', invoices: [{ amountCents: 799, status: 'PAID' }] })

      await ana.get('mutation { changePlan(plan: PREMIUM_YEARLY) { status } }')
      const yearly = await subscriptionOf(ana)
      expect(yearly.plan.key).toBe('PREMIUM_YEARLY')

      // A year later the card is declined; premium stays for the days of grace, and another card pays.
      await press(yearly.portalUrl, { act: 'CARD', card: 'FAILS_LATER' })
      for (const _step of ['renewal', 'the third day']) await press(yearly.portalUrl, { act: 'NEXT' })
      expect(await subscriptionOf(ana)).toMatchObject({
        status: 'PAST_DUE',
        entitlements: expect.arrayContaining(['performance']),
      })
      await press(yearly.portalUrl, { act: 'CARD', card: 'PAYS' })
      expect((await subscriptionOf(ana)).status).toBe('ACTIVE')

      await ana.get('mutation { cancelSubscription { status } }')
      expect((await subscriptionOf(ana)).cancelsAtPeriodEnd).toBe(true)
      await ana.get('mutation { resumeSubscription { status } }')
      const paid = await subscriptionOf(ana)
      expect(paid).toMatchObject({ status: 'ACTIVE', cancelsAtPeriodEnd: false })

      expect(await (await fetch(paid.invoices[0]?.url ?? '')).text()).toMatch(/Receipt \d{4}-\d{6}/)
      await world().inside(async (runtime) => {
        const desk = await openPaymentDesk(runtime)
        expect(await desk.refund(paid.invoices[0]?.id ?? '', 'asked for')).toBeNull()
      })
      expect(await subscriptionOf(ana)).toMatchObject({ status: 'CANCELLED', entitlements: [] })
      expect(await (await fetch(paid.invoices[0]?.url ?? '')).text()).toContain('Credit note')

      const mails = await world().mailsTo(emailOf(ana))
      expect(subjectsIn(mails.slice(before)).toSorted()).toEqual(
        [
          'Your trial of Premium has begun',
          'Your trial of Premium ends soon',
          'You have Premium',
          'Your plan has changed',
          'Your payment for Premium failed',
          'Your payment for Premium is still open',
          'Your payment has arrived',
          'Your Premium is cancelled',
          'Your Premium goes on',
          'Your payment was refunded',
        ].toSorted(),
      )
      // What somebody else has cannot be seen: the page is open to whoever has its link, and to no other athlete's app.
      const ben = await newAthlete(world().url, 'ben')
      const asBen = await fetch(startCheckout.url, { headers: { authorization: `Bearer ${ben.token}` } })
      expect(asBen.status).toBe(404)
    })
  })
}
