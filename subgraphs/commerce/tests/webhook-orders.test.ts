import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sightCustomer } from '../src/domain/derive-subscription.ts'
import type { ProviderInvoice, ProviderSubscription } from '../src/domain/payment-facts.ts'
import { givesPremium, nextState } from '../src/domain/subscription.ts'
import { checkout, DAY_MS, openPremiumWorld, type PremiumWorld } from './premium-world.ts'

let world: PremiumWorld
beforeAll(async () => {
  world = await openPremiumWorld()
})
afterAll(() => world.close())

/** What may happen at the provider: a subscription gets another status, a payment is late, money is given or taken back. */
const happening = fc.record({
  subscription: fc.constantFrom('a', 'b'),
  status: fc.constantFrom<ProviderSubscription['status']>('INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'ENDED'),
  pastDueDays: fc.constantFrom(1, 20),
  invoice: fc.constantFrom<Partial<ProviderInvoice> | null>(
    null,
    { status: 'PAID' },
    { status: 'REFUNDED', refundedAmount: 799 },
    { isDisputed: true },
    { isDisputed: false },
  ),
})

/** What becomes of the webhook of a happening: how often it is delivered, and behind how many later happenings. */
const delivery = fc.record({ times: fc.constantFrom(0, 1, 1, 2), behind: fc.nat(4) })

const story = fc.array(fc.tuple(happening, delivery), { minLength: 1, maxLength: 7 })

/** The payer's bank asks who it is, and the webhook of what is paid after that gets lost. */
const paidLate: typeof story extends fc.Arbitrary<infer Story> ? Story : never = [
  [
    { subscription: 'a', status: 'INCOMPLETE', pastDueDays: 1, invoice: null },
    { times: 1, behind: 0 },
  ],
  [
    { subscription: 'a', status: 'TRIALING', pastDueDays: 1, invoice: null },
    { times: 0, behind: 0 },
  ],
]

it('no order, doubling, or loss and late arrival of webhooks ends in a wrong entitlement', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(story, async (happenings) => {
      runs += 1
      const athleteId = await world.newAthlete()
      await checkout(world, athleteId)
      const customerId = `cus_${athleteId}`
      const late: { readonly at: number; readonly id: string }[] = []
      for (const [at, [{ subscription, status, pastDueDays, invoice }, { times, behind }]] of happenings.entries()) {
        const id = `sub_${subscription}_${athleteId}`
        const pastDueAt = status === 'PAST_DUE' ? new Date(world.runtime.now() - pastDueDays * DAY_MS) : null
        world.payments.put(customerId, { id, status, pastDueAt })
        if (invoice !== null) world.payments.invoice(customerId, { id: `in_${id}`, subscriptionId: id, ...invoice })
        for (let time = 0; time < times; time += 1) late.push({ at: at + behind, id: `evt_${at}_${athleteId}` })
        const now = late.filter((each) => each.at === at)
        // Those of one moment arrive at once, so that their looks overtake each other.
        await Promise.all(now.map((each) => world.webhook(each.id, customerId)))
      }
      await Promise.all(late.filter((each) => each.at >= happenings.length).map((each) => world.webhook(each.id, customerId)))

      // What was lost is found by the daily look.
      world.pass(DAY_MS * 1.1)
      const isDue = async () =>
        ((await world.row(athleteId))?.lookAgainAt?.getTime() ?? Number.POSITIVE_INFINITY) <= world.runtime.now()
      for (let batch = 0; batch < 20 && (await isDue()); batch += 1) await world.runJob('commerce-look-at-subscriptions')

      const { sighting } = sightCustomer(world.payments.customers.get(customerId) ?? null, world.runtime.now())
      const expected = nextState('NONE', sighting).state
      expect((await world.row(athleteId))?.state).toBe(expected)
      const entitlement = await world.database.connection
        .collection<{ _id: string; premium: boolean; revision: number }>('entitlements')
        .findOne({ _id: athleteId })
      expect(entitlement?.premium ?? false).toBe(givesPremium(expected))
      // Whoever has only the events, in whatever order, ends with the same.
      await world.settle()
      const events = world.entitlements.filter((data) => data.athleteId === athleteId).toSorted((x, y) => x.revision - y.revision)
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1))
      expect(events.at(-1)?.premium ?? false).toBe(givesPremium(expected))
    }),
    { numRuns: 25, examples: [[paidLate]] },
  )
  expect(runs).toBeGreaterThanOrEqual(25)
}, 240_000)
