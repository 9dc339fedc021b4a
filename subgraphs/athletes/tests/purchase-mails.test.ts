import type { EventData } from '@gruppetto/events'
import { isSignedPath } from '@gruppetto/graph'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const started = (athleteId: string, more: Partial<EventData<'subscription.changed'>> = {}) =>
  world.publish('subscription.changed', {
    athleteId,
    revision: 1,
    changes: ['STARTED'],
    status: 'ACTIVE',
    plan: 'PREMIUM_MONTHLY',
    planName: 'Premium, by the month',
    price: { amount: 799, currency: 'EUR' },
    nextPlan: null,
    trialEndsAt: null,
    currentPeriodEndsAt: Date.now() + 1e9,
    cancelsAtPeriodEnd: false,
    pastDueAt: null,
    at: Date.now(),
    ...more,
  })

const plain = (mail: string | undefined): string => mail?.replaceAll('=\n', '').replaceAll('=3D', '=') ?? ''
const mailsTo = async (email: string) => (await world.mails()).filter((mail) => mail.includes(`\nTo: ${email}\n`)).map(plain)

it('a change is confirmed once, and its receipt opens by a link that was signed when the mail was sent', async () => {
  const ana = await world.signUpVerified()
  const before = (await mailsTo(ana.email)).length
  const receipts = [{ number: '2026-000001', kind: 'RECEIPT', amount: 799, currency: 'EUR' } as const]
  const listened = await world.listenTo('mail.requested')
  await started(ana.id, { receipts })
  const mails = await mailsTo(ana.email)
  expect(mails).toHaveLength(before + 1)
  const mail = mails.at(-1) ?? ''
  expect(mail).toContain('Subject: You have Premium\n')
  expect(mail).not.toMatch(/list-unsubscribe/i)
  const url = new URL(/http[^\s"]*\/receipts\/[^\s"]*/.exec(mail)?.[0].replaceAll('&amp;', '&') ?? '')
  const { identitySecret } = world.runtime.config
  expect(isSignedPath(url.pathname, Object.fromEntries(url.searchParams), identitySecret, Date.now())).toBe(true)
  // Nothing in the stream opens the receipt.
  expect(JSON.stringify(listened)).not.toContain('signature')
})

it('an event that is delivered again sends nothing more', async () => {
  const ben = await world.signUpVerified()
  await started(ben.id, { changes: ['PAYMENT_FAILED', 'CANCELLATION_SCHEDULED'], pastDueAt: Date.now() })
  const first = await mailsTo(ben.email)
  const { bus, config } = world.runtime
  const subject = `${config.namespace}.evt.subscription.changed.v1`
  const last = await bus.manager.streams.getMessage(bus.names.events, { last_by_subj: subject })
  // A relay that was killed after it published, and whose memory of that is gone, publishes the same event again.
  await bus.stream.publish(subject, last?.data ?? new Uint8Array())
  expect(await mailsTo(ben.email)).toEqual(first)
  expect(first.filter((mail) => /Subject: Your (?:payment for Premium failed|Premium is cancelled)\n/.test(mail))).toHaveLength(2)
})

it('an address that nobody has verified hears nothing of money', async () => {
  const someone = await world.signUp()
  const before = await mailsTo(someone.email)
  await started(someone.id)
  await world.publish('gift.bought', { giftId: 'gift_1', athleteId: someone.id, months: 3, at: Date.now() })
  expect(await mailsTo(someone.email)).toEqual(before)
})
