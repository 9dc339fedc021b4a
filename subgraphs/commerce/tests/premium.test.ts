import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPaymentDesk, openPlanDesk } from '../src/module.ts'
import { openSubscriptions } from '../src/stores/subscriptions.ts'
import { change, checkout, DAY_MS, newSubscriber, openPremiumWorld, type PremiumWorld, subscriptionOf } from './premium-world.ts'
import { anonymous, athleteCaller, event, partnerOf, staff } from './world.ts'

let world: PremiumWorld
beforeAll(async () => {
  world = await openPremiumWorld()
})
afterAll(() => world.close())

const HOUR_MS = 3600_000
const accessOf = (athleteId: string) =>
  world.entitlements
    .filter((data) => data.athleteId === athleteId)
    .toSorted((a, b) => a.revision - b.revision)
    .map(({ premium }) => premium)
const changesOf = (athleteId: string) =>
  world.subscriptions
    .filter((data) => data.athleteId === athleteId)
    .toSorted((a, b) => a.revision - b.revision)
    .flatMap(({ changes }) => changes)
const trailOf = async (athleteId: string) =>
  (await world.database.connection.collection('premium_audit').find({ athleteId }).sort({ _id: 1 }).toArray()).map(
    ({ kind, what, amount, isRepair }) => `${kind} ${what}${amount === null ? '' : ` ${amount}`}${isRepair ? ' repair' : ''}`,
  )

describe('buying premium', () => {
  it('begins with a page of the provider, and counts when the provider says so', async () => {
    const athleteId = await world.newAthlete()
    expect(await subscriptionOf(world, athleteId)).toMatchObject({
      plan: { key: 'FREE' },
      status: 'NONE',
      entitlements: [],
      invoices: [],
      portalUrl: null,
    })
    const { data } = await checkout(world, athleteId)
    expect(data.startCheckout.url).toMatch(/^https:\/\/pay\.example/)
    expect(world.payments.orders.at(-1)).toMatchObject({
      athleteId,
      trialDays: 30,
      plan: { version: 'premium-monthly-1', currency: 'EUR' },
    })
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'NONE', entitlements: [] })

    const trialEndsAt = new Date(world.runtime.now() + 30 * DAY_MS)
    world.payments.put(`cus_${athleteId}`, { id: 'sub_1', status: 'TRIALING', trialEndsAt, currentPeriodEndsAt: trialEndsAt })
    expect(await world.webhook('evt_1', `cus_${athleteId}`)).toBe(200)
    expect(await subscriptionOf(world, athleteId)).toMatchObject({
      plan: { key: 'PREMIUM_MONTHLY', priceCents: 799, currency: 'EUR' },
      status: 'TRIALING',
      trialEndsAt: trialEndsAt.toISOString(),
      entitlements: ['performance', 'live-segments'],
      portalUrl: `https://pay.example/portal/cus_${athleteId}`,
    })
    await world.settle()
    expect(accessOf(athleteId)).toEqual([true])
    expect(changesOf(athleteId)).toEqual(['TRIAL_STARTED'])
  })

  it('has the price of the country, and the currency that was bought in before', async () => {
    const swiss = await world.newAthlete({ country: 'CH' })
    const { data } = await world.ask('{ plans { key priceCents currency } }', {}, athleteCaller(swiss))
    expect(data.plans.map((plan: { currency: string }) => plan.currency)).toEqual(['CHF', 'CHF', 'CHF'])
    const yen = await world.ask('{ plans(currency: "jpy") { priceCents currency } }')
    expect(yen.data.plans[1]).toEqual({ priceCents: 1200, currency: 'JPY' })
    expect((await world.ask('{ plans(currency: "XXX") { currency } }')).data.plans[0]).toEqual({ currency: 'EUR' })
    await checkout(world, swiss, 'plan: PREMIUM_YEARLY, currency: "USD"')
    expect(world.payments.orders.at(-1)?.plan).toMatchObject({ key: 'PREMIUM_YEARLY', currency: 'USD', priceCents: 6499 })
  })

  it('is refused with a reason', async () => {
    const { athleteId } = await newSubscriber(world)
    expect((await checkout(world, athleteId)).codes).toEqual(['CONFLICT'])
    expect((await checkout(world, athleteId, 'plan: FREE')).codes).toEqual(['BAD_USER_INPUT'])
    expect((await checkout(world, athleteId, 'plan: PREMIUM_MONTHLY, currency: "XXX"')).codes).toEqual(['BAD_USER_INPUT'])
    expect((await checkout(world, '', undefined, anonymous)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await checkout(world, '', undefined, partnerOf('brand_1'))).codes).toEqual(['FORBIDDEN'])
    const unverified = await world.newAthlete({ emailVerified: false })
    expect((await checkout(world, unverified)).codes).toEqual(['FORBIDDEN'])
    const other = await world.newAthlete()
    world.payments.isDown = true
    expect((await checkout(world, other)).codes).toEqual(['SERVICE_UNAVAILABLE'])
    world.payments.isDown = false
    expect((await checkout(world, other)).codes).toEqual([])
  })

  it('two calls at once make one customer', async () => {
    const athleteId = await world.newAthlete()
    const answers = await Promise.all([checkout(world, athleteId), checkout(world, athleteId)])
    expect(answers.flatMap(({ codes }) => codes)).toEqual([])
    expect((await world.row(athleteId))?.customerId).toBe(`cus_${athleteId}`)
  })
})

describe('a trial', () => {
  it('can be subscribed to again after it was cancelled and has ended, without another trial', async () => {
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world, 'TRIALING')
    expect((await change(world, athleteId, 'cancelSubscription')).data.it).toMatchObject({
      cancelsAtPeriodEnd: true,
      nextPlan: { key: 'FREE' },
      status: 'TRIALING',
    })
    expect((await change(world, athleteId, 'resumeSubscription')).data.it).toMatchObject({
      cancelsAtPeriodEnd: false,
      nextPlan: null,
    })
    await change(world, athleteId, 'cancelSubscription')
    world.payments.put(customerId, { id: subscriptionId, status: 'ENDED' })
    await world.webhook(`evt_ended_${athleteId}`, customerId)
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'CANCELLED', plan: { key: 'FREE' }, entitlements: [] })
    expect((await change(world, athleteId, 'resumeSubscription')).codes).toEqual(['CONFLICT'])
    expect((await checkout(world, athleteId)).codes).toEqual([])
    expect(world.payments.orders.at(-1)).toMatchObject({ athleteId, trialDays: 0 })
    world.payments.put(customerId, { id: 'sub_again', trialEndsAt: null })
    await world.webhook(`evt_again_${athleteId}`, customerId)
    await world.settle()
    expect(accessOf(athleteId)).toEqual([true, false, true])
    expect(changesOf(athleteId)).toEqual([
      'TRIAL_STARTED',
      'CANCELLATION_SCHEDULED',
      'RESUMED',
      'CANCELLATION_SCHEDULED',
      'ENDED',
      'STARTED',
    ])
  })

  it('is once for each mail address, also after the account was erased', async () => {
    const addressKey = 'the-hash-of-one-mailbox'
    const address = (athleteId: string) =>
      world.happen(event('athlete.address-changed', { athleteId, revision: 1, addressKey, at: Date.now() }))
    const first = await world.newAthlete()
    await address(first)
    await checkout(world, first)
    world.payments.put(`cus_${first}`, {
      id: `sub_${first}`,
      status: 'TRIALING',
      trialEndsAt: new Date(world.runtime.now() + DAY_MS),
    })
    await world.webhook(`evt_${first}`, `cus_${first}`)
    await world.happen(event('athlete.erased', { athleteId: first, round: 1, at: Date.now() }))
    expect(world.payments.customers.has(`cus_${first}`)).toBe(false)

    const second = await world.newAthlete()
    await address(second)
    await checkout(world, second)
    expect(world.payments.orders.at(-1)).toMatchObject({ athleteId: second, trialDays: 0 })
    const third = await world.newAthlete()
    await checkout(world, third)
    expect(world.payments.orders.at(-1)).toMatchObject({ athleteId: third, trialDays: 30 })
  })

  it('is told of three days before its end, once', async () => {
    const { athleteId } = await newSubscriber(world, 'TRIALING')
    world.pass(26 * DAY_MS)
    await world.runJob('commerce-look-at-subscriptions')
    world.pass(1.5 * DAY_MS)
    for (let times = 0; times < 2; times += 1) {
      await world.runJob('commerce-look-at-subscriptions')
      world.pass(HOUR_MS)
    }
    await world.settle()
    expect(changesOf(athleteId)).toEqual(['TRIAL_STARTED', 'TRIAL_ENDING'])
  })
})

describe('changing the plan', () => {
  it('a longer one counts at once, a shorter one from the end of the period, and both can be taken back', async () => {
    const { athleteId } = await newSubscriber(world)
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).data.it).toMatchObject({
      plan: { key: 'PREMIUM_YEARLY' },
      nextPlan: null,
    })
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_MONTHLY)')).data.it).toMatchObject({
      plan: { key: 'PREMIUM_YEARLY' },
      nextPlan: { key: 'PREMIUM_MONTHLY' },
    })
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).data.it).toMatchObject({ nextPlan: null })
    expect((await change(world, athleteId, 'changePlan(plan: FREE)')).data.it).toMatchObject({
      cancelsAtPeriodEnd: true,
      nextPlan: { key: 'FREE' },
    })
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).data.it).toMatchObject({
      cancelsAtPeriodEnd: false,
    })
    await world.settle()
    expect(changesOf(athleteId)).toEqual([
      'STARTED',
      'PLAN_CHANGED',
      'PLAN_CHANGE_SCHEDULED',
      'PLAN_CHANGE_WITHDRAWN',
      'CANCELLATION_SCHEDULED',
      'RESUMED',
    ])
    expect(accessOf(athleteId)).toEqual([true])
  })

  it('needs a subscription, and nothing that is overdue', async () => {
    const none = await world.newAthlete()
    for (const mutation of ['changePlan(plan: PREMIUM_YEARLY)', 'cancelSubscription', 'resumeSubscription'])
      expect((await change(world, none, mutation)).codes).toEqual(['CONFLICT'])
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    world.payments.put(customerId, { id: subscriptionId, status: 'PAST_DUE', pastDueAt: new Date(world.runtime.now()) })
    expect((await change(world, athleteId, 'changePlan(plan: PREMIUM_YEARLY)')).codes).toEqual(['CONFLICT'])
    expect((await change(world, athleteId, 'cancelSubscription')).data.it).toMatchObject({
      status: 'CANCELLED',
      entitlements: [],
    })
  })
})

describe('a payment that fails', () => {
  it('leaves premium for the days of grace, and brings it back once it is paid', async () => {
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    const pastDueAt = new Date(world.runtime.now())
    world.payments.put(customerId, { id: subscriptionId, status: 'PAST_DUE', pastDueAt })
    await world.webhook(`evt_late_${athleteId}`, customerId)
    expect(await subscriptionOf(world, athleteId)).toMatchObject({
      status: 'PAST_DUE',
      graceEndsAt: new Date(pastDueAt.getTime() + 14 * DAY_MS).toISOString(),
      entitlements: ['performance', 'live-segments'],
    })
    world.pass(14 * DAY_MS + HOUR_MS)
    // Nobody says anything: the clock alone ends the grace.
    for (let batch = 0; batch < 3; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'PAST_DUE', entitlements: [] })
    world.payments.put(customerId, { id: subscriptionId, status: 'ACTIVE', pastDueAt: null })
    await world.webhook(`evt_paid_${athleteId}`, customerId)
    await world.settle()
    expect(accessOf(athleteId)).toEqual([true, false, true])
    expect(changesOf(athleteId)).toEqual(['STARTED', 'PAYMENT_FAILED', 'GRACE_ENDED', 'RECOVERED'])
  })

  it('a refund and a chargeback end premium, and stand in the trail with their amounts', async () => {
    const refunded = await newSubscriber(world)
    world.payments.invoice(refunded.customerId, { id: refunded.invoiceId, status: 'REFUNDED', refundedAmount: 799 })
    await world.webhook(`evt_refund_${refunded.athleteId}`, refunded.customerId)
    expect(await subscriptionOf(world, refunded.athleteId)).toMatchObject({
      status: 'CANCELLED',
      entitlements: [],
      invoices: [{ amountCents: 799, currency: 'EUR', status: 'REFUNDED' }],
    })
    expect(await trailOf(refunded.athleteId)).toEqual([
      'MONEY PAID 799',
      'ACCESS PREMIUM_GIVEN',
      'SUBSCRIPTION STARTED',
      'MONEY GIVEN_BACK -799',
      'ACCESS PREMIUM_TAKEN',
      'SUBSCRIPTION REFUNDED',
    ])
    const disputed = await newSubscriber(world)
    for (const isDisputed of [true, false]) {
      world.payments.invoice(disputed.customerId, { id: disputed.invoiceId, isDisputed })
      await world.webhook(`evt_dispute_${isDisputed}_${disputed.athleteId}`, disputed.customerId)
      expect((await subscriptionOf(world, disputed.athleteId)).entitlements).toHaveLength(isDisputed ? 0 : 2)
    }
    await world.settle()
    expect(changesOf(disputed.athleteId)).toEqual(['STARTED', 'DISPUTED', 'DISPUTE_WON'])
  })
})

describe('webhooks', () => {
  it('a doubled one changes nothing, and asks the provider for nothing', async () => {
    const { athleteId, customerId } = await newSubscriber(world)
    const fetches = world.payments.fetches
    expect(await world.webhook(`evt_${athleteId}`, customerId)).toBe(200)
    expect(world.payments.fetches).toBe(fetches)
  })

  it('what cannot be applied now is answered with 503, kept, and applied by the job', async () => {
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    world.payments.put(customerId, { id: subscriptionId, status: 'ENDED' })
    world.payments.isDown = true
    expect(await world.webhook(`evt_down_${athleteId}`, customerId)).toBe(503)
    world.payments.isDown = false
    expect((await subscriptionOf(world, athleteId)).status).toBe('ACTIVE')
    world.pass(HOUR_MS)
    await world.runJob('commerce-apply-waiting-events')
    expect((await subscriptionOf(world, athleteId)).status).toBe('CANCELLED')
    const kept = await world.database.connection
      .collection<{ _id: string; status: string; body: string }>('provider_events')
      .findOne({ _id: `memory:evt_down_${athleteId}` })
    expect(kept).toMatchObject({ status: 'DONE', tries: 2, body: expect.stringContaining(customerId), athleteId })
  })

  it('without a signature it is refused, and one about a stranger is kept and does nothing', async () => {
    const { callRoute } = await import('@gruppetto/testing')
    const { publicRoutesOf } = await import('@gruppetto/graph')
    const request = {
      method: 'POST',
      url: '/payments/webhook',
      body: 'nonsense',
      headers: { 'content-type': 'text/plain' },
    } as const
    expect((await callRoute([publicRoutesOf(world.subgraph)], request)).statusCode).toBe(400)
    expect(await world.webhook('evt_stranger', 'cus_stranger')).toBe(200)
    expect(await world.webhook('evt_nobody', null)).toBe(200)
  })

  it('an answer that another look has overtaken is not stored', async () => {
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    const before = await world.row(athleteId)
    // The provider answers ACTIVE; before the answer is stored, another process stores that it has ended.
    world.payments.beforeAnswer = async () => {
      world.payments.beforeAnswer = () => Promise.resolve()
      world.payments.put(customerId, { id: subscriptionId, status: 'ENDED' })
      await world.database.connection
        .collection<{ _id: string }>('subscriptions')
        .updateOne({ _id: athleteId }, { $set: { looks: (before?.looks ?? 0) + 1 } })
    }
    expect(await world.webhook(`evt_race_${athleteId}`, customerId)).toBe(200)
    expect((await subscriptionOf(world, athleteId)).status).toBe('CANCELLED')
  })

  it('whose webhook got lost is repaired by a daily look, and reported as a repair', async () => {
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    world.payments.put(customerId, { id: subscriptionId, status: 'ENDED' })
    world.pass(DAY_MS + HOUR_MS)
    for (let batch = 0; batch < 3; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    expect((await subscriptionOf(world, athleteId)).status).toBe('CANCELLED')
    expect(await trailOf(athleteId)).toContain('SUBSCRIPTION ENDED repair')
  })
})

describe('what is bought late, and its webhook got lost', () => {
  const lookAfter = async (ms: number) => {
    world.pass(ms)
    await world.runJob('commerce-look-at-subscriptions')
  }

  it('is found when the page has expired, whatever was looked at before', async () => {
    const athleteId = await world.newAthlete()
    world.payments.opensFor = DAY_MS
    await checkout(world, athleteId)
    world.payments.opensFor = HOUR_MS / 2
    await lookAfter(HOUR_MS + 1)
    expect(await world.row(athleteId)).toMatchObject({ state: 'NONE' })
    world.payments.put(`cus_${athleteId}`, { id: `sub_${athleteId}` })
    await lookAfter(DAY_MS)
    expect((await subscriptionOf(world, athleteId)).status).toBe('ACTIVE')
    expect(await trailOf(athleteId)).toContain('SUBSCRIPTION STARTED repair')
  })

  it('is found while the bank may still agree, and not looked for any more after that', async () => {
    const athleteId = await world.newAthlete()
    await checkout(world, athleteId)
    const { fetches } = world.payments
    world.payments.put(`cus_${athleteId}`, { id: `sub_${athleteId}`, status: 'INCOMPLETE' })
    await world.webhook(`evt_${athleteId}`, `cus_${athleteId}`)
    for (let hour = 0; hour < 30; hour += 1) await lookAfter(HOUR_MS + 1)
    expect(await world.row(athleteId)).toMatchObject({ state: 'NONE', lookAgainAt: null })
    expect(world.payments.fetches - fetches).toBeGreaterThan(20)

    world.payments.put(`cus_${athleteId}`, { id: `sub_2_${athleteId}`, status: 'INCOMPLETE' })
    await world.webhook(`evt_2_${athleteId}`, `cus_${athleteId}`)
    await lookAfter(HOUR_MS + 1)
    world.payments.put(`cus_${athleteId}`, { id: `sub_2_${athleteId}`, status: 'ACTIVE' })
    await lookAfter(HOUR_MS + 1)
    expect((await subscriptionOf(world, athleteId)).status).toBe('ACTIVE')
  })

  it('a page that is opened while a look is under way is not forgotten by it', async () => {
    const athleteId = await world.newAthlete()
    await checkout(world, athleteId)
    const subscriptions = openSubscriptions(world.database)
    const until = new Date(world.runtime.now() + 5 * DAY_MS)
    world.payments.beforeAnswer = async () => {
      world.payments.beforeAnswer = () => Promise.resolve()
      await subscriptions.openPage(athleteId, until)
    }
    await world.webhook(`evt_${athleteId}`, `cus_${athleteId}`)
    expect(await world.row(athleteId)).toMatchObject({ pageOpenUntil: until, lookAgainAt: until })
  })
})

describe('the daily look', () => {
  it('is not held up by customers that cannot be looked at', async () => {
    const { athleteId } = await newSubscriber(world)
    world.pass(DAY_MS * 1.1)
    world.payments.isDown = true
    for (let batch = 0; batch < 4; batch += 1) await world.runJob('commerce-look-at-subscriptions')
    world.payments.isDown = false
    const waits = (await world.row(athleteId))?.lookAgainAt?.getTime() ?? 0
    expect(waits).toBeGreaterThan(world.runtime.now() + HOUR_MS / 2)
    expect((await subscriptionOf(world, athleteId)).status).toBe('ACTIVE')
  })

  it('what a provider has sold that is no longer there stays until it is long over, and then ends', async () => {
    const { athleteId } = await newSubscriber(world)
    const rows = world.database.connection.collection<{ _id: string; [field: string]: unknown }>('subscriptions')
    await rows.updateOne({ _id: athleteId }, { $set: { provider: 'earlier', lookAgainAt: new Date(1) } })
    await world.runJob('commerce-look-at-subscriptions')
    expect((await subscriptionOf(world, athleteId)).entitlements).toHaveLength(2)
    await rows.updateOne({ _id: athleteId }, { $set: { lookAgainAt: new Date(1), currentPeriodEndsAt: new Date(1) } })
    await world.runJob('commerce-look-at-subscriptions')
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'CANCELLED', entitlements: [], portalUrl: null })
  })
})

describe('what the operator does', () => {
  it('gives back the last payment, which ends what it paid for, once', async () => {
    const { athleteId, invoiceId } = await newSubscriber(world)
    const desk = await openPaymentDesk(world.runtime, world.payments)
    expect(await desk.refund('in_unknown', 'asked for it')).toBe('UNKNOWN')
    world.payments.isDown = true
    expect(await desk.refund(invoiceId, 'asked for it')).toBe('UNAVAILABLE')
    world.payments.isDown = false
    expect(await desk.refund(invoiceId, 'asked for it')).toBeNull()
    expect(await desk.refund(invoiceId, 'asked for it')).toBe('NOT_PAID')
    expect(await subscriptionOf(world, athleteId)).toMatchObject({ status: 'CANCELLED', entitlements: [] })
    const { invoices, trail } = await desk.of(athleteId)
    expect(invoices).toMatchObject([{ _id: invoiceId, status: 'REFUNDED', refundedAmount: 799 }])
    const ordered = trail.find(({ what }) => what === 'REFUND_ORDERED')
    expect(ordered).toMatchObject({ cause: 'staff', reason: 'asked for it', reference: invoiceId })
    const { provider, states, repairs } = await desk.report()
    expect(provider).toBe('memory')
    expect(states.get('REFUNDED')).toBeGreaterThan(0)
    expect(repairs).toBeGreaterThan(0)
  })

  it('a grant and what was bought do not end each other', async () => {
    const plans = await openPlanDesk(world.runtime)
    const { athleteId, customerId, subscriptionId } = await newSubscriber(world)
    expect(await plans.setPremium(athleteId, true, 'tests the beta')).toBe(true)
    world.payments.put(customerId, { id: subscriptionId, status: 'ENDED' })
    await world.webhook(`evt_grant_${athleteId}`, customerId)
    expect(await subscriptionOf(world, athleteId)).toMatchObject({
      status: 'CANCELLED',
      entitlements: ['performance', 'live-segments'],
    })
    expect(await plans.setPremium(athleteId, false, 'the beta is over')).toBe(true)
    expect((await subscriptionOf(world, athleteId)).entitlements).toEqual([])
    const other = await newSubscriber(world)
    expect(await plans.setPremium(other.athleteId, false, 'nothing was given')).toBe(false)
    expect((await subscriptionOf(world, other.athleteId)).entitlements).toHaveLength(2)
    await world.settle()
    expect(accessOf(athleteId)).toEqual([true, false])
  })

  it('a grant for a time ends by the clock, and premium from before grants had reasons is one', async () => {
    const entitlements = world.database.connection.collection<{ _id: string; [field: string]: unknown }>('entitlements')
    const [timed, earlier] = [await world.newAthlete(), await world.newAthlete()]
    const until = new Date(world.runtime.now() + DAY_MS)
    const gift = { id: 'gift_1', source: 'GIFT', reason: 'a gift', givenAt: new Date(), until }
    await entitlements.insertMany([
      { _id: timed, revision: 1, premium: true, isBought: false, grants: [gift], grantEndsAt: until },
      { _id: earlier, revision: 1, premium: true },
    ])
    await world.runJob('commerce-end-premium-grants')
    expect((await subscriptionOf(world, timed)).entitlements).toHaveLength(2)
    world.pass(DAY_MS + 1)
    await world.runJob('commerce-end-premium-grants')
    expect((await subscriptionOf(world, timed)).entitlements).toEqual([])
    expect((await subscriptionOf(world, earlier)).entitlements).toHaveLength(2)
    expect(await (await openPlanDesk(world.runtime)).setPremium(earlier, false, 'it was long ago')).toBe(true)
    expect((await subscriptionOf(world, earlier)).entitlements).toEqual([])
  })
})

describe('who sees a subscription', () => {
  it('its athlete alone', async () => {
    const { athleteId } = await newSubscriber(world)
    const ask = '{ viewer { id subscription { status invoices { id } portalUrl } } }'
    expect((await world.ask(ask, {}, staff)).data.viewer.subscription).toMatchObject({ status: 'NONE', invoices: [] })
    expect((await world.ask(ask, {}, anonymous)).data.viewer).toBeNull()
    expect((await world.ask(ask, {}, partnerOf('brand_1'))).codes).toEqual(['FORBIDDEN'])
    const reference = `query($it: [_Any!]!) { _entities(representations: $it) { ... on Viewer { subscription { status } } } }`
    const it = [{ __typename: 'Viewer', id: `vwr_${athleteId.slice(4)}` }]
    expect((await world.ask(reference, { it }, staff)).data._entities).toEqual([null])
    expect((await world.ask(reference, { it }, athleteCaller(athleteId))).data._entities).toEqual([
      { subscription: { status: 'ACTIVE' } },
    ])
  })
})

describe('leaving', () => {
  it('a closed account pays no further period, and an erased one is forgotten, except for what the law asks to keep', async () => {
    const { athleteId, customerId, subscriptionId, invoiceId } = await newSubscriber(world)
    const { athleteChanged } = await import('./world.ts')
    await world.happen(athleteChanged(athleteId, { revision: 2, deleted: true }))
    expect(world.payments.customers.get(customerId)?.subscriptions).toMatchObject([
      { id: subscriptionId, cancelsAtPeriodEnd: true },
    ])
    await world.happen(event('athlete.erased', { athleteId, round: 1, at: Date.now() }))
    expect(world.payments.customers.has(customerId)).toBe(false)
    expect(await world.row(athleteId)).toBeNull()
    const rows = await world.database.connection.collection<{ _id: string }>('invoices').find({ _id: invoiceId }).toArray()
    expect(rows).toMatchObject([{ athleteId: null, amount: 799 }])
    expect(await trailOf(athleteId)).toEqual([])
    // A webhook about the erased customer changes nothing.
    const eventId = `evt_after_${newId('Athlete')}`
    expect(await world.webhook(eventId, customerId)).toBe(200)
    const kept = await world.database.connection
      .collection<{ _id: string; body: string; status: string }>('provider_events')
      .findOne({ _id: `memory:${eventId}` })
    expect(kept).toMatchObject({ status: 'FOREIGN', body: '', athleteId: null })
    expect(await world.row(athleteId)).toBeNull()
  })
})
