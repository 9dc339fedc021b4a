import type { EventData } from '@gruppetto/events'
import { expect, it } from 'vitest'
import { layoutMail } from './mail-layout.ts'
import { CHANGES, giftMail, subscriptionMails } from './subscription-mails.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 29, 12)
const subscription: EventData<'subscription.changed'> = {
  athleteId: 'ath_1',
  revision: 3,
  changes: ['STARTED'],
  status: 'ACTIVE',
  plan: 'PREMIUM_MONTHLY',
  planName: 'Premium, by the month',
  price: { amount: 1200, currency: 'JPY' },
  nextPlan: null,
  trialEndsAt: null,
  currentPeriodEndsAt: NOW + 30 * DAY,
  cancelsAtPeriodEnd: false,
  pastDueAt: null,
  at: NOW,
}
const receipt = { number: '2026-000007', kind: 'RECEIPT', amount: 1200, currency: 'JPY' } as const
const creditNote = { number: '2026-000009', kind: 'CREDIT_NOTE', amount: 300, currency: 'JPY' } as const
const reader = { displayName: 'Ana', units: 'METRIC', timeZone: 'America/New_York' } as const
const place = { publicUrl: 'https://gruppetto.example', token: null }

it('a payment is confirmed with its sum and its receipt, in the calendar of the athlete', () => {
  const [mail, ...others] = subscriptionMails({ ...subscription, receipts: [receipt] })
  if (mail === undefined) throw new Error('no mail')
  expect(others).toEqual([])
  expect(mail).toMatchObject({ kind: null, about: 'MONEY', link: { path: '/receipts/2026-000007', isSigned: true } })
  const { text, html, headers } = layoutMail(mail, reader, place)
  expect(text).toContain('Price a month: 1200 JPY\nRenews: Tuesday')
  expect(text).toContain('29 December 2026 at 07:00 (America/New York)\nReceipt: 2026-000007\nPaid: 1200 JPY')
  expect(html).toContain('what you have bought')
  expect(text).not.toContain('safety of your account')
  expect(Object.keys(headers)).toEqual(['Auto-Submitted'])
})

it('each thing that has changed has its own mail, and each receipt is brought once', () => {
  const mails = subscriptionMails({ ...subscription, changes: ['RENEWED', 'RESUMED', 'PLAN_CHANGED'], receipts: [receipt] })
  expect(mails.map(({ subject, link }) => [subject, link?.path])).toEqual([
    ['Your Premium was renewed', '/receipts/2026-000007'],
    ['Your Premium goes on', undefined],
    ['Your plan has changed', undefined],
  ])
})

it('who had two subscriptions hears which one has ended, once', () => {
  const mails = subscriptionMails({ ...subscription, isPaidTwice: true, receipts: [receipt] })
  expect(mails.map(({ subject }) => subject)).toEqual(['You have Premium', 'You had two subscriptions to Premium'])
  expect(mails[1]?.paragraphs.join(' ')).toContain('The later subscription has ended')
  expect(mails[1]).toMatchObject({ kind: null, about: 'MONEY' })
  expect(subscriptionMails({ ...subscription, isPaidTwice: true, changes: [] })).toHaveLength(1)
})

it('money that is given back in part is told by the credit note alone', () => {
  const [mail] = subscriptionMails({ ...subscription, changes: [], receipts: [creditNote] })
  expect(mail).toMatchObject({ subject: 'Some of your payment was given back', link: { path: '/receipts/2026-000009' } })
  const [refunded] = subscriptionMails({ ...subscription, changes: ['REFUNDED'], receipts: [receipt, creditNote] })
  expect(refunded).toMatchObject({ subject: 'Your payment was refunded', link: { path: '/receipts/2026-000009' } })
})

it('a payment that failed says until when Premium stays, and leads to another card', () => {
  for (const change of ['PAYMENT_FAILED', 'PAYMENT_REMINDER'] as const) {
    const [mail] = subscriptionMails({ ...subscription, changes: [change], pastDueAt: NOW })
    expect(mail?.link).toEqual({ label: 'Use another card', path: '/billing/ath_1', isSigned: true })
    expect(mail?.facts).toContainEqual({ label: 'Premium stays until', at: NOW + 14 * DAY })
  }
})

it('every change that an event may name has a mail, with words that end and no half sentence', () => {
  const mails = subscriptionMails({ ...subscription, changes: [...CHANGES], nextPlan: 'PREMIUM_YEARLY' })
  expect(mails).toHaveLength(CHANGES.length)
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(CHANGES.length)
  for (const { paragraphs } of mails) for (const paragraph of paragraphs) expect(paragraph).toMatch(/^[A-Z].*\.$/)
})

it('the mail of a gift has a link to its code, and no code', () => {
  const mail = giftMail({ giftId: 'gift_1', athleteId: 'ath_1', months: 3, at: NOW })
  expect(mail).toMatchObject({
    about: 'MONEY',
    facts: [{ label: 'Months', count: 3 }],
    link: { path: '/gifts/gift_1', isSigned: true },
  })
})
