import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emailOf, newAthlete, type Person } from '../people.ts'
import { type Home, JOURNEY_MS, openHome } from './home.ts'

/** Between the provider's webhook and the entitlement of a subscription, and behind it. */
const SUBSCRIPTION_STAGES = [
  'commerce-payments:kept',
  'commerce-payments:looked',
  'commerce-payments:entitled',
  'commerce-payments:committed',
] as const

/** Between a gift that is paid and its code, between the number of its receipt and the receipt, and on the way of its mail. */
const GIFT_STAGES = [
  'commerce-payments:gift-paid',
  'commerce-payments:numbered',
  'relay:gift.bought',
  'athletes-mail-gifts:committed',
] as const

const START = 'mutation { startCheckout(plan: PREMIUM_MONTHLY, returnUrl: "https://app.example/done") { url } }'
const BUY = 'mutation { buyGift(months: 3, returnUrl: "https://app.example/gift") { url } }'
const REDEEM = 'mutation ($code: String!) { redeemCode(code: $code) { entitlements } }'

interface Rows {
  readonly receipts: readonly {
    readonly _id: string
    readonly kind: string
    readonly invoiceId: string
    readonly amount: number
  }[]
  /** All numbers of receipts that were issued here, in their order. */
  readonly numbers: readonly string[]
  /** The last number that was taken. */
  readonly last: number
  readonly codes: number
  readonly access: readonly string[]
  readonly waiting: number
  readonly premium: boolean
}

/** What the database has of an athlete, and of all receipts. */
const rowsOf = (home: Home, athleteId: string): Promise<Rows> =>
  home.inside(async (runtime) => {
    const { connection } = await runtime.database('commerce')
    const rows = <Row>(name: string, filter: object) =>
      connection
        .collection<Row & { readonly _id: string }>(name)
        .find(filter as never)
        .sort({ _id: 1 })
        .toArray()
    const [receipts, all, counts, codes, access, waiting, entitlements] = await Promise.all([
      rows<Rows['receipts'][number]>('receipts', { athleteId }),
      rows('receipts', {}),
      rows<{ last: number }>('receipt_counts', {}),
      rows('codes', { boughtById: athleteId }),
      rows<{ what: string }>('premium_audit', { athleteId, kind: 'ACCESS' }),
      rows('provider_events', { status: { $ne: 'DONE' } }),
      rows<{ premium: boolean }>('entitlements', { _id: athleteId }),
    ])
    return {
      receipts: receipts as Rows['receipts'],
      numbers: all.map(({ _id }) => _id),
      last: counts.reduce((sum, { last }) => sum + last, 0),
      codes: codes.length,
      access: access.map(({ what }) => what),
      waiting: waiting.length,
      premium: entitlements[0]?.premium ?? false,
    }
  })

const subjectsIn = (mails: readonly string[]): string[] => mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '')

/** A buyer whose address is verified. */
const newBuyer = async (home: Home): Promise<Person> => {
  const who = await newAthlete(home.url, 'ana')
  await home.verify(who)
  return who
}

const pay = (url: string): Promise<Response> => fetch(url, { method: 'POST', body: new URLSearchParams({ card: 'PAYS' }) })

/** Pays on a page while the process is killed at each stage, and presses the button once more whenever there is a process again. */
const payThroughTheStorm = async (home: Home, page: string, stages: readonly string[], next: string | null): Promise<void> => {
  for (const stage of stages) await home.diesAt(stage, () => pay(page))
  await home.processFor(next)
  const again = await pay(page)
  expect(again.status).toBe(200)
}

/** Every receipt has the number behind the one before: none is missing, and none was taken without a receipt. */
const expectNoGap = ({ numbers, last }: Rows): void => {
  const year = numbers[0]?.slice(0, 4) ?? ''
  expect(numbers).toEqual(numbers.map((_number, index) => `${year}-${String(index + 1).padStart(6, '0')}`))
  expect(last).toBe(numbers.length)
}

/** What the killed process has left is taken up by jobs, and nobody has to ask for it. */
const until = async (home: Home, athleteId: string, isDone: (rows: Rows) => boolean): Promise<Rows> => {
  const end = Date.now() + 60_000
  for (;;) {
    await home.settle()
    const rows = await rowsOf(home, athleteId)
    if (isDone(rows) || Date.now() > end) return rows
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Defines a test that kills -9 the process at each stage of a payment, one after another: what takes up the payment is killed at the next one. */
export const killPayments = (): void => {
  describe('a payment that kill -9 interrupts at every stage counts once', () => {
    let home: Home
    beforeEach(async () => {
      home = await openHome()
    })
    afterEach(() => home?.close())

    it('a subscription, then a gift', { timeout: JOURNEY_MS }, async () => {
      await home.processFor(SUBSCRIPTION_STAGES[0])
      const ana = await newBuyer(home)
      const { startCheckout } = await ana.get<{ startCheckout: { url: string } }>(START)
      const before = (await home.mailsTo(emailOf(ana))).length
      await payThroughTheStorm(home, startCheckout.url, SUBSCRIPTION_STAGES, GIFT_STAGES[0])
      const rows = await until(home, ana.id, ({ premium, waiting }) => premium && waiting === 0)
      expect(rows).toMatchObject({ premium: true, access: ['PREMIUM_GIVEN'], waiting: 0, receipts: [] })
      const { viewer } = await ana.get<{ viewer: { subscription: object } }>(
        '{ viewer { subscription { status entitlements } } }',
      )
      expect(viewer.subscription).toEqual({ status: 'TRIALING', entitlements: expect.arrayContaining(['performance']) })
      expect(subjectsIn((await home.mailsTo(emailOf(ana))).slice(before))).toEqual(['Your trial of Premium has begun'])

      const buyer = await newBuyer(home)
      const { buyGift } = await buyer.get<{ buyGift: { url: string } }>(BUY)
      const mailed = (await home.mailsTo(emailOf(buyer))).length
      await payThroughTheStorm(home, buyGift.url, GIFT_STAGES, null)
      const bought = await until(home, buyer.id, ({ codes, waiting }) => codes > 0 && waiting === 0)
      expect(bought).toMatchObject({ codes: 1, premium: false, waiting: 0, receipts: [{ kind: 'RECEIPT', amount: 3 * 799 }] })
      expect(bought.receipts).toHaveLength(1)
      expectNoGap(bought)

      const mails = (await home.mailsTo(emailOf(buyer))).slice(mailed)
      expect(subjectsIn(mails).toSorted()).toEqual(['Your gift of Premium', 'Your receipt'])
      const gift = mails.find((mail) => mail.includes('Subject: Your gift of Premium')) ?? ''
      const link = /http[^\s"]*\/gifts\/[^\s"]*/.exec(gift.replaceAll('=\n', '').replaceAll('=3D', '='))?.[0] ?? ''
      const code = /<strong[^>]*>([0-9A-Z-]{19})</.exec(await (await fetch(link)).text())?.[1] ?? ''
      const [ben, cleo] = [await newAthlete(home.url, 'ben'), await newAthlete(home.url, 'cleo')]
      await ben.get(REDEEM, { code })
      expect(await cleo.refused(REDEEM, { code })).toBe('BAD_USER_INPUT')
      const [exit, output] = await home.stop()
      expect(exit, output).toBe('0')
    })
  })
}
