import type { EventData } from '@gruppetto/events'
import { type Caller, newId, publicRoutesOf } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { callRoute } from '@gruppetto/testing'
import type { SubscriptionRow } from '../src/domain/subscription-row.ts'
import { commerceWith } from '../src/module.ts'
import type { PaymentProvider } from '../src/providers/payment-provider.ts'
import { type MemoryPayments, openMemoryPayments } from './memory-payments.ts'
import { type Answer, athleteCaller, athleteChanged, openWorld, type World } from './world.ts'

export const DAY_MS = 24 * 3600 * 1000

export interface PremiumWorld extends World {
  readonly payments: MemoryPayments
  /** What the other subgraphs heard, in no order. */
  readonly entitlements: EventData<'entitlement.changed'>[]
  readonly subscriptions: EventData<'subscription.changed'>[]
  pass(ms: number): void
  /** Sends a webhook about the customer, and returns the status of the answer. */
  webhook(id: string, customerId: string | null): Promise<number>
  runJob(name: string): Promise<void>
  newAthlete(more?: Partial<EventData<'athlete.changed'>>): Promise<string>
  /** The row of the athlete, as the database has it. */
  row(athleteId: string): Promise<SubscriptionRow | null>
}

/** Without a provider of its own, a test has the one in memory, which is at `payments`. */
export const openPremiumWorld = async (open: ((now: () => number) => PaymentProvider) | null = null): Promise<PremiumWorld> => {
  let passedMs = 0
  const now = () => Date.now() + passedMs
  const payments = openMemoryPayments(now)
  const world = await openWorld(
    { now },
    commerceWith(() => open?.(now) ?? payments),
  )
  const entitlements: EventData<'entitlement.changed'>[] = []
  const subscriptions: EventData<'subscription.changed'>[] = []
  const listener = await world.runtime.database('listener')
  await world.runtime.startWorkers(listener, [
    defineWorker({
      name: 'listener-entitlements',
      on: ['entitlement.changed'],
      decide: ({ data }) => data,
      save: async (data) => void entitlements.push(data),
    }),
    defineWorker({
      name: 'listener-subscriptions',
      on: ['subscription.changed'],
      decide: ({ data }) => data,
      save: async (data) => void subscriptions.push(data),
    }),
  ])
  return {
    ...world,
    payments,
    entitlements,
    subscriptions,
    pass: (ms) => {
      passedMs += ms
    },
    async webhook(id, customerId) {
      const body = JSON.stringify({ id, customerId })
      const request = { method: 'POST', url: '/payments/webhook', body, headers: { 'content-type': 'application/json' } } as const
      return (await callRoute([publicRoutesOf(world.subgraph)], request)).statusCode
    },
    async runJob(name) {
      const job = world.subgraph.opened.jobs.find((each) => each.name === name)
      if (job === undefined) throw new Error(`no job ${name}`)
      await job.run()
    },
    async newAthlete(more = {}) {
      const athleteId = newId('Athlete')
      await world.happen(athleteChanged(athleteId, more))
      return athleteId
    },
    row: (athleteId) => world.database.connection.collection<SubscriptionRow>('subscriptions').findOne({ _id: athleteId }),
  }
}

const FIELDS = `plan { key priceCents currency } nextPlan { key } status trialEndsAt currentPeriodEndsAt cancelsAtPeriodEnd graceEndsAt
  entitlements invoices { id amountCents currency status } portalUrl`

export const subscriptionOf = async (world: World, athleteId: string) =>
  (await world.ask(`{ viewer { subscription { ${FIELDS} } } }`, {}, athleteCaller(athleteId))).data.viewer.subscription

export const checkout = (world: World, athleteId: string, args = 'plan: PREMIUM_MONTHLY', caller?: Caller): Promise<Answer> =>
  world.ask(
    `mutation { startCheckout(${args}, returnUrl: "https://app.example/done") { url expiresAt } }`,
    {},
    caller ?? athleteCaller(athleteId),
  )

export const change = (world: World, athleteId: string, mutation: string): Promise<Answer> =>
  world.ask(`mutation { it: ${mutation} { ${FIELDS} } }`, {}, athleteCaller(athleteId))

/** An athlete with a subscription, paid for this month. */
export const newSubscriber = async (world: PremiumWorld, status: 'ACTIVE' | 'TRIALING' = 'ACTIVE') => {
  const athleteId = await world.newAthlete()
  const { errors } = await checkout(world, athleteId)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const customerId = `cus_${athleteId}`
  const ends = new Date(world.runtime.now() + 30 * DAY_MS)
  world.payments.put(customerId, { id: `sub_${athleteId}`, status, trialEndsAt: status === 'TRIALING' ? ends : null })
  if (status === 'ACTIVE') world.payments.invoice(customerId, { id: `in_${athleteId}` })
  await world.webhook(`evt_${athleteId}`, customerId)
  return { athleteId, customerId, subscriptionId: `sub_${athleteId}`, invoiceId: `in_${athleteId}` }
}
